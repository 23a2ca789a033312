"""What a signature says of itself: in whose name, why and where, in the language of the document."""

from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from documents.catalogue import DOCUMENT_TYPES
from documents.models import Document
from documents.rendering.context import localised
from documents.rendering.letters import MINISTRY
from documents.wording import Language


class Purpose(StrEnum):
    """Which certificate of the ministry signs: the one of its decisions and letters, or its seal."""

    SIGNATURE = "signature"
    SEAL = "seal"


@dataclass(frozen=True, kw_only=True)
class Statement:
    """The readable part of a signature."""

    purpose: Purpose
    name: str
    reason: str
    location: str = ""


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A signed file, the level that its signature has reached, and the serial number of the certificate."""

    content: bytes
    level: str
    serial: str


_APPROVED = {
    "ar": "صادق عليه {name}، {function}",
    "fr": "Approuvé par {name}, {function}",
    "en": "Approved by {name}, {function}",
}
_DELEGATED = {
    "ar": "صادق عليه {name}، {function} (بتفويض)",
    "fr": "Approuvé par {name}, {function} (par délégation)",
    "en": "Approved by {name}, {function} (by delegation)",
}
_SEALED = {
    "ar": "ختم إلكتروني: وثيقة صادرة آليا",
    "fr": "Cachet électronique : document délivré par le système",
    "en": "Electronic seal: document issued by the system",
}


def statement_of(document: Document) -> Statement:
    """The person who approved, as the printed block names them; the ministry where nobody did, or under a receipt."""
    language = cast(Language, document.language)
    location = str(localised(document.content["letterhead"]["place"], language))
    block = document.content.get("signature")
    if not block or DOCUMENT_TYPES[document.kind].is_sealed:
        return Statement(purpose=Purpose.SEAL, name=MINISTRY[language], reason=_SEALED[language], location=location)
    told = localised(block, language)
    reason = (_DELEGATED if block["delegated"] else _APPROVED)[language]
    return Statement(
        purpose=Purpose.SIGNATURE,
        name=str(told["name"]),
        reason=reason.format(name=told["name"], function=told["function"]),
        location=location,
    )
