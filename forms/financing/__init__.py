"""The forms of financing and partnerships."""

from forms.financing.agreement import JOINT, PartnerAgreement
from forms.financing.evaluation import (
    Eligibility,
    EvaluationClosing,
    ProjectInadmissibility,
    ProjectRefusal,
    Promotion,
    Reserve,
    ReturnToCommittee,
    Scores,
    Selection,
    rank_of,
)
from forms.financing.examination import AgreementCheck, AgreementProposal
from forms.financing.following import (
    FinalReport,
    InstalmentRequest,
    PaymentOrder,
    ProjectSignature,
    ReportAcceptance,
    Termination,
)
from forms.financing.project import WEIGHTS, ProjectApplication, scheduled

__all__ = [
    "JOINT",
    "WEIGHTS",
    "AgreementCheck",
    "AgreementProposal",
    "Eligibility",
    "EvaluationClosing",
    "FinalReport",
    "InstalmentRequest",
    "PartnerAgreement",
    "PaymentOrder",
    "ProjectApplication",
    "ProjectInadmissibility",
    "ProjectRefusal",
    "ProjectSignature",
    "Promotion",
    "ReportAcceptance",
    "Reserve",
    "ReturnToCommittee",
    "Scores",
    "Selection",
    "Termination",
    "rank_of",
    "scheduled",
]
