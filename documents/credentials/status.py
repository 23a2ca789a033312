"""The status lists of credentials (W3C Bitstring Status List 1.0): a bit for each, set once its document holds no longer."""

import base64
import gzip
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.urls import reverse

from documents.credentials import issuer
from documents.credentials.proof import proven
from documents.models import CredentialStatus, Document

SIZE = 131_072  # bits of a list: the least that keeps a holder one among many
FULL = SIZE // 2  # from there on a new list is begun, so that a free place is found at once
KEPT_SECONDS = 30  # a withdrawal is public within the minute
VALID_FOR = timedelta(days=7)
CONTEXT = ["https://www.w3.org/ns/credentials/v2"]


def entry_of(document: Document) -> dict[str, str]:
    """Where the status of the document is told; the place is drawn by lot when it is first asked for, and kept."""
    place = CredentialStatus.objects.filter(document=document).first() or _placed(document)
    address = _address(place.sheet)
    return {
        "id": f"{address}#{place.place}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(place.place),
        "statusListCredential": address,
    }


def _placed(document: Document) -> CredentialStatus:
    while True:
        sheet = CredentialStatus.objects.count() // FULL
        try:
            with transaction.atomic():
                return CredentialStatus.objects.create(document=document, sheet=sheet, place=secrets.randbelow(SIZE))
        except IntegrityError:  # the place is taken, or another request was first
            if found := CredentialStatus.objects.filter(document=document).first():
                return found


def exists(sheet: int) -> bool:
    return sheet == 0 or CredentialStatus.objects.filter(sheet=sheet).exists()


def current(sheet: int) -> dict[str, Any]:
    """The signed list as it is served, at most half a minute old."""
    found: dict[str, Any] | None = cache.get(f"documents.credentials.{sheet}")
    if found is None:
        found = issue(sheet, at=datetime.now(UTC))
        cache.set(f"documents.credentials.{sheet}", found, KEPT_SECONDS)
    return found


def issue(sheet: int, *, at: datetime) -> dict[str, Any]:
    """A BitstringStatusListCredential: the bits of what was withdrawn (void too) or replaced are set."""
    gone = CredentialStatus.objects.filter(
        sheet=sheet, document__status__in=[Document.Status.WITHDRAWN, Document.Status.REPLACED]
    ).values_list("place", flat=True)
    address, key = _address(sheet), issuer.own_key()
    said = {
        "@context": CONTEXT,
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.did(),
        "validFrom": _time(at),
        "validUntil": _time(at + VALID_FOR),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded(set(gone)),
        },
    }
    return proven(said, key=key, method=issuer.method(key.public_key()), created=_time(at))


def encoded(places: set[int]) -> str:
    """The bits, the first one leftmost, packed and in base 64 for addresses (multibase `u`)."""
    bits = bytearray(SIZE // 8)
    for place in places:
        bits[place // 8] |= 0x80 >> place % 8
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).rstrip(b"=").decode()


def is_set(encoded_list: str, place: int) -> bool:
    """Whether the bit of a place is set in an encoded list."""
    packed = base64.urlsafe_b64decode(encoded_list[1:] + "=" * (-len(encoded_list[1:]) % 4))
    return bool(gzip.decompress(packed)[place // 8] & 0x80 >> place % 8)


def _address(sheet: int) -> str:
    return f"{settings.SITE_URL}{reverse('credential_status', args=[sheet])}"


def _time(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
