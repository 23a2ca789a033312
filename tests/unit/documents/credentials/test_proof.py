"""Proofs are those of the standard, fit one text only, and name the key that made them."""

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from documents.credentials import base58, issuer
from documents.credentials.proof import NotProven, check, proven

# The vector of the suite's specification (W3C Data Integrity EdDSA Cryptosuites v1.0, appendix on eddsa-jcs-2022).
SECRET = "3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
PUBLIC = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
VALUE = "z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX"
SAID: dict[str, Any] = {
    "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
}
METHOD = f"did:key:{PUBLIC}#{PUBLIC}"


@pytest.fixture
def key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(base58.decode(SECRET)[2:])


@pytest.fixture
def document(key: Ed25519PrivateKey) -> dict[str, Any]:
    return proven(SAID, key=key, method=METHOD, created="2023-02-24T23:36:38Z")


def key_of(method: str) -> Any:
    return issuer.public_key(method.partition("#")[2])


def test_proof_is_that_of_the_specification(document: dict[str, Any]) -> None:
    assert document["proof"]["proofValue"] == VALUE
    assert document["proof"]["@context"] == SAID["@context"]


def test_key_is_written_as_the_specification_writes_it(key: Ed25519PrivateKey) -> None:
    assert issuer.multibase(key.public_key()) == PUBLIC
    assert issuer.public_key(PUBLIC) == key.public_key()


def test_own_proof_holds(document: dict[str, Any]) -> None:
    check(document, key_of=key_of)


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Another"},
        {"credentialSubject": {"id": "did:example:mallory"}},
        {"extra": 1},
        {"@context": ["https://www.w3.org/ns/credentials/v2"]},
    ],
)
def test_proof_fits_nothing_else(document: dict[str, Any], change: dict[str, Any]) -> None:
    with pytest.raises(NotProven):
        check({**document, **change}, key_of=key_of)


@pytest.mark.parametrize(
    "change",
    [
        {"created": "2024-01-01T00:00:00Z"},
        {"proofPurpose": "authentication"},
        {"cryptosuite": "eddsa-rdfc-2022"},
        {"proofValue": "z1111"},
        {"proofValue": "u" + VALUE[1:]},
        {"proofValue": "z0OIl"},
        {"verificationMethod": "did:key:x#z6Mkf5rGMoatrSj1f4CyvuHBeXJELe9RPdzo2PKGNCKVtZxP"},
        {"verificationMethod": 7},
    ],
)
def test_proof_that_was_touched_does_not_hold(document: dict[str, Any], change: dict[str, Any]) -> None:
    with pytest.raises((NotProven, AttributeError)) as told:
        check({**document, "proof": {**document["proof"], **change}}, key_of=key_of)
    assert told.type is NotProven or change == {"verificationMethod": 7}


def test_text_without_a_proof_is_not_proven() -> None:
    with pytest.raises(NotProven):
        check(SAID, key_of=key_of)


@pytest.mark.parametrize("content", [b"", b"\0", b"\0\0\1", b"\xff" * 40, bytes(range(64))])
def test_base_58_comes_back(content: bytes) -> None:
    assert base58.decode(base58.encode(content)) == content
