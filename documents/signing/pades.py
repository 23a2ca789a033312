"""Writes PAdES signatures and document time stamps behind the bytes of a PDF, which stay as they were."""

import logging
from io import BytesIO

from cryptography.exceptions import InvalidSignature
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from documents.models import Document
from documents.signing import identities, timestamps
from documents.signing.failures import SignatureUnavailable
from documents.signing.statements import Signed, Statement
from documents.signing.waiting import wait_for

logger = logging.getLogger(__name__)
DIGEST = "sha256"
FIELD, STAMP_FIELD = "Signature", "TimeStamp"
# Hexadecimal digits kept for the signature, so that no draft of it (nor a second time stamp) is needed to know its length.
RESERVED, RESERVED_WITH_STAMP = 12_000, 30_000
# Printable, as PDF/A asks, and outside the page, as PDF/UA asks of what is not tagged.
UNSEEN = fields.InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)


class _Addition(IncrementalPdfFileWriter):
    """Adds the signature alone: the metadata, which declare PDF/A and PDF/UA, keep every byte."""

    def _update_meta(self) -> None:
        return


def sign(content: bytes, statement: Statement) -> Signed:
    """Signs, with a time stamp when the authority answers in time.

    Raises:
        SignatureUnavailable: it cannot be done now.
    """
    identity = identities.identity_of(statement.purpose)
    identity.check_in_force()
    if stamper := timestamps.stamper():
        try:
            signed = _signed(content, statement, identity, stamper)
            return Signed(content=signed, level=Document.Level.TIME_STAMPED, serial=identity.serial)
        except TimestampRequestError as error:
            logger.warning("signature without time stamp: %s", error)
            timestamps.note_down()
    return Signed(content=_signed(content, statement, identity, None), level=Document.Level.BASIC, serial=identity.serial)


def _signed(
    content: bytes, statement: Statement, identity: identities.Identity, stamper: timestamps.AuthorityStamper | None
) -> bytes:
    about = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm=DIGEST,
        name=statement.name,
        reason=statement.reason,
        location=statement.location or None,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        subfilter=fields.SigSeedSubFilter.PADES,
    )
    place = fields.SigFieldSpec(FIELD, invis_sig_settings=UNSEEN, readable_field_name=statement.reason)
    signer = PdfSigner(about, signer=identity.signer, timestamper=stamper, new_field_spec=place)
    reserved = RESERVED_WITH_STAMP if stamper else RESERVED
    writing = signer.async_sign_pdf(_Addition(BytesIO(content)), bytes_reserved=reserved, output=(out := BytesIO()))
    try:
        wait_for(writing)
    except TimestampRequestError:
        raise
    except (SigningError, InvalidSignature, OSError) as error:
        identities.forget()
        raise SignatureUnavailable(f"The {statement.purpose} cannot be made: {error}") from error
    except Exception as error:
        if not type(error).__module__.startswith("pkcs11"):
            raise
        identities.forget()  # the session with the token may be dead: the next attempt opens another
        raise SignatureUnavailable(f"The token has failed: {error!r}") from error
    return out.getvalue()


def stamp(content: bytes) -> bytes:
    """Adds a document time stamp behind a signature made without one; what was there is not touched.

    Raises:
        SignatureUnavailable: the authority does not answer.
    """
    stamper = timestamps.stamper()
    if stamper is None:
        raise SignatureUnavailable("The time-stamp authority does not answer.")
    adding = PdfTimeStamper(stamper, field_name=STAMP_FIELD, invis_settings=UNSEEN, readable_field_name=STAMP_FIELD)
    out = BytesIO()
    writing = adding.async_timestamp_pdf(_Addition(BytesIO(content)), DIGEST, bytes_reserved=RESERVED_WITH_STAMP, output=out)
    try:
        wait_for(writing)
    except TimestampRequestError as error:
        timestamps.note_down()
        raise SignatureUnavailable(str(error)) from error
    return out.getvalue()
