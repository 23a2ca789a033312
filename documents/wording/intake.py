"""The shapes and titles of the letters that every procedure on request sends."""

from typing import NotRequired, TypedDict

from documents.laws import LawCode, Text, Words
from documents.wording.parts import Ground, Item, Letter, TimeLimit


class DepositAcknowledgement(Letter):  # ACK
    submitted_at: str  # ISO date and time, local
    received: list[Words]  # the attachments
    completeness: NotRequired[TimeLimit]  # of the front desk check; without it, a register is consulted at once


class ReturnNote(Letter):  # RET
    items: list[Item]
    answer: TimeLimit


class ReceiptStage(TypedDict):
    title: Words
    limit: TimeLimit


class Receipt(Letter):  # REC
    stages: list[ReceiptStage]
    legal_limit: NotRequired[TimeLimit]  # whole procedure, net of suspensions, where the law sets one
    suspended_by_complements: bool


class ComplementRequest(Letter):  # CPL
    items: list[Item]
    answer: TimeLimit
    law: LawCode  # the text applied; A2010-79 for equivalences


class InadmissibilityLetter(Letter):  # INA
    object: Words
    grounds: list[Ground]
    competent: NotRequired[Words]  # the authority to address instead


class LapseNotice(Letter):  # LAP
    asked_on: str  # date of the request that stayed without answer
    asked_in: NotRequired[str]  # number of that letter
    limit: TimeLimit
    missing: list[Words]


LETTERS: dict[str, type] = {
    "ACK": DepositAcknowledgement,
    "RET": ReturnNote,
    "REC": Receipt,
    "CPL": ComplementRequest,
    "INA": InadmissibilityLetter,
    "LAP": LapseNotice,
}
TITLES: dict[str, Text] = {
    "ACK": {"ar": "إشعار بالإيداع", "fr": "Accusé de dépôt"},
    "RET": {"ar": "مذكرة إرجاع (وثائق ناقصة)", "fr": "Note de retour (pièces manquantes)"},
    "REC": {"ar": "وصل تسجيل الملف والآجال", "fr": "Récépissé d’enregistrement et délais"},
    "CPL": {"ar": "طلب استكمال الملف", "fr": "Demande de compléments"},
    "INA": {"ar": "عدم قبول المطلب شكلا", "fr": "Irrecevabilité de la demande"},
    "LAP": {"ar": "إعلام بالحفظ لانقضاء الأجل", "fr": "Avis de classement sans suite"},
}
