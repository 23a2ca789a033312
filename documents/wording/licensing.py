"""The shapes and titles of the letters about structures: opening, conformity, objection."""

from typing import NotRequired, TypedDict

from documents.laws import Text, Words
from documents.wording.parts import Ground, Letter, Particular


class OpeningReceipt(Letter):  # CDCR
    structure: Words
    particulars: list[Particular]
    programmes: list[Words]
    tacit: bool  # the administration kept silent


class ConformityCertificate(Letter):  # CONF
    structure: Words
    site: Words
    address: Words
    capacity: int
    programmes: list[Words]
    visit_on: NotRequired[str]
    grade: NotRequired[str]
    tacit: bool


class Change(TypedDict):
    label: Words
    before: Words
    after: Words


class AmendingReceipt(Letter):  # MODR
    structure: Words
    changes: list[Change]
    effective_on: str
    tacit: bool  # the administration kept silent


class ObjectionDecision(Letter):  # OBJ
    object: Words
    grounds: list[Ground]
    heard_on: NotRequired[str]  # date of the adversarial letter, without which nothing is signed
    visit_on: NotRequired[str]
    receipt: NotRequired[str]  # number of the opening receipt, which ends with the objection


LETTERS: dict[str, type] = {
    "CDCR": OpeningReceipt,
    "CONF": ConformityCertificate,
    "OBJ": ObjectionDecision,
    "MODR": AmendingReceipt,
}
TITLES: dict[str, Text] = {
    "CDCR": {"ar": "وصل إيداع كراس الشروط", "fr": "Récépissé de dépôt du cahier des charges"},
    "CONF": {"ar": "شهادة مطابقة المقر", "fr": "Attestation de conformité du site"},
    "MODR": {"ar": "وصل تعديلي", "fr": "Récépissé modificatif"},
    "OBJ": {"ar": "قرار اعتراض", "fr": "Décision d’opposition"},
}
