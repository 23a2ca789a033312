"""Letters of public services: the answer to a complaint, the proposals of places and the confirmation of one."""

from typing import Any

from documents.contexts import answers, limits
from documents.contexts.parties import structure_of
from documents.contexts.training import place
from documents.contexts.words import as_words, translated
from documents.wording.guidance import Proposal
from registers import enrolments, sessions
from registers.models import Session
from workflow.procedure import Procedure


def complaint_answer(act: Procedure) -> dict[str, Any]:
    """What became of the complaint, in the words of whoever answers it."""
    told = act.case.facts["answer"]
    found: dict[str, Any] = {
        "structure": structure_of(act.case),
        "about": answers.chosen(act.case, "subject"),
        "outcome": told["outcome"],
        "answer": as_words(told["answer"]),
    }
    return {**found, "competent": as_words(told["competent"])} if told.get("competent") else found


def interview(act: Procedure) -> dict[str, Any]:
    told = act.case.facts["interview"]
    return {"interview_on": told["day"], "time": told["at"], "place": as_words(told["place"]), "unclear": told["unclear"]}


def placement_proposals(act: Procedure) -> dict[str, Any]:
    """The places, with what they cost and when they begin; the day by which one is chosen."""
    told = act.case.facts["proposals"]["sessions"]
    return {"proposals": [_proposal(sessions.get(s)) for s in told], "answer": limits.of_stage(act.case, act.case.stage)}


def _proposal(session: Session) -> Proposal:
    return {
        "place": place(session),
        "level": session.level,
        "region": translated(session.get_region_display),
        "address": session.address,
        "starts_on": session.starts_on.isoformat(),
        "ends_on": session.ends_on.isoformat(),
        "price": str(session.price_tnd or "0.000"),
    }


def placement_confirmation(act: Procedure) -> dict[str, Any]:
    held = enrolments.get(act.case.facts["placement"]["enrolment"])
    chosen = _proposal(sessions.get(held.session))
    return {**chosen, "place": place(held.session, enrolment=held.number), "price": str(held.price_tnd or chosen["price"])}
