"""The shapes and titles of the letters about trainees, sessions and examinations."""

from typing import NotRequired, TypedDict

from documents.laws import LawCode, Text, Words
from documents.wording.parts import Letter, Person


class Unit(TypedDict):
    """A unit of a training and the mark obtained, out of twenty."""

    module: Words
    mark: str


class Place(TypedDict):
    """Where a trainee is enrolled."""

    provider: Words
    training: Words
    session: str  # number
    enrolment: NotRequired[str]  # number


class TransferDecision(Letter):  # TRF
    holder: Person
    law: LawCode
    origin: Place
    destination: Place
    reason: Words
    starts_on: str
    attendance: str  # per cent
    units: list[Unit]  # recognised by the receiving structure
    price: str  # dinars for what is left
    refund: str  # dinars owed by the structure that is left


class Departure(TypedDict):
    """How an enrolment ended, and what the trainee keeps of it."""

    holder: Person
    origin: Place
    reason: Words
    left_on: str
    attendance: str
    units: list[Unit]
    refund: str


class ForeignTrainee(TypedDict):
    name: Words
    nationality: Words
    passport: str
    born_on: str


class Opinion(TypedDict):
    administration: Words
    given_on: NotRequired[str]  # none: deemed favourable


class ForeignAuthorisation(Letter):  # FTR
    structure: Words
    place: Place
    trainees: list[ForeignTrainee]
    guarantee: str
    opinions: list[Opinion]
    conditions: NotRequired[Words]


class SessionReceipt(Letter):  # SESR
    structure: Words
    place: Place
    address: Words
    starts_on: str
    ends_on: str
    group_max: int
    price: str
    homologated: bool
    list_due_on: str
    tacit: bool


class Enrolled(TypedDict):
    """A line of the list."""

    number: str
    name: Words
    born_on: str
    contract: str
    entry_level: Words


class EnrolmentList(Letter):  # LISTV
    structure: Words
    place: Place
    starts_on: str
    ends_on: str
    enrolled: list[Enrolled]
    late: bool
    tacit: bool


class Reminder(Letter):  # REM
    about: NotRequired[Words]  # a session; without it, the case
    what: Words
    due: NotRequired[str]


LETTERS: dict[str, type] = {
    "TRF": TransferDecision,
    "FTR": ForeignAuthorisation,
    "SESR": SessionReceipt,
    "LISTV": EnrolmentList,
    "REM": Reminder,
}
TITLES: dict[str, Text] = {
    "TRF": {"ar": "قرار نقلة وبيان مسار", "fr": "Décision de transfert et relevé de parcours"},
    "SESR": {"ar": "وصل افتتاح دورة", "fr": "Récépissé d’ouverture de session"},
    "LISTV": {"ar": "قائمة اسمية مصادق عليها", "fr": "Liste nominative validée"},
    "REM": {"ar": "تذكير", "fr": "Rappel"},
    "FTR": {"ar": "ترخيص في ترسيم متكوّنين أجانب", "fr": "Autorisation d’inscription d’apprenants étrangers"},
}
