"""The shapes and titles of the letters of appeals."""

from typing import Literal, NotRequired

from documents.laws import Text, Words
from documents.wording.parts import Letter


class AppealReceipt(Letter):  # APR
    contested: str  # number of the decision, as the person gave it
    contested_on: NotRequired[str]
    filed_on: str
    asks: Words
    silence_on: str  # the day on which silence is a refusal
    court_until: str


class AppealDecision(Letter):  # APD
    contested: str
    contested_on: NotRequired[str]
    filed_on: str
    outcome: Literal["grant", "partial", "reject"]
    grounds: Words
    answer: Words
    effect: NotRequired[Words]
    anew: NotRequired[bool]  # the service examines the request again


class ImplicitRefusal(Letter):  # IREJ
    contested: str
    contested_on: NotRequired[str]
    filed_on: str
    silence_on: str
    court_until: str


LETTERS: dict[str, type] = {"APR": AppealReceipt, "APD": AppealDecision, "IREJ": ImplicitRefusal}
TITLES: dict[str, Text] = {
    "APR": {"ar": "وصل تظلم (أجل الشهرين)", "fr": "Récépissé de recours (délai de deux mois)"},
    "APD": {"ar": "قرار في التظلم", "fr": "Décision sur recours"},
    "IREJ": {"ar": "إعلام برفض ضمني", "fr": "Information sur un rejet implicite"},
}
