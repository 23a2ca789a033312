"""The shapes and titles of the letters of public services."""

from typing import Literal, NotRequired, TypedDict

from documents.laws import Text, Words
from documents.wording.parts import Letter, TimeLimit
from documents.wording.training import Place


class ComplaintAnswer(Letter):  # CANS
    structure: Words
    about: Words  # the subject, as it was chosen
    outcome: Literal["upheld", "resolved", "mediated", "unfounded", "referred"]
    answer: Words
    competent: NotRequired[Words]  # the authority to address instead


class Proposal(TypedDict):
    """A free place: what, where, when, at which price in dinars."""

    place: Place
    level: str
    region: Words
    address: Words
    starts_on: str
    ends_on: str
    price: str


class InterviewConvening(Letter):  # CONVI
    interview_on: str
    time: str
    place: Words
    unclear: Literal["choice", "level", "both"]


class PlacementProposals(Letter):  # PROPO
    proposals: list[Proposal]
    answer: TimeLimit


class PlacementConfirmation(Letter):  # PLC
    place: Place
    level: str
    region: Words
    address: Words
    starts_on: str
    ends_on: str
    price: str


LETTERS: dict[str, type] = {
    "CANS": ComplaintAnswer,
    "CONVI": InterviewConvening,
    "PROPO": PlacementProposals,
    "PLC": PlacementConfirmation,
}
TITLES: dict[str, Text] = {
    "CANS": {"ar": "رد على المشتكي", "fr": "Réponse au réclamant"},
    "CONVI": {"ar": "استدعاء إلى مقابلة توجيه", "fr": "Convocation à un entretien d’orientation"},
    "PROPO": {"ar": "عروض التحاق", "fr": "Propositions de placement"},
    "PLC": {"ar": "تأكيد الالتحاق", "fr": "Confirmation de placement"},
}
