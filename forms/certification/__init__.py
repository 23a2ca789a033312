"""The forms of what is asked of the register of certificates: copies and corrections, authentications, visas of batches."""

from forms.certification.copies import CertificateRequest
from forms.certification.lines import CopyProposal, LineInadmissibility, RegisterLine

__all__ = ["CertificateRequest", "CopyProposal", "LineInadmissibility", "RegisterLine"]
