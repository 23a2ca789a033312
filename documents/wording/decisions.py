"""The shapes and titles of decisions that are worded alike in every procedure."""

from typing import NotRequired, TypedDict

from documents.laws import Text, Words
from documents.wording.financing import Criterion
from documents.wording.parts import Ground, Letter


class Ranking(TypedDict):
    """The place of a project among those of its call, and the marks by which it was given."""

    rank: int
    ranked: int  # how many projects
    criteria: list[Criterion]
    totals: list[str]
    mean: str


class RefusalDecision(Letter):  # REF
    object: Words  # what was asked for: "معادلة شهادة «…»" / "l’équivalence du diplôme « … »"
    grounds: list[Ground]
    session_on: NotRequired[str]
    minutes: NotRequired[str]
    committee: NotRequired[Words]
    may_ask_again: bool  # a new request is possible once the grounds are lifted
    lifted_by: NotRequired[list[Words]]  # what would allow it
    ranking: NotRequired[Ranking]  # of a project that answered a call


LETTERS: dict[str, type] = {
    "REF": RefusalDecision,
}
TITLES: dict[str, Text] = {
    "REF": {"ar": "قرار رفض", "fr": "Décision de refus"},
}
