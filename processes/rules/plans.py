"""Dates of a corrective plan, and why an act on it is not possible now."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.monitoring.follow_up import CRITICAL, OPEN
from forms.monitoring.plan import limit_of, lines_of
from processes.language import Condition, Stage
from workflow import parameters
from workflow.holidays import calendar
from workflow.models import Case
from workflow.procedure import Procedure

REMINDED = 3  # days before the plan is due
REPEATED = 2  # times that proof was rejected


def plan_due(case: Case) -> date:
    """The day that was set for the plan; when nobody set one, the last of the stage."""
    told = case.answers.get("plan", {}).get("plan_due")
    if told:
        return date.fromisoformat(told)
    since = timezone.localdate(case.entered_stage_at)
    return calendar().add_working(since, int(parameters.value_for(case, f"{case.procedure}.{Stage.REQUESTED}.days")))


def reminder_from(case: Case) -> date:
    """The eve of the last working day after which the reminder still leaves three days before the plan is due."""
    day = plan_due(case) - timedelta(days=REMINDED + 1)
    while not calendar().is_working(day):
        day -= timedelta(days=1)
    return day - timedelta(days=1)


def next_due(case: Case) -> date | None:
    """The first date of a line that is still without proof."""
    days = [line["due_on"] for line in still_open(case)]
    return date.fromisoformat(min(days)) if days else None


def still_open(case: Case) -> list[dict[str, Any]]:
    return [line for line in lines_of(case) if line["status"] == OPEN]


def _days_to(line: dict[str, Any], *, on: date) -> int:
    return (date.fromisoformat(line["due_on"]) - on).days


def every_line_covered(procedure: Procedure) -> Condition:
    """Each line has its action and its date, within the days that its severity leaves from the acceptance."""
    case, lines = procedure.case, lines_of(procedure.case)
    late = [
        line["line"]
        for line in lines
        if not line.get("action") or _days_to(line, on=procedure.today) > limit_of(case, line["severity"])
    ]
    met = bool(lines) and not late
    return Condition(met, _("A line has no action, or a date that is too late."), lines=late)


def extension_left(procedure: Procedure) -> Condition:
    """Once, before the date, and never for a critical line."""
    if "extension" in procedure.case.facts:
        return Condition(False, _("More time was already given once."))
    today = procedure.today.isoformat()
    lines = [line["line"] for line in still_open(procedure.case) if line["severity"] != CRITICAL and line["due_on"] >= today]
    return Condition(bool(lines), _("No line can be given more time: they are critical, proven or past their date."), lines=lines)


def every_line_treated(procedure: Procedure) -> Condition:
    left = [line["line"] for line in still_open(procedure.case)]
    return Condition(not left, _("Some lines are still open."), open=left)


def calls_for_sanction(procedure: Procedure) -> Condition:
    """A critical line is still open after its date, proof failed again, or the visit found a line that is not put right."""
    case, today = procedure.case, procedure.today.isoformat()
    critical = [line["line"] for line in still_open(case) if line["severity"] == CRITICAL and line["due_on"] < today]
    failures, visited = case.facts.get("failures", 0), case.facts.get("not_lifted", [])
    met = bool(critical or visited) or failures >= REPEATED
    unmet = _("No critical line is past its date, and nothing failed repeatedly.")
    return Condition(met, unmet, critical=critical, failures=failures, not_lifted=len(visited))
