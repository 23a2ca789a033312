"""Validates a signed document as strictly as the ministry promises: nothing but time stamps may follow its signature."""

import logging
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from cryptography import x509

from documents.signing import identities
from documents.signing.identities import serial_of
from documents.signing.waiting import wait_for

if TYPE_CHECKING:
    from pyhanko_certvalidator import ValidationContext

LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Validation:
    """What was found. `problem` names the first thing that is wrong: unreadable, unsigned, altered, changed, untrusted."""

    problem: str = ""
    level: str = ""
    serial: str = ""
    name: str = ""
    reason: str = ""
    signed_at: datetime | None = None  # proved by a time stamp where there is one, claimed otherwise

    @property
    def is_valid(self) -> bool:
        return not self.problem


def validate(content: bytes) -> Validation:
    """Whether the file is, byte for byte, what a certificate that we trust has signed, time stamps apart."""
    if len(content) > LARGEST:
        return Validation(problem="unreadable")
    # pyHanko tells a failed validation on its loggers as well: the answer says it.
    told = [logging.getLogger(name) for name in ("pyhanko", "pyhanko_certvalidator")]
    levels = [logger.level for logger in told]
    for logger in told:
        logger.setLevel(logging.CRITICAL)
    try:
        return _validated(content)
    except Exception:  # a hostile file may break the reader in any way: it is not a document of ours
        logging.getLogger(__name__).info("a file could not be validated", exc_info=True)
        return Validation(problem="unreadable")
    finally:
        for logger, level in zip(told, levels, strict=True):
            logger.setLevel(level)


def _validated(content: bytes) -> Validation:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import MDPPerm
    from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp

    reader = PdfFileReader(BytesIO(content))
    if len(reader.embedded_regular_signatures) != 1:
        return Validation(problem="altered" if reader.embedded_regular_signatures else "unsigned")
    signature, stamps = reader.embedded_regular_signatures[0], reader.embedded_timestamp_signatures
    trust = _trust()
    status = wait_for(async_validate_pdf_signature(signature, signer_validation_context=trust, ts_validation_context=trust))
    stamped = [wait_for(async_validate_pdf_timestamp(stamp, validation_context=trust)) for stamp in stamps]
    own = status.timestamp_validity
    proofs = [each for each in (own, *stamped) if each]
    told: dict[str, Any] = {
        "level": _level(own is not None, bool(stamped)),
        "serial": serial_of(signature.signer_cert.serial_number),
        "name": str(signature.sig_object.get("/Name", "")),
        "reason": str(signature.sig_object.get("/Reason", "")),
        "signed_at": proofs[0].timestamp if proofs else status.signer_reported_dt,
    }
    if not (status.intact and status.valid and all(each.intact and each.valid for each in proofs)):
        return Validation(problem="altered", **told)
    if signature.docmdp_level != MDPPerm.NO_CHANGES or not _is_unchanged(status, stamped):
        return Validation(problem="changed", **told)
    if not (status.trusted and all(each.trusted for each in proofs)):
        return Validation(problem="untrusted", **told)
    proved_at = proofs[0].timestamp if proofs else None
    if not status.bottom_line or _is_revoked(signature.signer_cert, proved_at):
        return Validation(problem="untrusted", **told)
    return Validation(**told)


def _is_revoked(certificate: Any, proved_at: datetime | None) -> bool:
    """A signature that is proved to be older than the revocation stays good; the hour that it claims proves nothing."""
    issuer = x509.load_der_x509_certificate(certificate.dump()).issuer
    for each in identities.revocation_lists():
        entry = each.get_revoked_certificate_by_serial_number(certificate.serial_number) if each.issuer == issuer else None
        if entry and not (proved_at and proved_at < entry.revocation_date_utc):
            return True
    return False


def _is_unchanged(status: Any, stamped: list[Any]) -> bool:
    """Nothing was added after the signature but time stamps and what proves them; the last one covers the whole file."""
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    last = stamped[-1] if stamped else status
    return bool(
        status.docmdp_ok
        and status.modification_level in (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES)
        and last.coverage == SignatureCoverageLevel.ENTIRE_FILE
    )


def _level(has_stamp: bool, has_later_stamp: bool) -> str:
    from documents.models import Document

    if has_stamp:
        return Document.Level.TIME_STAMPED
    return Document.Level.STAMPED_LATER if has_later_stamp else Document.Level.BASIC


def _trust() -> "ValidationContext":
    from pyhanko_certvalidator import ValidationContext

    from documents.signing.signer import parsed

    # Nothing is fetched: lists of revoked certificates are those that the ministry keeps, looked up by `_is_revoked`.
    return ValidationContext(
        trust_roots=[parsed(root) for root in identities.roots()],
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
