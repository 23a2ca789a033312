"""Why an act on the results of an examination is not possible now, and what these results amount to."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.standing import standing_of
from forms.application import in_three_languages
from forms.training import (
    DECISIONS,
    ExaminationResults,
    claims,
    decided,
    identities,
    number_of,
    standings_of,
    units_left,
)
from processes.language import Condition, Stage
from registers import certificates, enrolments, examinations, nonconformities, restrictions, sessions, trainees
from workflow import concerned, juries
from workflow.causes import cause_of
from workflow.holidays import calendar
from workflow.models import Case
from workflow.procedure import Procedure

PUBLISHED = (
    Stage.RESULTS_PUBLISHED,
    Stage.REGIONAL_VALIDATION,
    Stage.CENTRAL_VALIDATION,
    Stage.AWAITING_SIGNATURE,
    Stage.DIPLOMAS_GENERATED,
)
MENTIONS = {"very_good": "حسن جدا", "good": "حسن", "fair": "قريب من الحسن", "pass": "متوسط", "": ""}
ABSENT_WORDS = {"ar": "متغيب", "fr": "absent", "en": "absent"}
ASIDE_WORDS = {"ar": "مستبعد", "fr": "écarté", "en": "set aside"}


def end_of_examination(case: Case) -> date | None:
    key = ExaminationResults.answer(case, "examination")
    return examinations.get(str(key)).ends_on if key else None


def voters(case: Case) -> list[int]:
    """Members present without a tie to a candidate who have not voted on all those now deliberated."""
    told = case.facts.get("deliberation", {})
    present, numbers = set(told.get("present", [])), told.get("candidates", [])
    ballots, candidates = case.facts.get("ballots", {}), set(identities(case))
    members = User.objects.filter(pk__in=[pk for pk in juries.members(case) if pk in present])
    free = [user.pk for user in members if not _is_tied(user, candidates)]
    return sorted(pk for pk in free if any(str(pk) not in ballots.get(number, {}) for number in numbers))


def _is_tied(user: User, candidates: set[str]) -> bool:
    standing = standing_of(user)
    return bool(candidates & {standing.identity, *standing.interests})


def examination_cancelled(procedure: Procedure) -> Condition:
    """Only the marks of an examination that was cancelled are given up."""
    key = procedure.application.answer(procedure.case, "examination")
    status = str(examinations.get(str(key)).status) if key else ""
    return Condition(status == "cancelled", _("Its examination was not cancelled: the marks are awaited."), status=status)


def examination_held(procedure: Procedure) -> Condition:
    status = str(procedure.application.examination(procedure.case).status)
    return Condition(status == "held", _("The examination was not held, or its results are published."), status=status)


def may_still_vote(procedure: Procedure) -> Condition:
    """A member present, untied to the candidates, who has not voted."""
    user = procedure.actor.user
    is_own = procedure.actor.holding is None or not procedure.actor.holding.on_behalf_of  # a seat is personal
    met = user is not None and is_own and user.pk in voters(procedure.case)
    return Condition(met, _("You have voted, are not among those present, or are tied to a candidate."))


def every_vote_cast(procedure: Procedure) -> Condition:
    left = voters(procedure.case)
    return Condition(not left, _("Members who are present have not voted yet."), left=len(left))


def claim_still_possible(procedure: Procedure) -> Condition:
    """A candidate of this examination, within the time for claims, with a unit not contested before."""
    case, user = procedure.case, procedure.actor.user
    units = len(units_left(case, number_of(case, user.identity) if user else ""))
    met = _in_time(procedure) and units > 0
    return Condition(met, _("The time for claims is over, or you contested every unit."), units=units)


def claims_in_time(procedure: Procedure) -> Condition:
    return Condition(_in_time(procedure), _("The time for claims is over."))


def _in_time(procedure: Procedure) -> bool:
    clock = procedure.case.clocks.filter(kind="stage", stage=procedure.case.stage).exclude(status="stopped").first()
    return clock is None or clock.due is None or procedure.today <= clock.due


def open_claims(case: Case) -> list[dict[str, Any]]:
    return [line for line in claims(case) if line["status"] == "open"]


def claim_admissible(procedure: Procedure) -> Condition:
    count = len(open_claims(procedure.case))
    return Condition(count > 0, _("No claim is waiting."), count=count)


def no_open_claim(procedure: Procedure) -> Condition:
    count = len(open_claims(procedure.case))
    return Condition(count == 0, _("A claim has not been put to the jury yet."), count=count)


def results_agree(procedure: Procedure) -> Condition:
    """What was published is what the votes and marks amount to, for everybody who was presented."""
    published = {line["number"]: line["decision"] for line in procedure.application.examination(procedure.case).results}
    expected = {line["number"]: line["decision"] for line in results(procedure)}
    differing = sorted(n for n in {*published, *expected} if published.get(n) != expected.get(n))
    return Condition(not differing, _("Minutes, marks and enrolments do not agree: send the case back."), differing=differing)


def nothing_investigated(procedure: Procedure) -> Condition:
    """No restriction in force on the structure stops its diplomas."""
    held = procedure.application.examination(procedure.case)
    found = restrictions.blocks(procedure=procedure.code, on=procedure.today, provider=held.provider)
    return Condition(not found, _("A restriction in force bears on the structure."), restrictions=[r.number for r in found])


def no_diploma_twice(procedure: Procedure) -> Condition:
    """Nobody holds the same diploma in force already, in the whole register."""
    session = sessions.get(procedure.application.examination(procedure.case).session)
    found = []
    for line in graduates(procedure.case):
        person = trainees.get(enrolments.get(line["enrolment"]).trainee).person
        found += [c.number for c in certificates.duplicates(person=person, title=session.title_fr, level=session.level)]
    return Condition(not found, _("Somebody holds this diploma already."), certificates=found)


def parties_heard(procedure: Procedure) -> Condition:
    """The adversarial letter left, and the time to answer it has passed."""
    told, days = procedure.case.facts.get("adversarial_letter", {}), int(procedure.parameter("adversarial_days"))
    passed = (procedure.today - date.fromisoformat(told["sent_on"])).days if told else 0
    unmet = _("Send the adversarial letter first, and leave the time to answer it.")
    return Condition(bool(told) and passed >= days, unmet, sent_on=told.get("sent_on", ""))


# What the results amount to ------------------------------------------------------------------------------------------


def results(procedure: Procedure) -> list[dict[str, Any]]:
    """A line for each candidate who was presented, as the register of examinations keeps it."""
    case = procedure.case
    known = standings_of(case.answers)
    decisions = decided(case, known)
    aside = {row["candidate"].upper(): row["cause"] for row in procedure.application.answer(case, "withdrawn_candidates", [])}
    return [
        _aside(line, cause=aside[number]) if number in aside else _line(line, known[number], decisions[number])
        for number, line in procedure.application.candidates(case).items()
    ]


def _aside(line: Any, *, cause: str) -> dict[str, Any]:
    result = "absent" if cause == "absence" else "adjourned"
    told = {"result": result, "decision": "set_aside", "mention": "", "average": "", "marks": []}
    return {"enrolment": str(line.entry), "number": line.number, **told}


def _line(line: Any, standing: Any, decision: str) -> dict[str, Any]:
    is_absent = standing.average is None
    result = "absent" if is_absent else "graduated" if decision == "admitted" else "adjourned"
    return {
        "enrolment": str(line.entry),
        "number": line.number,
        "result": result,
        "decision": "absent" if is_absent else decision,
        "mention": standing.mention if result == "graduated" else "",
        "average": "" if is_absent else str(standing.average),
        "marks": [{"unit": module, "mark": "" if mark is None else str(mark)} for module, mark in standing.marks],
    }


def graduates(case: Case) -> list[dict[str, Any]]:
    """The published lines of those who are admitted."""
    found = examinations.get(str(ExaminationResults.answer(case, "examination"))).results
    return [line for line in found if line["result"] == "graduated"]


def words_of(decision: str) -> dict[str, str]:
    if decision == "absent":
        return ABSENT_WORDS
    return ASIDE_WORDS if decision == "set_aside" else in_three_languages(dict(DECISIONS)[decision])


def mention_words(code: str) -> str:
    """The mention as the register of certificates keeps it: in the language of the law."""
    return MENTIONS[code]


def tell_candidates(procedure: Procedure, published: list[dict[str, Any]]) -> None:
    """Each candidate who has an account learns their own result, and may file a claim."""
    by_number = {line["number"]: words_of(line["decision"]) for line in published}
    own = {identity: by_number[number] for identity, number in identities(procedure.case).items() if number in by_number}
    concerned.tell(procedure, concerned.accounts_of(own))


def mark_claims(case: Case, *, before: str, after: str) -> None:
    """Claims go from open to taken up by the jury, then to settled."""
    lines = [{**line, "status": after} if line["status"] == before else line for line in claims(case)]
    if lines:
        case.facts["claims"] = {"lines": lines}


def note_late(act: Procedure) -> None:
    """The marks were not handed in ten working days after the examination: a non-conformity of the structure.

    Marks that were handed in and returned were not kept back.
    """
    if "late" in act.case.facts.get("markers", {}):
        return
    held = act.application.examination(act.case)
    why = f"عدم إيداع أعداد الامتحان عدد {held.number} في الأجل"
    nonconformities.note(provider=held.provider, line="PED-04", severity="minor", description=why, cause=cause_of(act))


def is_late(ended_on: date | None, *, on: date) -> bool:
    """Whether the marks came later than ten working days after the examination."""
    return ended_on is not None and on > calendar().add_working(ended_on, 10)
