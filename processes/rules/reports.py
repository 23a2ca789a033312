"""Periods of activity reports, whom they bind, and why an act on a report is not possible now."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from processes.language import Condition
from registers import activity_reports, providers
from registers.models import Provider
from workflow.holidays import calendar
from workflow.models import Case
from workflow.periods import Period
from workflow.procedure import Procedure

ONE_DAY = timedelta(days=1)
DAYS_OF_A_YEAR = 60  # between the opening of the campaign of a year and its last day, 31 March
LAST_DAY_OF_A_QUARTER = 15  # of the month that follows it
YOUNG = 90  # days before the end of the period: whoever began later has nothing to tell
GRACE = 10  # working days between the last day and a formal notice


def year(code: str) -> Period:
    """The period of `2026`, whose report is due on 31 March of the next year."""
    if not re.fullmatch(r"20\d\d", code):
        raise ValueError(code)
    told, due = int(code), date(int(code) + 1, 3, 31)
    return Period(code, date(told, 1, 1), date(told, 12, 31), due - timedelta(days=DAYS_OF_A_YEAR), due)


def quarter(code: str) -> Period:
    """The period of `2026-Q3`, whose return is due on the fifteenth day after it."""
    found = re.fullmatch(r"(20\d\d)-Q([1-4])", code)
    if not found:
        raise ValueError(code)
    told, number = int(found[1]), int(found[2])
    opens = date(told + number // 4, number % 4 * 3 + 1, 1)
    return Period(code, date(told, number * 3 - 2, 1), opens - ONE_DAY, opens, opens.replace(day=LAST_DAY_OF_A_QUARTER))


def years(on: date) -> Iterable[Period]:
    """The year that has ended, then the present one."""
    return [year(str(on.year - 1)), year(str(on.year))]


def quarters(on: date) -> Iterable[Period]:
    """The quarter that has ended, then the present one."""
    now = quarter(f"{on.year}-Q{(on.month + 2) // 3}")
    ended = now.starts_on - ONE_DAY
    return [quarter(f"{ended.year}-Q{(ended.month + 2) // 3}"), now]


def obliged(period: Period) -> Any:
    """The providers in activity that had begun before the period ended."""
    begun = Provider.objects.filter(version=1, valid_from__lte=period.ends_on)
    return Provider.objects.current().filter(status=Provider.Status.ACTIVE, entry__in=begun.values("entry"))


def line_of(procedure: Procedure) -> str:
    """The line of the register of reports that the case keeps."""
    return str(procedure.case.facts["report"]["entry"])


def remarks(cases: Iterable[Case]) -> dict[Any, Any]:
    """What the register says of each report: how late it is, and in how many figures it differs."""
    entries = {str(case.facts["report"]["entry"]): case.pk for case in cases}
    return {entries[str(line.entry)]: _remark(line) for line in activity_reports.current(entries)}


def _remark(line: Any) -> Any:
    late, differences = int(line.days_late or 0), len(line.differences)
    told = [
        ngettext("%(count)d difference, explained", "%(count)d differences, explained", differences) % {"count": differences}
        if differences
        else gettext("As the registers")
    ]
    if late:
        told.append(ngettext("%(count)d day late", "%(count)d days late", late) % {"count": late})
    return " · ".join(told)


def counted_from(case: Case) -> date | None:
    """The day from which the time limit of the campaign is counted."""
    told = case.facts.get("campaign", {}).get("counted_from")
    return date.fromisoformat(told) if told else None


def due_on(case: Case) -> date:
    return date.fromisoformat(case.facts["campaign"]["due_on"])


def obligation_open(procedure: Procedure) -> Condition:
    """The line is still to be filled, and the last day has not passed."""
    report = activity_reports.get(line_of(procedure))
    unmet = _("This report is no longer to be filed.")
    return Condition(report.status == report.Status.OPENED, unmet, report=report.number, status=report.status)


def nothing_to_report(procedure: Procedure) -> Condition:
    """The activity is interrupted, or began less than three months before the end of the period."""
    provider = providers.get(procedure.provider)
    begun = Provider.objects.get(entry=provider.entry, version=1).valid_from
    ends_on = date.fromisoformat(procedure.case.facts["report"]["ends_on"])
    young = begun > ends_on - timedelta(days=YOUNG)
    interrupted = provider.status == Provider.Status.INTERRUPTED
    unmet = _("The structure was in activity, and not only in the last three months of the period.")
    return Condition(young or interrupted, unmet, begun=begun.isoformat(), status=provider.status)


def reminder_is_due(procedure: Procedure) -> Condition:
    """One of the days on which the holder is reminded has come."""
    case, today = procedure.case, procedure.today
    clock = case.clocks.filter(kind="stage", stage=case.stage).exclude(status="stopped").first()
    pending = clock.reminders[len(clock.reminded_on) :] if clock else []
    first = counted_from(case) or today
    met = bool(pending) and first + timedelta(days=pending[0]) <= today
    return Condition(met, _("The time for this has not come."), sent=len(clock.reminded_on) if clock else 0)


def grace_is_over(procedure: Procedure) -> Condition:
    """Ten working days have passed since the last day."""
    due = due_on(procedure.case)
    earliest = calendar().add_working(due, int(procedure.parameter("grace")))
    unmet = _("A formal notice waits until ten working days have passed since the last day.")
    return Condition(procedure.today > earliest, unmet, due=due.isoformat(), from_=earliest.isoformat())


def controls_passed(procedure: Procedure) -> Condition:
    """What the registers contradicted when the report was filed was explained, and nothing blocking is left."""
    found = procedure.application.findings(procedure.case)
    left = [f.control for f in found if f.is_blocking or f.control not in procedure.application.explained(procedure.case)]
    return Condition(not left, _("A control is not passed and not explained: ask for a correction."), left=left)


def no_difference(procedure: Procedure) -> Condition:
    """The figures are those of the registers."""
    found = [f.control for f in procedure.application.findings(procedure.case)]
    return Condition(not found, _("The figures differ from the registers: an officer looks at them."), found=found)
