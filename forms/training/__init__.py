"""The forms of trainees and examinations: transfers and departures, foreign trainees, sessions, examinations, diplomas."""

from forms.training.averages import Standing
from forms.training.claims import Claim, CounterClaim, claims, identities, number_of, units_left
from forms.training.deliberation import (
    Ballot,
    DeliberationOpened,
    Handover,
    MarksSubmission,
    ResultsPublication,
    decided,
    with_corrections,
)
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
from forms.training.results import DECISIONS, ExaminationResults, standings_of
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
    "DECISIONS",
    "EXAMINED",
    "HOMOLOGATED",
    "Ballot",
    "Claim",
    "ConflictDeclaration",
    "CounterClaim",
    "DeliberationOpened",
    "DepartureSignature",
    "EnrolmentLine",
    "ExaminationCancelled",
    "ExaminationEnd",
    "ExaminationOpened",
    "ExaminationRequest",
    "ExaminationResults",
    "ForeignEnrolment",
    "ForeignProposal",
    "Handover",
    "Incident",
    "JurorReplaced",
    "JuryProposal",
    "ListSubmission",
    "MarksSubmission",
    "MoveProposal",
    "NewDates",
    "OriginAnswer",
    "Postponement",
    "ReceivingAnswer",
    "ReceivingQuestion",
    "ResultsPublication",
    "SessionCancelled",
    "SessionChange",
    "SessionOpening",
    "SessionReminder",
    "Standing",
    "TraineeMove",
    "answer_of_register",
    "apply_change",
    "by_number",
    "claims",
    "decided",
    "enrolment_facts",
    "enter_session",
    "examination_facts",
    "hours_of",
    "identities",
    "incident_line",
    "meet",
    "meets",
    "number_of",
    "passport_answers",
    "presented",
    "seat_of",
    "standings_of",
    "trainer_of",
    "units_left",
    "with_corrections",
]
