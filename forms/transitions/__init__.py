"""What is filled in to perform the transitions that procedures share."""

from forms.transitions.base import ReasonField, TransitionForm
from forms.transitions.committee import Adjournment, AgendaPlace, Recusal, Vote
from forms.transitions.completeness import ComplementRequest, CompletenessCheck, ReturnNote
from forms.transitions.decision import ApprovalSignature, ReasonedRefusal, RefusalProposal, RefusalSignature
from forms.transitions.findings import VisitReport
from forms.transitions.intake import Inadmissibility, Reason, Submission, Withdrawal
from forms.transitions.opinions import OpinionGiven, OpinionsAsked
from forms.transitions.reserves import ReservesLifted, ReservesNotice
from forms.transitions.visit import SecondVisit, VisitPostponement, VisitSchedule

__all__ = [
    "Adjournment",
    "AgendaPlace",
    "ApprovalSignature",
    "ComplementRequest",
    "CompletenessCheck",
    "Inadmissibility",
    "OpinionGiven",
    "OpinionsAsked",
    "Reason",
    "ReasonField",
    "ReasonedRefusal",
    "Recusal",
    "RefusalProposal",
    "RefusalSignature",
    "ReservesLifted",
    "ReservesNotice",
    "ReturnNote",
    "SecondVisit",
    "Submission",
    "TransitionForm",
    "VisitPostponement",
    "VisitReport",
    "VisitSchedule",
    "Vote",
    "Withdrawal",
]
