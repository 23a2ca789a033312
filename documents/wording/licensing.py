"""The shapes and titles of the letters about structures: opening, conformity, objection, changes, closure."""

from typing import Literal, NotRequired, TypedDict

from documents.laws import Text, Words
from documents.wording.parts import Ground, Holder, Letter, Particular


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


class SessionKept(TypedDict):
    session: Words
    solution: Words


class InterruptionDecision(Letter):  # INT
    structure: Words
    site: Words
    since: str
    until: str
    extended: bool
    sessions: list[SessionKept]
    tacit: bool  # the administration kept silent


class ResumptionDecision(Letter):  # RESU
    structure: Words
    site: Words
    since: str
    resumed_on: str
    visit_on: NotRequired[str]
    grade: NotRequired[str]


class ClosureCertificate(Letter):  # CLO
    structure: Words
    whole: bool  # the structure, and not one of its sites alone
    sites: list[Words]
    closed_on: str
    transferred: int
    completed: int
    refunded: int
    registers: int
    counterfoils: int
    archives_at: Words
    of_office: bool  # opened by the ministry, after an interruption that went on too long


class GoesOn(TypedDict):
    """Where the training of a trainee goes on, and in which session a place is kept."""

    structure: Words
    address: Words
    session: str
    starts_on: str


class TraineeTold(Letter):  # CLOT: one for each trainee
    structure: Words
    sites: list[Words]
    closing_on: str
    holder: Holder
    enrolment: str
    training: Words
    solution: Literal["transfer", "completion", "refund"]
    goes_on: NotRequired[GoesOn]
    until: NotRequired[str]  # last day of the session that is completed
    refund: NotRequired[str]  # dinars


class Action(TypedDict):
    title: Words
    place: Words
    start: str
    end: str
    hours: int
    trainees: int


class ForeignTrainer(TypedDict):
    name: Words
    passport: str


class ForeignAuthorisation(Letter):  # AUT
    foreign: Words
    country: Text
    registration: str
    client: Words
    actions: list[Action]
    trainers: list[ForeignTrainer]
    issued: Text
    valid_until: str


LETTERS: dict[str, type] = {
    "CDCR": OpeningReceipt,
    "CONF": ConformityCertificate,
    "OBJ": ObjectionDecision,
    "MODR": AmendingReceipt,
    "INT": InterruptionDecision,
    "RESU": ResumptionDecision,
    "CLO": ClosureCertificate,
    "CLOT": TraineeTold,
    "AUT": ForeignAuthorisation,
}
TITLES: dict[str, Text] = {
    "CDCR": {"ar": "وصل إيداع كراس الشروط", "fr": "Récépissé de dépôt du cahier des charges"},
    "CONF": {"ar": "شهادة مطابقة المقر", "fr": "Attestation de conformité du site"},
    "INT": {"ar": "قرار انقطاع مؤقت", "fr": "Décision d’interruption temporaire"},
    "RESU": {"ar": "قرار استئناف النشاط", "fr": "Décision de reprise"},
    "AUT": {"ar": "ترخيص لهيكل تكوين أجنبي غير مقيم", "fr": "Autorisation d’exercice (structure étrangère non résidente)"},
    "CLOT": {"ar": "إعلام متكوّن بغلق الهيكل", "fr": "Fermeture d’une structure : suite de votre formation"},
    "CLO": {"ar": "قرار غلق نهائي", "fr": "Acte de fermeture définitive"},
    "MODR": {"ar": "وصل تعديلي", "fr": "Récépissé modificatif"},
    "OBJ": {"ar": "قرار اعتراض", "fr": "Décision d’opposition"},
}
