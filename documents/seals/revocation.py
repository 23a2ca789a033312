"""The signed list of documents that no longer hold, for those who check without a connection."""

import base64
import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from django.core.cache import cache
from django.utils import timezone

from documents.models import Document
from documents.seals import cose, keys
from documents.seals.records import NotGenuine

VALID_FOR = timedelta(days=7)
HASH_CHARACTERS = 32  # sixteen bytes of the hash of a code: its 80 bits cannot be found again from them
KEPT_SECONDS = 30  # a withdrawal is public within the minute
_KEPT = "documents.revocation"


def current() -> bytes:
    """The list as it is served, at most half a minute old."""
    found: bytes | None = cache.get(_KEPT)
    if found is None:
        found = json.dumps(issue(at=timezone.now()), separators=(",", ":")).encode()
        cache.set(_KEPT, found, KEPT_SECONDS)
    return found


def issue(*, at: datetime) -> dict[str, Any]:
    """A flattened JWS (RFC 7515): iat, exp, and the truncated hashes of codes of what was withdrawn (void too) or replaced."""
    lists = {
        status.value: sorted(
            code_hash[:HASH_CHARACTERS]
            for code_hash in Document.objects.filter(status=status).values_list("code_hash", flat=True)
        )
        for status in (Document.Status.WITHDRAWN, Document.Status.REPLACED)
    }
    iat = int(at.timestamp())
    said = {"iat": iat, "exp": iat + int(VALID_FOR.total_seconds()), **lists}
    key = keys.own_key()
    header = {"alg": "ES256", "kid": keys.kid_of(key.public_key()).hex(), "typ": "takwin-revoked+json"}
    protected, payload = (keys.base64url(json.dumps(part, separators=(",", ":")).encode()) for part in (header, said))
    signature = cose.signed(f"{protected}.{payload}".encode(), key=key)
    return {"protected": protected, "payload": payload, "signature": keys.base64url(signature)}


def opened(jws: Mapping[str, str], trusted: Mapping[bytes, EllipticCurvePublicKey], *, at: datetime) -> dict[str, Any]:
    """What the list says, once its signature holds and its time has not run out.

    Raises:
        NotGenuine: form, key, signature, or `late`.
    """
    try:
        header, said = (json.loads(_bytes(jws[part])) for part in ("protected", "payload"))
        signature, kid = _bytes(jws["signature"]), bytes.fromhex(header["kid"])
    except (KeyError, ValueError, TypeError) as error:
        raise NotGenuine("form") from error
    if header.get("alg") != "ES256" or header.get("typ") != "takwin-revoked+json":
        raise NotGenuine("form")
    if kid not in trusted:
        raise NotGenuine("key")
    if not cose.holds(signature, f"{jws['protected']}.{jws['payload']}".encode(), key=trusted[kid]):
        raise NotGenuine("signature")
    if said["exp"] < at.timestamp():
        raise NotGenuine("late")
    return dict(said)


def state_in(said: Mapping[str, Any], code_hash: str) -> str:
    """`withdrawn`, `replaced`, or nothing."""
    short = code_hash[:HASH_CHARACTERS]
    return next((state for state in ("withdrawn", "replaced") if short in said[state]), "")


def digest(content: bytes) -> str:
    """What tells one list from the next (ETag)."""
    return hashlib.sha256(content).hexdigest()[:32]


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
