"""The shapes and titles of decisions that are worded alike in every procedure."""

from typing import NotRequired

from documents.laws import Text, Words
from documents.wording.parts import Ground, Letter


class RefusalDecision(Letter):  # REF
    object: Words  # what was asked for: "معادلة شهادة «…»" / "l’équivalence du diplôme « … »"
    grounds: list[Ground]
    session_on: NotRequired[str]
    minutes: NotRequired[str]
    committee: NotRequired[Words]
    may_ask_again: bool  # a new request is possible once the grounds are lifted
    lifted_by: NotRequired[list[Words]]  # what would allow it


LETTERS: dict[str, type] = {
    "REF": RefusalDecision,
}
TITLES: dict[str, Text] = {
    "REF": {"ar": "قرار رفض", "fr": "Décision de refus"},
}
