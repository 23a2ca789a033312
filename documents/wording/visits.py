"""The shapes and titles of the letters of a visit, whatever procedure it belongs to."""

from typing import NotRequired, TypedDict

from documents.laws import Text, Words
from documents.wording.parts import Letter, TimeLimit


class TeamMember(TypedDict):
    name: Words
    leads: bool
    disciplines: list[Words]


class MissionOrder(Letter):  # MO
    structure: Words
    place: Words
    visit_on: str
    time: str  # "10:00"
    team: list[TeamMember]


class VisitAnnouncement(Letter):  # CONVV
    structure: Words
    place: Words
    visit_on: str
    time: str
    team: list[TeamMember]


class Finding(TypedDict):
    """A line of the checklist that is not fully conform."""

    code: str
    title: Words
    answer: Words
    what: Words


class VisitReport(Letter):  # VR
    structure: Words
    held_on: str
    started_at: str
    ended_at: str
    met: Words
    trainees_present: int
    team: list[TeamMember]
    checked: int  # lines that apply
    findings: list[Finding]
    observations: NotRequired[Words]
    score: str  # with the grade "" after a visit that verifies some lines alone
    grade: str


class Reserve(TypedDict):
    code: str
    title: Words
    what: Words


class ReservesNotice(Letter):  # RES
    structure: Words
    visit_on: str
    reserves: list[Reserve]
    answer: TimeLimit


LETTERS: dict[str, type] = {
    "MO": MissionOrder,
    "CONVV": VisitAnnouncement,
    "VR": VisitReport,
    "RES": ReservesNotice,
}
TITLES: dict[str, Text] = {
    "MO": {"ar": "إذن بمأمورية", "fr": "Ordre de mission"},
    "CONVV": {"ar": "إعلام بزيارة", "fr": "Avis de visite"},
    "VR": {"ar": "تقرير زيارة", "fr": "Rapport de visite"},
    "RES": {"ar": "تبليغ تحفظات", "fr": "Notification de réserves"},
}
