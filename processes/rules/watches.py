"""Why an act on a watch case is not possible now, and when what has ceased is looked at again."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from processes.language import Condition
from workflow import links, sweep
from workflow.actor import SYSTEM
from workflow.holidays import calendar
from workflow.models import Case, OutboxRow
from workflow.procedure import Procedure

# A check that the sweep missed is opened late, but not years afterwards.
LOOKED_BACK = timedelta(days=400)


def offence_established(procedure: Procedure) -> Condition:
    """Every capture is kept with its day, its address and its hash."""
    captures = procedure.case.facts.get("collected", {}).get("captures", [])
    bare = [row["link_or_place"] for row in captures if not row.get("sha256")]
    met = bool(captures) and not bare
    return Condition(met, _("A capture is missing: the breach is not established."), without_capture=bare)


def noted_by_another(procedure: Procedure) -> Condition:
    """The legal note was written by somebody else than whoever serves the notice."""
    by = procedure.case.facts.get("collected", {}).get("by")
    met = by is not None and by not in procedure.actor.persons
    return Condition(met, _("You wrote the legal note: another person serves the notice."))


def is_registered(procedure: Procedure) -> Condition:
    met = procedure.case.provider is not None
    return Condition(met, _("Only a structure of the register is referred to proceedings for a sanction."))


def is_not_registered(procedure: Procedure) -> Condition:
    met = procedure.case.provider is None
    return Condition(met, _("A structure of the register is referred by the director."))


# Looked at again ----------------------------------------------------------------------------------------------------


@sweep.daily("watches.check")
def check_daily(row: OutboxRow) -> None:
    open_checks(on=date.fromisoformat(row.key))


def days_of_checks(act: Procedure) -> list[str]:
    """When what ceases today is looked at again."""
    after = (int(act.parameter(f"{which}_check.days")) for which in ("first", "second"))
    return [(act.today + timedelta(days=days)).isoformat() for days in after]


def open_checks(*, on: date) -> list[Case]:
    """Opens the checks of what has ceased that are due by a day: each in a case of its own, once, on a working day."""
    ceased = Case.objects.filter(procedure="MON-05", stage="ceased", closed_at__date__gte=on - LOOKED_BACK)
    opened = []
    for case in ceased.order_by("closed_at", "id"):
        known = {child.facts.get("check", {}).get("due") for child in case.children.filter(procedure="MON-05")}
        for due in case.facts.get("cessation", {}).get("checks", ()):
            if due not in known and calendar().next_working(date.fromisoformat(due)) <= on:
                opened.append(_open_check(case, due=due))
    return [check for check in opened if check is not None]


def _open_check(case: Case, *, due: str) -> Case | None:
    told = {"of": case.number or "", "due": due}
    return links.open_later(
        from_case=case, procedure_code="MON-05", by=SYSTEM, answers=case.answers, facts={"check": told}, key=f"check:{due}"
    )
