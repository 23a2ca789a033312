"""The forms of the life of a structure: its opening, branches, premises, changes and closure."""

from forms.licensing.amendment import Amendment
from forms.licensing.branch import BranchOpening
from forms.licensing.closure import ArchivesReceipt, ClosureRequest
from forms.licensing.conformity import AdversarialLetter, ConformityConfirmation, ObjectionSignature, OpeningReceipt
from forms.licensing.foreign import AuthorisationProposal, EarlyEnd, ForeignAuthorisation, MissionReport
from forms.licensing.interruption import InterruptionRequest
from forms.licensing.opening import StructureOpening
from forms.licensing.premises import PremisesChange
from forms.licensing.proposal import Acknowledgement, AmendmentProposal, PremisesProposal, Proposal, SiteProposal
from forms.licensing.protection import PlanApproval, ProgressReport, Settlement
from forms.licensing.resumption import InterruptionExtension, ResumptionRefusal, ResumptionRequest

__all__ = [
    "Acknowledgement",
    "AdversarialLetter",
    "Amendment",
    "AmendmentProposal",
    "ArchivesReceipt",
    "AuthorisationProposal",
    "BranchOpening",
    "ClosureRequest",
    "ConformityConfirmation",
    "EarlyEnd",
    "ForeignAuthorisation",
    "InterruptionExtension",
    "InterruptionRequest",
    "MissionReport",
    "ObjectionSignature",
    "OpeningReceipt",
    "PlanApproval",
    "PremisesChange",
    "PremisesProposal",
    "ProgressReport",
    "Proposal",
    "ResumptionRefusal",
    "ResumptionRequest",
    "Settlement",
    "SiteProposal",
    "StructureOpening",
]
