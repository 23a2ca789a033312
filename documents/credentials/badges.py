"""A document as an Open Badges 3.0 credential: made anew each time it is asked for, and the same each time."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from documents.catalogue import DOCUMENT_TYPES
from documents.credentials import issuer, status
from documents.credentials.achievements import Achievement
from documents.credentials.proof import proven
from documents.models import Document
from documents.types import DocumentType

CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
MINISTRY = {"ar": "وزارة التشغيل والتكوين المهني", "fr": "Ministère de l’Emploi et de la Formation professionnelle"}
# How the identity documents of a holder are called in the vocabulary of Open Badges.
_IDENTITIES = {"cin": "nationalIdentityNumber", "passport": "identifier", "residence_card": "identifier"}


def achievement_of(document: Document) -> Achievement | None:
    """What the document achieves for its holder; None for documents that are no credential, or hold no longer."""
    kind = DOCUMENT_TYPES[document.kind]
    if not isinstance(kind, DocumentType) or kind.achievement is None:
        return None
    if document.status != Document.Status.ISSUED or not document.content:
        return None
    return kind.achievement(document.content, document.language)


def credential(document: Document) -> dict[str, Any]:
    """The signed credential of a document in force.

    Raises:
        LookupError: the document is no credential.
        KeyRefused: the ministry has no key of credentials.
    """
    achieved = achievement_of(document)
    if achieved is None or document.issued_at is None:
        raise LookupError(document.kind)
    key, issued = issuer.own_key(), _time(document.issued_at)
    said = {
        "@context": CONTEXT,
        "id": f"urn:uuid:{document.pk}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": achieved.name,
        "issuer": {"id": issuer.did(), "type": ["Profile"], "name": MINISTRY[document.language], "url": settings.SITE_URL},
        "validFrom": issued,
        **({"validUntil": _time(_end_of(achieved.until))} if achieved.until else {}),
        "credentialSubject": _subject(document, achieved),
        "credentialStatus": status.entry_of(document),
    }
    return proven(said, key=key, method=issuer.method(key.public_key()), created=issued)


def _subject(document: Document, achieved: Achievement) -> dict[str, Any]:
    what = "-".join(filter(None, [document.kind, achieved.level or "act", achieved.about]))
    achievement: dict[str, Any] = {
        "id": f"{settings.SITE_URL}{reverse('verify')}#{what}",
        "type": ["Achievement"],
        "achievementType": achieved.kind,
        "inLanguage": document.language,
        "name": achieved.name,
        "description": achieved.description,
        "criteria": {"narrative": achieved.criteria},
        "humanCode": document.number,
    }
    subject = {"type": ["AchievementSubject"], "identifier": _identifiers(document), "achievement": achievement}
    return {**subject, "licenseNumber": achieved.certificate} if achieved.certificate else subject


def _identifiers(document: Document) -> list[dict[str, Any]]:
    """The name as on the document; where it prints the number of the identity document, that as a hash its holder can prove."""
    holder, language = _holder(document.content), document.language
    name = holder["name"].get(language) or holder["name"]["fr"] if isinstance(holder["name"], dict) else holder["name"]
    named = {"type": "IdentityObject", "hashed": False, "identityHash": name, "identityType": "name"}
    if "identity_number" not in holder:
        return [named]
    salt = hmac.new(settings.SECRET_KEY.encode(), b"credential" + document.act.bytes, hashlib.sha256).hexdigest()[:32]
    hashed = hashlib.sha256(f"{holder['identity_number']}{salt}".encode()).hexdigest()
    return [
        named,
        {
            "type": "IdentityObject",
            "hashed": True,
            "identityHash": f"sha256${hashed}",
            "identityType": _IDENTITIES[holder["identity"]],
            "salt": salt,
        },
    ]


def _holder(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """Whose achievement it is: told by itself, or with the line of the register."""
    holder: Mapping[str, Any] = content.get("holder") or {"name": content["line"]["holder"]}
    return holder


def _end_of(day: str) -> datetime:
    return timezone.make_aware(datetime.combine(date.fromisoformat(day), time(23, 59, 59)))


def _time(at: Any) -> str:
    return str(at.astimezone(timezone.get_fixed_timezone(0)).strftime("%Y-%m-%dT%H:%M:%SZ"))
