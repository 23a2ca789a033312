"""The forms of what is asked of the register of certificates: copies and corrections, authentications, visas of batches."""

from forms.certification.authentication import Authentication
from forms.certification.batch import BatchVisa, enrolments_of
from forms.certification.copies import CertificateRequest
from forms.certification.lines import CopyProposal, LineInadmissibility, RegisterLine, told_line
from forms.certification.sampling import BatchInadmissibility, Discrepancies, DiscrepancyAnswer, SampleResult
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
    "BatchInadmissibility",
    "BatchVisa",
    "CertificateRequest",
    "CopyProposal",
    "DenialOfAuthenticity",
    "Discrepancies",
    "DiscrepancyAnswer",
    "InconclusiveFinding",
    "LineInadmissibility",
    "RegisterLine",
    "SampleResult",
    "SourceQuery",
    "SourceReminder",
    "VerificationInadmissibility",
    "enrolments_of",
    "told_line",
]
