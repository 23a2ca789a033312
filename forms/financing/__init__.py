"""The forms of financing and partnerships."""

from forms.financing.agreement import JOINT, PartnerAgreement
from forms.financing.examination import AgreementCheck, AgreementProposal

__all__ = ["JOINT", "AgreementCheck", "AgreementProposal", "PartnerAgreement"]
