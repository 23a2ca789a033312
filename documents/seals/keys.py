"""The ministry's key of seals, and the public keys by which anyone checks: the one in use and those it has replaced."""

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    EllipticCurvePublicNumbers,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.conf import settings

from documents.keyfiles import KeyRefused, private_key

KID_BYTES = 4


class SealKeyRefused(KeyRefused):
    """The key of seals is missing where one is required, readable by others, or of another kind."""


def own_key() -> EllipticCurvePrivateKey:
    """The key that signs. The demonstration makes one when it first needs it; a ministry brings its own."""
    try:
        key = private_key(settings.SEAL_KEY, setting="SEAL_KEY", make=make)
    except KeyRefused as error:
        raise SealKeyRefused(str(error)) from error
    if not isinstance(key, EllipticCurvePrivateKey) or not isinstance(key.curve, SECP256R1):
        raise SealKeyRefused(f"The key in {settings.SEAL_KEY} is not an ECDSA key on P-256.")
    return key


def make() -> EllipticCurvePrivateKey:
    return generate_private_key(SECP256R1())


def public_keys() -> dict[bytes, EllipticCurvePublicKey]:
    """Key identifier → public key. A key that was replaced stays, so that the papers it sealed still prove themselves."""
    former = [_read_public(Path(path)) for path in settings.SEAL_FORMER_KEYS]
    return {kid_of(key): key for key in [*former, own_key().public_key()]}


def kid_of(key: EllipticCurvePublicKey) -> bytes:
    """The first bytes of its thumbprint (RFC 7638)."""
    thumbprint = hashlib.sha256(json.dumps(_coordinates(key), sort_keys=True, separators=(",", ":")).encode()).digest()
    return thumbprint[:KID_BYTES]


def jwk_of(key: EllipticCurvePublicKey) -> dict[str, str]:
    return {**_coordinates(key), "kid": kid_of(key).hex(), "alg": "ES256", "use": "sig"}


def published() -> dict[str, list[dict[str, str]]]:
    """The set of keys as RFC 7517 writes it."""
    return {"keys": [jwk_of(key) for key in public_keys().values()]}


def read_set(published: Mapping[str, list[dict[str, str]]]) -> dict[bytes, EllipticCurvePublicKey]:
    """The keys of a published set, for those who check elsewhere than here."""
    found = {}
    for jwk in published["keys"]:
        x, y = (int.from_bytes(base64.urlsafe_b64decode(jwk[axis] + "="), "big") for axis in "xy")
        key = EllipticCurvePublicNumbers(x, y, SECP256R1()).public_key()
        found[kid_of(key)] = key
    return found


def base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _coordinates(key: EllipticCurvePublicKey) -> dict[str, str]:
    numbers = key.public_numbers()
    x, y = (base64url(number.to_bytes(32, "big")) for number in (numbers.x, numbers.y))
    return {"crv": "P-256", "kty": "EC", "x": x, "y": y}


@lru_cache(maxsize=32)
def _read_public(path: Path) -> EllipticCurvePublicKey:
    key = load_pem_public_key(path.read_bytes())
    if not isinstance(key, EllipticCurvePublicKey) or not isinstance(key.curve, SECP256R1):
        raise SealKeyRefused(f"The key in {path} is not an ECDSA key on P-256.")
    return key
