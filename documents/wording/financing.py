"""The shapes and titles of the letters of financing and partnerships."""

from documents.laws import Text, Words
from documents.wording.parts import Letter, Particular


class AgreementReceipt(Letter):  # AGREC
    structure: Words
    partner: Words
    particulars: list[Particular]
    ends_on: str
    tacit: bool


LETTERS: dict[str, type] = {"AGREC": AgreementReceipt}
TITLES: dict[str, Text] = {
    "AGREC": {"ar": "وصل تسجيل اتفاقية", "fr": "Récépissé d’enregistrement de convention"},
}
