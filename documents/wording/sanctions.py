"""The shapes and titles of the letters of sanctions."""

from typing import NotRequired, TypedDict

from documents.laws import LawCode, Text, Words
from documents.wording.parts import Letter, TimeLimit


class Grievance(TypedDict):
    law: LawCode
    fact: Words
    dated: str
    evidence: Words
    severity: Words


class Present(TypedDict):
    name: Words
    quality: Words
    power: Words


class Protected(TypedDict):
    session: str  # its number
    trainee: Words
    protection: Words


class StatementOfGrievances(Letter):  # GRI
    structure: Words
    sites: list[Words]
    origin: str  # number of the case that brought the facts to light
    grounds: list[Grievance]
    answer: TimeLimit


class HearingConvening(Letter):  # CONVH
    structure: Words
    notified_on: NotRequired[str]  # the grievances
    hearing_on: str
    time: str
    place: Words


class HearingMinutes(Letter):  # HMIN
    structure: Words
    held_on: str
    attendance: list[Present]  # nobody: absent after it was told
    statement: NotRequired[Words]
    signed: NotRequired[bool]
    refusal: NotRequired[Words]
    defended_on: NotRequired[str]


class SanctionDecision(Letter):  # SAN
    structure: Words
    sites: list[Words]
    grounds: list[Grievance]
    notified_on: str
    defended_on: NotRequired[str]
    heard_on: str
    attended: bool
    session_on: NotRequired[str]
    minutes: NotRequired[str]
    committee: NotRequired[Words]
    measure: Words
    months: NotRequired[int]
    homologations: list[str]
    basis: Words
    protected: list[Protected]
    is_public: bool  # entered on the public list


class DismissalDecision(Letter):  # DISM
    structure: Words
    origin: str
    notified_on: NotRequired[str]
    session_on: NotRequired[str]
    minutes: NotRequired[str]
    committee: NotRequired[Words]
    reason: Words


class Solution(TypedDict):
    session: str  # its number
    solution: Words


class PrecautionaryMeasure(Letter):  # PREC
    structure: Words
    place: Words
    danger: Words
    facts: Words
    measure: Words
    days: int
    extended_by: NotRequired[int]  # days; the measure was signed before
    solutions: list[Solution]
    hearing_on: str
    time: str
    hearing_place: Words


LETTERS: dict[str, type] = {
    "GRI": StatementOfGrievances,
    "CONVH": HearingConvening,
    "HMIN": HearingMinutes,
    "SAN": SanctionDecision,
    "DISM": DismissalDecision,
    "PREC": PrecautionaryMeasure,
}
TITLES: dict[str, Text] = {
    "GRI": {"ar": "تبليغ المآخذ", "fr": "Notification des griefs"},
    "CONVH": {"ar": "استدعاء لجلسة استماع", "fr": "Convocation à audition"},
    "HMIN": {"ar": "محضر استماع", "fr": "Procès-verbal d’audition"},
    "SAN": {"ar": "قرار عقوبة", "fr": "Décision de sanction"},
    "PREC": {"ar": "قرار إجراء تحفظي", "fr": "Décision de mesure conservatoire"},
    "DISM": {"ar": "قرار حفظ", "fr": "Décision de classement"},
}
