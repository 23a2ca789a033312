"""The shapes and titles of the letters of monitoring."""

from typing import NotRequired, TypedDict

from documents.laws import Text, Words
from documents.wording.parts import Letter, TimeLimit
from documents.wording.visits import Finding, TeamMember


class ObstructionRecord(Letter):  # OBS
    structure: Words
    place: Words
    held_on: str
    refused: Words  # access, or a document
    facts: Words
    witnesses: Words
    team: list[TeamMember]


class ProvisionalReport(Letter):  # PREP
    structure: Words
    held_on: str
    started_at: str
    ended_at: str
    met: Words
    trainees_present: int
    team: list[TeamMember]
    checked: int  # lines that apply
    findings: list[Finding]
    summary: Words
    score: str
    grade: str
    answer: TimeLimit


class FinalReport(Letter):  # FREP
    structure: Words
    held_on: str
    sent_on: str  # the provisional report
    team: list[TeamMember]
    checked: int
    findings: list[Finding]
    summary: Words
    observations: NotRequired[Words]
    observed_on: NotRequired[str]
    response: NotRequired[Words]
    score: str
    grade: str


class PlannedLine(TypedDict):
    """A line of a corrective plan: what failed, what is done about it, by whom and by when."""

    code: str
    title: Words
    severity: Words
    action: Words
    responsible: Words
    due_on: str


class ActionPlan(Letter):  # CAP
    structure: Words
    source: str  # number of the case that found the lines
    filed_on: str
    lines: list[PlannedLine]


class TreatedLine(TypedDict):
    code: str
    title: Words
    proven_on: str


class ClosureNote(Letter):  # CAPC
    structure: Words
    source: str
    lines: list[TreatedLine]
    visited_on: NotRequired[str]


LETTERS: dict[str, type] = {
    "OBS": ObstructionRecord,
    "PREP": ProvisionalReport,
    "FREP": FinalReport,
    "CAP": ActionPlan,
    "CAPC": ClosureNote,
}
TITLES: dict[str, Text] = {
    "CAP": {"ar": "خطة إصلاح", "fr": "Plan d’actions correctives"},
    "CAPC": {"ar": "شهادة ختم خطة الإصلاح", "fr": "Attestation de clôture du plan d’actions"},
    "OBS": {"ar": "محضر عرقلة", "fr": "Procès-verbal d’entrave"},
    "PREP": {"ar": "تقرير تفقد أولي", "fr": "Rapport provisoire d’inspection"},
    "FREP": {"ar": "تقرير تفقد نهائي وعدد", "fr": "Rapport définitif et note"},
}
