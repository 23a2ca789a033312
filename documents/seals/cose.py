"""COSE_Sign1 with ES256 (RFC 9052 and 9053), and no more of COSE than that."""

from collections.abc import Mapping

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from documents.seals.records import NotGenuine

ALGORITHM, KEY_ID, ES256 = 1, 4, -7
HALF = 32


def sign(payload: bytes, *, key: EllipticCurvePrivateKey, kid: bytes, bound_to: bytes) -> bytes:
    """The message; `bound_to` is signed with it and not carried. The same input gives the same bytes (RFC 6979)."""
    protected = cbor2.dumps({ALGORITHM: ES256, KEY_ID: kid})
    signature = signed(_to_be_signed(protected, payload, bound_to), key=key)
    return cbor2.dumps([protected, {}, payload, signature])


def opened(message: bytes, *, keys: Mapping[bytes, EllipticCurvePublicKey], bound_to: bytes) -> bytes:
    """The payload, once its signature holds.

    Raises:
        NotGenuine: its form, its key or its signature.
    """
    parts = read(message)
    match parts:
        case [bytes() as protected, {**unprotected}, bytes() as payload, bytes() as signature] if not unprotected:
            header = read(protected)
        case _:
            raise NotGenuine("form")
    if not isinstance(header, dict) or header.keys() != {ALGORITHM, KEY_ID} or header[ALGORITHM] != ES256:
        raise NotGenuine("form")
    kid = header[KEY_ID]
    if not isinstance(kid, bytes) or kid not in keys:
        raise NotGenuine("key")
    if not holds(signature, _to_be_signed(protected, payload, bound_to), key=keys[kid]):
        raise NotGenuine("signature")
    return payload


def read(content: bytes) -> object:
    """One CBOR item and nothing after it."""
    try:
        item: object = cbor2.loads(content)
        # One encoding only: nobody can pass off a second form of a record as another one.
        is_only_form = cbor2.dumps(item) == content
    except Exception as error:  # hostile bytes make the library raise many things
        raise NotGenuine("form") from error
    if not is_only_form:
        raise NotGenuine("form")
    return item


def signed(content: bytes, *, key: EllipticCurvePrivateKey) -> bytes:
    """r and s, each on thirty-two bytes."""
    r, s = decode_dss_signature(key.sign(content, ECDSA(SHA256(), deterministic_signing=True)))
    return r.to_bytes(HALF, "big") + s.to_bytes(HALF, "big")


def holds(signature: bytes, content: bytes, *, key: EllipticCurvePublicKey) -> bool:
    if len(signature) != 2 * HALF:
        return False
    r, s = (int.from_bytes(half, "big") for half in (signature[:HALF], signature[HALF:]))
    try:
        key.verify(encode_dss_signature(r, s), content, ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def _to_be_signed(protected: bytes, payload: bytes, bound_to: bytes) -> bytes:
    return cbor2.dumps(["Signature1", protected, bound_to, payload])
