"""A document as an Open Badges 3.0 credential: made anew each time it is asked for, and the same each time."""

import hashlib
import hmac
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from documents.catalogue import DOCUMENT_TYPES
from documents.credentials import issuer, status
from documents.credentials.achievements import Reader
from documents.credentials.proof import proven
from documents.models import Document
from documents.types import DocumentType

CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
MINISTRY = {"ar": "وزارة التشغيل والتكوين المهني", "fr": "Ministère de l’Emploi et de la Formation professionnelle"}
# How the identity documents of a holder are called in the vocabulary of Open Badges.
_IDENTITIES = {"cin": "nationalIdentityNumber", "passport": "identifier", "residence_card": "identifier"}


def reader_of(document: Document) -> Reader | None:
    """How the document's achievement is read; None for documents that are no credential, or hold no longer."""
    kind = DOCUMENT_TYPES[document.kind]
    is_one = isinstance(kind, DocumentType) and document.status == Document.Status.ISSUED and bool(document.content)
    return kind.achievement if is_one and isinstance(kind, DocumentType) else None


def credential(document: Document) -> dict[str, Any]:
    """The signed credential of a document in force.

    Raises:
        LookupError: the document is no credential.
        KeyRefused: the ministry has no key of credentials.
    """
    reader = reader_of(document)
    if reader is None or document.issued_at is None:
        raise LookupError(document.kind)
    key, issued = issuer.own_key(), _time(document.issued_at)
    said = {
        "@context": CONTEXT,
        "id": f"urn:uuid:{document.pk}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": str(reader(document.content, document.language).name),
        "issuer": {"id": issuer.did(), "type": ["Profile"], "name": MINISTRY[document.language], "url": settings.SITE_URL},
        "validFrom": issued,
        "credentialSubject": _subject(document, reader),
        "credentialStatus": status.entry_of(document),
    }
    return proven(said, key=key, method=issuer.method(key.public_key()), created=issued)


def _subject(document: Document, reader: Reader) -> dict[str, Any]:
    achieved = reader(document.content, document.language)
    achievement: dict[str, Any] = {
        "id": f"{settings.SITE_URL}{reverse('verify')}#{document.kind}-{achieved.level or 'act'}",
        "type": ["Achievement"],
        "achievementType": achieved.kind,
        "inLanguage": document.language,
        "name": achieved.name,
        "description": achieved.description,
        "criteria": {"narrative": achieved.criteria},
        "humanCode": document.number,
    }
    return {"type": ["AchievementSubject"], "identifier": _identifiers(document), "achievement": achievement}


def _identifiers(document: Document) -> list[dict[str, Any]]:
    """The name as on the document, and the number of the identity document as a hash that its holder can prove."""
    holder, language = document.content["holder"], document.language
    name = holder["name"].get(language) or holder["name"]["fr"] if isinstance(holder["name"], dict) else holder["name"]
    salt = hmac.new(settings.SECRET_KEY.encode(), b"credential" + document.act.bytes, hashlib.sha256).hexdigest()[:32]
    hashed = hashlib.sha256(f"{holder['identity_number']}{salt}".encode()).hexdigest()
    return [
        {"type": "IdentityObject", "hashed": False, "identityHash": name, "identityType": "name"},
        {
            "type": "IdentityObject",
            "hashed": True,
            "identityHash": f"sha256${hashed}",
            "identityType": _IDENTITIES[holder["identity"]],
            "salt": salt,
        },
    ]


def _time(at: Any) -> str:
    return str(at.astimezone(timezone.get_fixed_timezone(0)).strftime("%Y-%m-%dT%H:%M:%SZ"))
