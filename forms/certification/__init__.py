"""The forms of what is asked of the register of certificates: copies and corrections, authentications, visas of batches."""

from forms.certification.authentication import Authentication
from forms.certification.copies import CertificateRequest
from forms.certification.lines import CopyProposal, LineInadmissibility, RegisterLine, told_line
from forms.certification.verification import (
    AuthenticityConfirmation,
    DenialOfAuthenticity,
    InconclusiveFinding,
    SourceQuery,
    SourceReminder,
    VerificationInadmissibility,
)

__all__ = [
    "Authentication",
    "AuthenticityConfirmation",
    "CertificateRequest",
    "CopyProposal",
    "DenialOfAuthenticity",
    "InconclusiveFinding",
    "LineInadmissibility",
    "RegisterLine",
    "SourceQuery",
    "SourceReminder",
    "VerificationInadmissibility",
    "told_line",
]
