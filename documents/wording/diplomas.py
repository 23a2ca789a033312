"""The shapes and titles of the letters of a validation of experience."""

from typing import NotRequired, TypedDict

from documents.laws import Text, Words
from documents.wording.parts import Ground, Letter, Level, Person


class DiplomaUnit(TypedDict):
    code: str
    title: Words


class EligibilityDecision(Letter):  # ELI
    holder: Person
    diploma_title: Words
    level: Level
    eligible: bool
    years: NotRequired[str]  # of experience, when eligible
    units: NotRequired[list[DiplomaUnit]]
    until: NotRequired[str]
    grounds: NotRequired[list[Ground]]  # when not


class DiplomaByExperience(Letter):  # DIPV
    holder: Person
    diploma_title: Words
    level: Level
    units: list[DiplomaUnit]
    jury_on: str


class PartialStatement(Letter):  # VPART
    holder: Person
    diploma_title: Words
    level: Level
    validated: list[DiplomaUnit]
    left: list[DiplomaUnit]
    remarks: Words
    jury_on: str
    until: str


LETTERS: dict[str, type] = {"ELI": EligibilityDecision, "DIPV": DiplomaByExperience, "VPART": PartialStatement}
TITLES: dict[str, Text] = {
    "ELI": {"ar": "قرار أهلية", "fr": "Décision de recevabilité"},
    "DIPV": {"ar": "شهادة", "fr": "Diplôme"},
    "VPART": {"ar": "شهادة مصادقة جزئية", "fr": "Attestation de validation partielle"},
}
