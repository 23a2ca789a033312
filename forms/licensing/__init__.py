"""The forms of the life of a structure: its opening, branches, premises and changes."""

from forms.licensing.conformity import AdversarialLetter, ConformityConfirmation, ObjectionSignature, OpeningReceipt
from forms.licensing.opening import StructureOpening

__all__ = ["AdversarialLetter", "ConformityConfirmation", "ObjectionSignature", "OpeningReceipt", "StructureOpening"]
