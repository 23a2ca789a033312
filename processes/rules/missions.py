"""Why an act of a mission of inspection is not possible now."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from forms.monitoring.team import without_conflict
from processes.language import Condition, Stage
from registers import checklist, sanctions
from workflow import parameters
from workflow.holidays import calendar
from workflow.procedure import Procedure


def is_announced(procedure: Procedure) -> bool:
    return bool(procedure.application.answer(procedure.case, "announced") == "yes")


def sent_on_this_mission(procedure: Procedure) -> Condition:
    """Only the inspectors of the team act on the mission, and the lead alone signs for it."""
    user, visit = procedure.actor.user, procedure.case.facts.get("visit", {})
    team = {member["user"] for member in visit.get("team", ())} - set(_in_conflict(procedure))
    if user is None:
        return Condition(True)
    return Condition(user.pk in team, _("You are not in the team of this mission."))


def leads_this_mission(procedure: Procedure) -> Condition:
    user, lead = procedure.actor.user, procedure.case.facts.get("visit", {}).get("lead")
    met = user is None or (user.pk == lead and lead not in _in_conflict(procedure))
    return Condition(met, _("Only the lead of this mission does this."))


def _in_conflict(procedure: Procedure) -> list[int]:
    return [told["user"] for told in procedure.case.facts.get("conflicts", ())]


def replacement_left(procedure: Procedure) -> Condition:
    """Another inspector of the region is free and has no interest in the structure."""
    team = [member["user"] for member in procedure.case.facts.get("visit", {}).get("team", ())]
    free = without_conflict(procedure.case).exclude(pk__in=team).count()
    return Condition(free > 0, _("No other inspector of the region can be sent."), free=free)


def no_conflict_left(procedure: Procedure) -> Condition:
    """Whoever declared an interest was replaced."""
    team = {member["user"] for member in procedure.case.facts.get("visit", {}).get("team", ())}
    left = sorted(team & set(_in_conflict(procedure)))
    return Condition(not left, _("An inspector who declared an interest must be replaced first."), left=left)


def visit_is_announced(procedure: Procedure) -> Condition:
    return Condition(is_announced(procedure), _("An unannounced visit is not notified."))


def letter_sent_or_unannounced(procedure: Procedure) -> Condition:
    """Without the letter only an unannounced visit begins."""
    met = procedure.case.stage == Stage.NOTIFIED or not is_announced(procedure)
    return Condition(met, _("The structure must be told first: this visit is announced."))


def visit_day_came(procedure: Procedure) -> Condition:
    on = procedure.case.facts.get("visit", {}).get("on", "")
    met = bool(on) and date.fromisoformat(on) <= procedure.today
    return Condition(met, _("The day of the visit has not come."), on=on)


def access_in_time(procedure: Procedure) -> Condition:
    """The obstruction was lifted within its working days."""
    since = procedure.case.facts.get("obstruction", {}).get("on", "")
    days = int(parameters.value_for(procedure.case, f"{procedure.code}.obstructed.days"))
    last = calendar().add_working(date.fromisoformat(since), days) if since else None
    met = last is not None and procedure.today <= last
    return Condition(
        met, _("The time to lift the obstruction has passed: refer the case."), until=last.isoformat() if last else ""
    )


def every_line_answered(procedure: Procedure) -> Condition:
    """Each line has its answer, and each non-conformity its evidence."""
    findings = procedure.case.facts.get("findings", {})
    missing = [line.code for line in checklist.LINES if line.code not in findings]
    bare = [code for code, row in findings.items() if row["answer"] == checklist.NOT_CONFORM and not row.get("photo")]
    unmet = _("Answer every line of the checklist, with evidence for what is not conform.")
    return Condition(not missing and not bare, unmet, missing=missing, without_evidence=bare)


def is_compliant(procedure: Procedure) -> Condition:
    """Grade A or B, and no critical line failed."""
    report = procedure.case.facts.get("final_report", {})
    met = report.get("grade") in ("A", "B") and not report.get("critical_failed")
    unmet = _("The grade is not A or B, or a critical line failed.")
    return Condition(met, unmet, grade=report.get("grade", ""), critical=report.get("critical_failed", []))


def calls_for_a_plan(procedure: Procedure) -> Condition:
    """Grade C, or lines failed that are not critical; what was mended on the spot no longer counts as failed."""
    report = procedure.case.facts.get("final_report", {})
    still = _still_critical(report)
    met = (report.get("grade") == "C" or bool(report.get("failed"))) and report.get("grade") != "D" and not still
    return Condition(met, _("Nothing calls for an action plan, or a critical line is still open."), critical=still)


def calls_for_a_sanction(procedure: Procedure) -> Condition:
    """A critical line is still open, grade D, or the third offence."""
    report = procedure.case.facts.get("final_report", {})
    still = _still_critical(report)
    offences = sanctions.record_of(procedure.case.provider).count() if procedure.case.provider else 0
    met = report.get("grade") == "D" or bool(still) or offences >= 2
    return Condition(
        met, _("No critical line failed, the grade is not D and this is no third offence."), critical=still, offences=offences
    )


def _still_critical(report: dict[str, object]) -> list[str]:
    rows = {row["code"]: row for row in report.get("answers", ())}  # type: ignore[attr-defined]
    return [code for code in report.get("critical_failed", ()) if not rows.get(code, {}).get("repaired")]  # type: ignore[attr-defined]
