"""The shapes and titles of the letters about programmes, homologations and trainers."""

from typing import NotRequired, TypedDict

from documents.laws import Text, Words
from documents.wording.parts import Letter, Particular, Person


class ProgrammeReceipt(Letter):  # PRGR
    structure: Words
    programme_number: str
    particulars: list[Particular]
    sites: list[Words]
    has_advertisement: bool  # whose text was seen
    tacit: bool  # the administration kept silent


class OtherMinistry(TypedDict):
    """The ministry that signs the same text, and who signs for it."""

    ministry: Words
    name: Words
    function: Words


class EarlierOrder(TypedDict):
    """The homologation that an order renews, amends or both."""

    number: str
    what: str  # renewal, amendment or both


class Amended(TypedDict):
    label: Words
    before: Words
    after: Words


class HomologationOrder(Letter):  # HOM
    structure: Words
    site: Words
    address: Words
    speciality: Words
    level: Words
    particulars: list[Particular]
    groups_per_year: int
    starts_on: str
    ends_on: str
    session_on: NotRequired[str]  # of the committee, where it was heard
    minutes: NotRequired[str]
    committee: NotRequired[Words]
    renewal: NotRequired[EarlierOrder]
    changes: NotRequired[list[Amended]]
    regional_opinion_on: NotRequired[str]
    conditions: NotRequired[list[Words]]
    conditions_days: NotRequired[int]
    joint: NotRequired[OtherMinistry]


class CompetenceUnit(TypedDict):
    unit: Words
    hours: int


class CompetenceAuthorisation(Letter):  # CCA
    structure: Words
    site: Words
    address: Words
    speciality: Words
    particulars: list[Particular]
    units: list[CompetenceUnit]
    starts_on: str
    ends_on: str
    session_on: str  # of the regional committee
    minutes: str
    committee: Words


class TrainerCard(Letter):  # TRC
    holder: Person
    trainer_number: str
    specialities: list[Words]
    hours_week: int
    condition: NotRequired[Words]  # what is still to be met, and by when
    condition_until: NotRequired[str]


LETTERS: dict[str, type] = {
    "PRGR": ProgrammeReceipt,
    "TRC": TrainerCard,
    "HOM": HomologationOrder,
    "CCA": CompetenceAuthorisation,
}
TITLES: dict[str, Text] = {
    "HOM": {"ar": "قرار تنظير", "fr": "Arrêté d’homologation"},
    "CCA": {"ar": "ترخيص في برنامج شهادة المهارة", "fr": "Autorisation (certificat de compétence)"},
    "TRC": {"ar": "بطاقة مكوّن", "fr": "Carte de formateur"},
    "PRGR": {"ar": "وصل تسجيل برنامج تكويني", "fr": "Récépissé d’enregistrement d’un programme"},
}
