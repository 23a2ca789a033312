"""Who issues credentials: the ministry's decentralised identifier (did:web), its key and those it has replaced."""

from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
from django.conf import settings

from documents.credentials import base58
from documents.keyfiles import KeyRefused, private_key

_ED25519 = b"\xed\x01"  # multicodec of a public key
CONTEXT = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"]


def did() -> str:
    """`did:web:takwin.example`: resolved at `/.well-known/did.json` of the site."""
    return f"did:web:{quote(urlsplit(settings.SITE_URL).netloc)}"


def own_key() -> Ed25519PrivateKey:
    """Raises KeyRefused: a ministry has none, or it cannot be used."""
    key = private_key(settings.CREDENTIAL_KEY, setting="CREDENTIAL_KEY", make=Ed25519PrivateKey.generate)
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyRefused(f"The key in {settings.CREDENTIAL_KEY} is not an Ed25519 key.")
    return key


def multibase(key: Ed25519PublicKey) -> str:
    return "z" + base58.encode(_ED25519 + key.public_bytes(Encoding.Raw, PublicFormat.Raw))


def public_key(multibase: str) -> Ed25519PublicKey:
    """Raises ValueError: no Ed25519 key in base 58."""
    content = base58.decode(multibase.removeprefix("z"))
    if not multibase.startswith("z") or content[:2] != _ED25519:
        raise ValueError("not an Ed25519 key")
    return Ed25519PublicKey.from_public_bytes(content[2:])


def method(key: Ed25519PublicKey) -> str:
    """The verification method: the identifier and the key's own name."""
    return f"{did()}#{multibase(key)}"


def document() -> dict[str, Any]:
    """The DID document: the keys by which anyone checks, the one in use first."""
    keys = [own_key().public_key(), *(_read_public(Path(path)) for path in settings.CREDENTIAL_FORMER_KEYS)]
    methods = [{"id": method(key), "type": "Multikey", "controller": did(), "publicKeyMultibase": multibase(key)} for key in keys]
    return {"@context": CONTEXT, "id": did(), "verificationMethod": methods, "assertionMethod": [m["id"] for m in methods]}


def _read_public(path: Path) -> Ed25519PublicKey:
    key = load_pem_public_key(path.read_bytes())
    if not isinstance(key, Ed25519PublicKey):
        raise KeyRefused(f"The key in {path} is not an Ed25519 key.")
    return key
