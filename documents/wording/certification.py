"""The shapes and titles of what is drawn from the register of certificates."""

from typing import Literal, NotRequired, TypedDict

from documents.laws import Text, Words
from documents.wording.parts import Letter, Level, Particular


class CertificateLine(TypedDict):
    """A line of the register of certificates."""

    number: str
    kind: Literal["diploma", "equivalence", "classification", "attestation", "experience"]
    title: Words
    level: Level | None
    speciality: Words
    mention: Words
    issued_on: str
    holder: Words
    born_on: str


class Duplicate(Letter):  # DUP: a duplicate, or the diploma as corrected
    line: CertificateLine
    is_duplicate: bool  # marked as such; otherwise the corrected diploma, which takes the place of the line
    lost_on: NotRequired[str]
    corrected: list[Particular]


class RegisterAttestation(Letter):  # ATT
    line: CertificateLine
    copies: int


class Mark(TypedDict):
    unit: Words
    mark: Words


class Transcript(Letter):  # TRS
    line: CertificateLine
    marks: list[Mark]
    copies: int


LETTERS: dict[str, type] = {"DUP": Duplicate, "ATT": RegisterAttestation, "TRS": Transcript}
TITLES: dict[str, Text] = {
    "DUP": {"ar": "نظير أو شهادة مصلّحة", "fr": "Duplicata ou diplôme rectifié"},
    "ATT": {"ar": "شهادة مستخرجة من السجل", "fr": "Attestation tirée du registre"},
    "TRS": {"ar": "كشف أعداد", "fr": "Relevé de notes"},
}
