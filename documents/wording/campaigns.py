"""The shapes and titles of the letters of campaigns of reports."""

from typing import NotRequired

from documents.laws import Text, Words
from documents.wording.parts import Letter, TimeLimit


class CampaignNotice(Letter):  # CAMP
    structure: Words
    report: str  # number of the line in the register
    period: Words
    opened_on: str
    due_on: str


class FormalNotice(Letter):  # NOTICE
    structure: Words
    facts: Words  # what was not done
    asked: Words  # what is to be done
    answer: TimeLimit
    consequence: NotRequired[Words]  # what follows otherwise


class ReportReceipt(Letter):  # VALR
    structure: Words
    report: str
    period: Words
    filed_on: str
    late: int  # days
    differences: int  # with the registers, explained
    automatic: bool


LETTERS: dict[str, type] = {"CAMP": CampaignNotice, "NOTICE": FormalNotice, "VALR": ReportReceipt}
TITLES: dict[str, Text] = {
    "CAMP": {"ar": "إعلام بافتتاح الحملة", "fr": "Avis d’ouverture de campagne"},
    "NOTICE": {"ar": "تنبيه رسمي", "fr": "Mise en demeure"},
    "VALR": {"ar": "وصل مصادقة على التقرير", "fr": "Récépissé de validation"},
}
