"""Letters of public services: the answer to a complaint."""

from typing import Any

from documents.contexts import answers
from documents.contexts.parties import structure_of
from documents.contexts.words import as_words
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
