"""Signs what the ministry issues and validates what it has signed; pyHanko is imported on first use: it takes two seconds."""

from documents.signing.failures import SignatureUnavailable
from documents.signing.statements import Purpose, Signed, Statement, statement_of
from documents.signing.validation import Validation, validate


def sign(content: bytes, statement: Statement) -> Signed:
    """The PDF with a PAdES signature that certifies it: B-T when the time-stamp authority answers, B-B otherwise.

    Raises:
        SignatureUnavailable: it cannot be done now.
    """
    from documents.signing import pades

    return pades.sign(content, statement)


def stamp(content: bytes) -> bytes:
    """A PDF signed earlier, with a document time stamp behind it.

    Raises:
        SignatureUnavailable: the authority does not answer.
    """
    from documents.signing import pades

    return pades.stamp(content)


__all__ = [
    "Purpose", "SignatureUnavailable", "Signed", "Statement", "Validation", "sign", "stamp", "statement_of", "validate",
]  # fmt: skip
