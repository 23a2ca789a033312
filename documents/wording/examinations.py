"""The shapes and titles of the letters about examinations and juries."""

from typing import Literal, NotRequired, TypedDict

from documents.laws import Text, Words
from documents.wording.parts import Holder, Letter, Level, TimeLimit
from documents.wording.training import Place


class JurySeat(TypedDict):
    name: Words
    capacity: Literal["president", "member"]
    quality: Literal["ministry", "profession", "provider"]
    employer: Words


class Paper(TypedDict):
    date: str
    start: str  # hours and minutes
    end: str
    room: Words
    module: Words


class JuryAppointment(Letter):  # JUR
    structure: Words
    place: Place
    site: Words
    starts_on: str
    ends_on: str
    jury: list[JurySeat]


class Called(TypedDict):
    """A candidate who is called to the papers."""

    number: str  # of the enrolment
    name: Words
    born_on: str
    need: NotRequired[Words]  # an accommodation


class CandidatesConvened(Letter):  # CONVE
    structure: Words
    place: Place
    site: Words
    address: Words
    papers: list[Paper]
    candidates: list[Called]
    is_postponed: bool  # new dates take the place of those of an earlier letter


class Incident(TypedDict):
    on: str
    at: str
    person: Words
    facts: Words


class ExaminationMinutes(Letter):  # EXMIN
    structure: Words
    place: Place
    examination: str  # number in the register
    starts_on: str
    ends_on: str
    jury: list[JurySeat]  # who was present
    papers: list[Paper]
    presented: int
    counted: int  # papers handed in
    absences: list[str]  # "number of the enrolment – unit"
    incidents: list[Incident]
    observations: NotRequired[Words]


class Outcome(TypedDict):
    """What the jury decided for a candidate; never a mark."""

    number: str  # of the enrolment
    name: Words
    decision: Literal["admitted", "adjourned", "second_session", "absent", "set_aside"]
    mention: Words


class JuryMinutes(Letter):  # JMIN
    structure: Words
    place: Place
    examination: str
    jury: list[JurySeat]  # who was present
    met_on: str
    is_reopened: bool  # after a claim, or an error that was found
    outcomes: list[Outcome]
    claims: TimeLimit


class Diploma(Letter):  # DIP: one for each graduate
    structure: Words
    place: Place
    examination: str
    examined_on: str
    certificate: str  # number in the register of certificates
    holder: Holder
    diploma_title: Words
    level: Level | None
    mention: Words


LETTERS: dict[str, type] = {
    "JUR": JuryAppointment,
    "CONVE": CandidatesConvened,
    "EXMIN": ExaminationMinutes,
    "JMIN": JuryMinutes,
    "DIP": Diploma,
}
TITLES: dict[str, Text] = {
    "JUR": {"ar": "قرار تعيين لجنة امتحان", "fr": "Décision de désignation du jury"},
    "CONVE": {"ar": "استدعاءات المترشحين", "fr": "Convocations des candidats"},
    "JMIN": {"ar": "محضر المداولات وقائمة النتائج", "fr": "PV du jury et liste des résultats"},
    "DIP": {"ar": "شهادة", "fr": "Diplôme"},
    "EXMIN": {"ar": "محضر امتحان", "fr": "Procès-verbal d’examen"},
}
