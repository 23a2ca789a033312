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
from forms.training.foreign import ForeignEnrolment, ForeignProposal, passport_answers
from forms.training.moves import (
    DepartureSignature,
    MoveProposal,
    OriginAnswer,
    ReceivingAnswer,
    ReceivingQuestion,
    answer_of_register,
)
from forms.training.session import HOMOLOGATED, SessionOpening, enter_session, hours_of, meets, trainer_of
from forms.training.transfer import TraineeMove

__all__ = [
    "HOMOLOGATED",
    "DepartureSignature",
    "EnrolmentLine",
    "ForeignEnrolment",
    "ForeignProposal",
    "ListSubmission",
    "MoveProposal",
    "OriginAnswer",
    "ReceivingAnswer",
    "ReceivingQuestion",
    "SessionCancelled",
    "SessionChange",
    "SessionOpening",
    "SessionReminder",
    "TraineeMove",
    "answer_of_register",
    "apply_change",
    "enrolment_facts",
    "enter_session",
    "hours_of",
    "meets",
    "passport_answers",
    "trainer_of",
]
