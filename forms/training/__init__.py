"""The forms of trainees and examinations: transfers and departures, foreign trainees, sessions, examinations, diplomas."""

from forms.training.enrolment import (
    EnrolmentLine,
    ListSubmission,
    SessionCancelled,
    SessionChange,
    SessionReminder,
    apply_change,
    enrolment_facts,
)
from forms.training.examination import EXAMINED, ExaminationRequest, by_number, examination_facts, meet
from forms.training.foreign import ForeignEnrolment, ForeignProposal, passport_answers
from forms.training.jury import ConflictDeclaration, JurorReplaced, JuryProposal, seat_of
from forms.training.moves import (
    DepartureSignature,
    MoveProposal,
    OriginAnswer,
    ReceivingAnswer,
    ReceivingQuestion,
    answer_of_register,
)
from forms.training.session import HOMOLOGATED, SessionOpening, enter_session, hours_of, meets, trainer_of
from forms.training.sitting import (
    ExaminationCancelled,
    ExaminationEnd,
    ExaminationOpened,
    Incident,
    NewDates,
    Postponement,
    incident_line,
    presented,
)
from forms.training.transfer import TraineeMove

__all__ = [
    "EXAMINED",
    "HOMOLOGATED",
    "ConflictDeclaration",
    "DepartureSignature",
    "EnrolmentLine",
    "ExaminationCancelled",
    "ExaminationEnd",
    "ExaminationOpened",
    "ExaminationRequest",
    "ForeignEnrolment",
    "ForeignProposal",
    "Incident",
    "JurorReplaced",
    "JuryProposal",
    "ListSubmission",
    "MoveProposal",
    "NewDates",
    "OriginAnswer",
    "Postponement",
    "ReceivingAnswer",
    "ReceivingQuestion",
    "SessionCancelled",
    "SessionChange",
    "SessionOpening",
    "SessionReminder",
    "TraineeMove",
    "answer_of_register",
    "apply_change",
    "by_number",
    "enrolment_facts",
    "enter_session",
    "examination_facts",
    "hours_of",
    "incident_line",
    "meet",
    "meets",
    "passport_answers",
    "presented",
    "seat_of",
    "trainer_of",
]
