"""Data Integrity proofs of the suite eddsa-jcs-2022 (W3C Data Integrity EdDSA Cryptosuites v1.0, section 3.3)."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from documents.credentials import base58

SUITE = "eddsa-jcs-2022"


class NotProven(Exception):
    """The proof is missing, of another suite, of an unknown key, or does not fit what is said."""


def proven(said: Mapping[str, Any], *, key: Ed25519PrivateKey, method: str, created: str) -> dict[str, Any]:
    """What is said, with its proof. `created` is an RFC 3339 time; the same input gives the same proof."""
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": created,
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }
    if "@context" in said:
        options["@context"] = said["@context"]
    signature = key.sign(_hashed(said, options))
    return {**said, "proof": {**options, "proofValue": f"z{base58.encode(signature)}"}}


def check(document: Mapping[str, Any], *, key_of: Callable[[str], Ed25519PublicKey]) -> None:
    """Checks the proof with the key that `key_of` finds for its verification method.

    Raises:
        NotProven: missing, malformed, unknown key, or a signature of something else.
    """
    said = {name: value for name, value in document.items() if name != "proof"}
    try:
        proof = dict(document["proof"])
        value = str(proof.pop("proofValue"))
        if (proof["type"], proof["cryptosuite"], proof["proofPurpose"]) != ("DataIntegrityProof", SUITE, "assertionMethod"):
            raise NotProven("another suite")
        if value[:1] != "z" or proof.get("@context", said.get("@context")) != said.get("@context"):
            raise NotProven("malformed")
        key_of(proof["verificationMethod"]).verify(base58.decode(value[1:]), _hashed(said, proof))
    except (KeyError, TypeError, ValueError, InvalidSignature) as error:
        raise NotProven(str(error)) from error


def _hashed(said: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
    return b"".join(hashlib.sha256(rfc8785.dumps(dict(part))).digest() for part in (options, said))
