"""The shapes and titles of the documents of a committee session."""

from typing import Literal, TypedDict

from documents.laws import Text, Words
from documents.wording.parts import Letter, Level, Session


class AgendaItem(TypedDict):
    case_number: str
    holder: Words
    diploma: Words
    country: Words
    requested_level: Words
    rapporteur: Words


class Agenda(Letter):  # AGD: convening and agenda
    session: Session
    items: list[AgendaItem]
    quorum: int


class Member(TypedDict):
    name: Words
    capacity: Words
    presence: Literal["present", "excused", "absent"]
    chairs: bool


class Recusal(TypedDict):
    name: Words
    case_number: str
    reason: Words


class Votes(TypedDict):
    cast_for: int
    against: int
    abstained: int
    chair_decided: bool  # tie broken by the chair


class MinutesItem(TypedDict):
    case_number: str
    holder: Words
    diploma: Words
    votes: Votes | None  # None when adjourned
    opinion: Literal["favourable", "unfavourable", "adjourned"]
    level: Level | None
    reasons: list[Words]


class Minutes(Letter):  # MIN
    session: Session
    opened_at: str  # "10:05"
    closed_at: str
    members: list[Member]
    quorum: int
    recusals: list[Recusal]
    items: list[MinutesItem]
    secretary: Words


LETTERS: dict[str, type] = {
    "AGD": Agenda,
    "MIN": Minutes,
}
TITLES: dict[str, Text] = {
    "AGD": {"ar": "استدعاء وجدول أعمال", "fr": "Convocation et ordre du jour"},
    "MIN": {"ar": "محضر جلسة", "fr": "Procès-verbal de séance"},
}
