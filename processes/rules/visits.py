"""Why a visit, or what follows from it, is not possible now."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from processes.language import Condition
from registers import checklist
from workflow import parameters
from workflow.procedure import Procedure


def postponements_left(procedure: Procedure) -> Condition:
    """At most two postponements; the first day of a round is none."""
    visit = procedure.case.facts.get("visit", {})
    used, allowed = visit.get("postponed", 0), parameters.value("visits.postponements")
    met = used < allowed or not visit.get("on")
    return Condition(met, _("The visit has been postponed as often as is allowed."), used=used, allowed=allowed)


def visit_day_came(procedure: Procedure) -> Condition:
    """The visit has a day, and that day has come."""
    on = procedure.case.facts.get("visit", {}).get("on", "")
    if not on:
        return Condition(False, _("The day of the visit has not been set."))
    return Condition(date.fromisoformat(on) <= procedure.today, _("The day of the visit has not come."), on=on)


def second_visit_left(procedure: Procedure) -> Condition:
    """A second visit is ordered at most once, beside those that follow reserves."""
    ordered = procedure.case.facts.get("second_visits", 0)
    return Condition(ordered < 1, _("A second visit was already ordered."), ordered=ordered)


def grade_is_fit(procedure: Procedure) -> Condition:
    """Grade A or B, and no critical line failed."""
    report = procedure.case.facts.get("visit_report", {})
    met = report.get("grade") in ("A", "B") and not report.get("critical_failed")
    unmet = _("The visit did not give grade A or B without a critical failure.")
    return Condition(met, unmet, grade=report.get("grade", ""), critical=len(report.get("critical_failed", ())))


def only_lighter_lines_failed(procedure: Procedure) -> Condition:
    """Some lines failed, none of them critical."""
    failed = procedure.case.facts.get("visit_report", {}).get("failed", [])
    critical = [code for code in failed if checklist.BY_CODE[code].severity == "critical"]
    if not failed:
        return Condition(False, _("No line of the checklist failed."))
    return Condition(not critical, _("A critical line failed: reserves are not enough."), critical=critical)


def visit_reported(procedure: Procedure) -> Condition:
    return Condition("visit_report" in procedure.case.facts, _("No visit was reported yet."))


def no_visit_reported(procedure: Procedure) -> Condition:
    return Condition("visit_report" not in procedure.case.facts, _("A visit was reported: return the case after the visit."))
