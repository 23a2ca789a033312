"""The shapes and titles of the letters about programmes, homologations and trainers."""

from typing import NotRequired

from documents.laws import Text, Words
from documents.wording.parts import Letter, Particular, Person


class ProgrammeReceipt(Letter):  # PRGR
    structure: Words
    programme_number: str
    particulars: list[Particular]
    sites: list[Words]
    has_advertisement: bool  # whose text was seen
    tacit: bool  # the administration kept silent


class TrainerCard(Letter):  # TRC
    holder: Person
    trainer_number: str
    specialities: list[Words]
    hours_week: int
    condition: NotRequired[Words]  # what is still to be met, and by when
    condition_until: NotRequired[str]


LETTERS: dict[str, type] = {"PRGR": ProgrammeReceipt, "TRC": TrainerCard}
TITLES: dict[str, Text] = {
    "TRC": {"ar": "بطاقة مكوّن", "fr": "Carte de formateur"},
    "PRGR": {"ar": "وصل تسجيل برنامج تكويني", "fr": "Récépissé d’enregistrement d’un programme"},
}
