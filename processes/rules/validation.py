"""The validation of experience: why an act is not possible now, and what the registers are told of it."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from forms.equivalence import votes_on
from processes import records
from processes.language import Condition, Role
from registers import certificates, examinations, trainees
from registers.models import Programme
from workflow import assignments
from workflow.causes import cause_of
from workflow.models import Case
from workflow.procedure import Procedure

OPEN = (Programme.Status.HOMOLOGATED, Programme.Status.CC_AUTHORISED)


def experience_proven(procedure: Procedure) -> Condition:
    """The years that the table of experience adds up to reach what the law asks for."""
    years, least = procedure.application.years(procedure.case), int(procedure.parameter("experience_years"))
    return Condition(years >= least, _("The experience is too short for a validation."), years=str(years), least=least)


def target_open(procedure: Procedure) -> Condition:
    """The diploma that is aimed at can be obtained today."""
    status = procedure.application.target(procedure.case).status
    return Condition(status in OPEN, _("The diploma aimed at is not open to validation."), status=status)


def members(case: Case) -> list[int]:
    """The accounts of the two members beside the president."""
    return [seat["user"] for seat in case.facts.get("jury", {}).get("seats", []) if seat["capacity"] == "member"]


def voters_left(case: Case) -> list[int]:
    return [user for user in members(case) if str(user) not in case.facts.get("ballots", {})]


def jury_day_came(procedure: Procedure) -> Condition:
    on = procedure.case.facts["jury"]["on"]
    return Condition(date.fromisoformat(on) <= procedure.today, _("The day of the jury has not come."), on=on)


def may_vote(procedure: Procedure) -> Condition:
    """Each member votes once."""
    user = procedure.actor.user
    met = user is None or user.pk in voters_left(procedure.case)
    return Condition(met, _("You have already voted on this case."))


def jury_voted(procedure: Procedure) -> Condition:
    left = len(voters_left(procedure.case))
    return Condition(not left, _("Members of the jury have not voted yet."), left=left)


def _agreed(case: Case) -> list[set[str]]:
    """For each unit, what the members say of it: one word where they agree."""
    return [votes_on(case, unit["code"]) for unit in case.facts["eligibility"]["units"]]


def no_unit_refused(procedure: Procedure) -> Condition:
    met = all(votes != {"refused"} for votes in _agreed(procedure.case))
    return Condition(met, _("The members refuse a unit."))


def some_units_validated(procedure: Procedure) -> Condition:
    """The votes leave room for a result between all and nothing."""
    found = _agreed(procedure.case)
    validated = sum("validated" in votes for votes in found)
    refused = sum("refused" in votes for votes in found)
    return Condition(bool(validated and refused), _("The votes on the units do not amount to this result."))


def no_unit_validated(procedure: Procedure) -> Condition:
    met = all(votes != {"validated"} for votes in _agreed(procedure.case))
    return Condition(met, _("The members validate a unit."))


def signer_not_in_jury(procedure: Procedure) -> Condition:
    sitting = {seat["user"] for seat in procedure.case.facts["jury"]["seats"]}
    met = not sitting & set(procedure.actor.persons)
    return Condition(met, _("Whoever sat in the jury does not sign the diploma."))


# Effects --------------------------------------------------------------------------------------------------------------


def seat_jury(act: Procedure) -> None:
    """The jury is named to the case, and the examination is entered."""
    case, jury, told, cause = act.case, act.case.facts["jury"], act.case.facts["eligibility"], cause_of(act)
    president = next(seat["user"] for seat in jury["seats"] if seat["capacity"] == "president")
    assignments.assign(case, role=Role.JURY_PRESIDENT, user_id=president, at=act.at)
    assignments.assign_team(case, role=Role.JURY_MEMBER, user_ids=members(case), at=act.at)
    day = date.fromisoformat(jury["on"])
    facts = {"title_ar": told["title_ar"], "title_fr": told["title_fr"], "exam_type": "experience"}
    entered = examinations.enter(facts={**facts, "starts_on": day, "ends_on": day}, cause=cause, region=case.region)
    lines = [{"name": s["name_fr"], "role": s["capacity"], "employer": s["employer"], "user": s["user"]} for s in jury["seats"]]
    examinations.appoint_jury(examination=entered, jury=lines, cause=cause)
    case.facts["examination"] = str(entered.entry)


def count_vote(act: Procedure) -> None:
    case, data = act.case, act.data
    units = {unit["code"]: data[f"unit_{unit['code'].lower()}"] for unit in case.facts["eligibility"]["units"]}
    if act.actor.user is not None:
        ballot = {"units": units, "remark": data.get("remark", ""), "on": act.today.isoformat()}
        case.facts["ballots"] = {**case.facts.get("ballots", {}), str(act.actor.user.pk): ballot}


def _candidate(act: Procedure) -> Any:
    return trainees.enter_or_find(answers=act.case.answers["person"], cause=cause_of(act))


def _units(act: Procedure) -> list[dict[str, str]]:
    told = act.case.facts["eligibility"]
    validated = act.case.facts["jury_result"]["validated"]
    return [{**unit, "diploma": told["title_fr"], "level": told["level"]} for unit in told["units"] if unit["code"] in validated]


def keep_units(act: Procedure) -> None:
    """What was validated is kept for the time that the law gives."""
    trainees.record_units(trainee=_candidate(act), units=_units(act), cause=cause_of(act))
    records.enter_decision(act, outcome="partial")


def units_kept_until(act: Procedure) -> date:
    return act.today + timedelta(days=int(act.parameter("units_days")))


def enter_diploma(act: Procedure) -> None:
    """The ordinary diploma, in the register as obtained by experience."""
    told, candidate, cause = act.case.facts["eligibility"], _candidate(act), cause_of(act)
    trainees.record_units(trainee=candidate, units=_units(act), cause=cause)
    records.enter_decision(act, outcome="approved")
    facts = {"title": told["title_fr"], "title_ar": told["title_ar"], "level": told["level"]}
    examination = act.case.facts["examination"]
    certificates.enter_experience(
        person=candidate.person, examination=examination, facts=facts, cause=cause, region=act.case.region
    )
