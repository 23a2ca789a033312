"""The shapes and titles of the letters of public services."""

from typing import Literal, NotRequired

from documents.laws import Text, Words
from documents.wording.parts import Letter


class ComplaintAnswer(Letter):  # CANS
    structure: Words
    about: Words  # the subject, as it was chosen
    outcome: Literal["upheld", "resolved", "mediated", "unfounded", "referred"]
    answer: Words
    competent: NotRequired[Words]  # the authority to address instead


LETTERS: dict[str, type] = {"CANS": ComplaintAnswer}
TITLES: dict[str, Text] = {"CANS": {"ar": "رد على المشتكي", "fr": "Réponse au réclamant"}}
