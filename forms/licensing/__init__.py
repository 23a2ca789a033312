"""The forms of the life of a structure: its opening, branches, premises and changes."""

from forms.licensing.amendment import Amendment
from forms.licensing.branch import BranchOpening
from forms.licensing.conformity import AdversarialLetter, ConformityConfirmation, ObjectionSignature, OpeningReceipt
from forms.licensing.opening import StructureOpening
from forms.licensing.premises import PremisesChange
from forms.licensing.proposal import Acknowledgement, AmendmentProposal, PremisesProposal, Proposal, SiteProposal

__all__ = [
    "Acknowledgement",
    "AdversarialLetter",
    "Amendment",
    "AmendmentProposal",
    "BranchOpening",
    "ConformityConfirmation",
    "ObjectionSignature",
    "OpeningReceipt",
    "PremisesChange",
    "PremisesProposal",
    "Proposal",
    "SiteProposal",
    "StructureOpening",
]
