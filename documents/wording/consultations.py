"""The shapes and titles of the letters to other administrations."""

from documents.laws import LawCode, Text, Words
from documents.wording.parts import Letter, TimeLimit


class OpinionRequest(Letter):  # OPR
    object: Words  # the procedure
    applicant: Words
    question: Words
    binding: list[Words]  # administrations without whose favourable opinion nothing can be granted
    answer: TimeLimit
    law: LawCode


LETTERS: dict[str, type] = {"OPR": OpinionRequest}
TITLES: dict[str, Text] = {"OPR": {"ar": "طلب رأي", "fr": "Demande d’avis"}}
