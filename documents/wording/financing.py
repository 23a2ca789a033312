"""The shapes and titles of the letters of financing and partnerships."""

from typing import TypedDict

from documents.laws import Text, Words
from documents.wording.parts import Letter, Particular


class AgreementReceipt(Letter):  # AGREC
    structure: Words
    partner: Words
    particulars: list[Particular]
    ends_on: str
    tacit: bool


class Criterion(TypedDict):
    """A criterion, what it weighs, and the mark of each evaluator."""

    title: Words
    weight: int
    marks: list[int]


class EvaluationGrid(Letter):  # EVG
    structure: Words
    project: Words
    criteria: list[Criterion]
    totals: list[str]  # of each evaluator, per cent of the scale
    mean: str


class Instalment(TypedDict):
    place: int
    share: int  # per cent
    amount: str
    condition: Words


class Target(TypedDict):
    title: Words
    baseline: int
    target: int


class ProjectAgreement(Letter):  # AGR
    structure: Words
    project: Words
    call: str
    granted: str
    own_share: str
    instalments: list[Instalment]
    targets: list[Target]
    starts_on: str
    ends_on: str


class PaymentCertificate(Letter):  # PAYO
    structure: Words
    project: Words
    payment: str  # number
    amount: str
    reference: str
    certified_by: Words
    paid_on: str
    left: str


LETTERS: dict[str, type] = {
    "AGREC": AgreementReceipt,
    "EVG": EvaluationGrid,
    "AGR": ProjectAgreement,
    "PAYO": PaymentCertificate,
}
TITLES: dict[str, Text] = {
    "AGREC": {"ar": "وصل تسجيل اتفاقية", "fr": "Récépissé d’enregistrement de convention"},
    "EVG": {"ar": "جدول التقييم", "fr": "Grille d’évaluation"},
    "AGR": {"ar": "اتفاقية", "fr": "Convention"},
    "PAYO": {"ar": "شهادة صرف", "fr": "Certificat de paiement"},
}
