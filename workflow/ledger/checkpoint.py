"""Signed checkpoints of the tree, in the C2SP forms tlog-checkpoint and signed-note (Ed25519)."""

import os
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

ED25519 = b"\x01"
SIGNATURE_LINE = re.compile(r"— (?P<name>[^\s+]+) (?P<signature>[A-Za-z0-9+/]+={0,2})")


class CheckpointRefused(ValueError):
    """The note is malformed, is not signed by the key, or the key may not be used."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The state of the tree: whose it is, how many leaves, which root."""

    origin: str
    size: int
    root: bytes

    @property
    def body(self) -> str:
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


def generate_key(path: Path) -> Ed25519PrivateKey:
    """Make a key in a new file that only its owner can read; refuses to replace one."""
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    # Written aside, then linked: the name appears with its whole content, for the first of two processes only.
    draft = path.with_name(f".{path.name}.{token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    finally:
        draft.unlink()
    return key


def load_key(path: Path) -> Ed25519PrivateKey:
    if path.stat().st_mode & 0o077:
        raise CheckpointRefused(f"The key file {path} can be read by others: its mode must be 0600.")
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise CheckpointRefused(f"The key in {path} is not an Ed25519 key.")
    return key


def load_or_generate_key(path: Path) -> Ed25519PrivateKey:
    try:
        return load_key(path)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return generate_key(path)
    except FileExistsError:  # another process was faster
        return load_key(path)


def public_key(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def key_id(*, name: str, public_key: bytes) -> bytes:
    """The four bytes by which a signature line tells its key."""
    return sha256(name.encode() + b"\n" + ED25519 + public_key).digest()[:4]


def verifier_key(*, name: str, public_key: bytes) -> str:
    """The public key in the usual text form, `name+id+base64`, to be published and handed to verifiers."""
    return f"{name}+{key_id(name=name, public_key=public_key).hex()}+{b64encode(ED25519 + public_key).decode()}"


def sign(checkpoint: Checkpoint, *, key: Ed25519PrivateKey) -> str:
    """The signed note; the key's name is the origin."""
    if not re.fullmatch(r"[^\s+]+", checkpoint.origin):
        raise CheckpointRefused("An origin has neither spaces nor plus signs.")
    identity = key_id(name=checkpoint.origin, public_key=public_key(key))
    signature = b64encode(identity + key.sign(checkpoint.body.encode())).decode()
    return f"{checkpoint.body}\n— {checkpoint.origin} {signature}\n"


def parse(note: str) -> Checkpoint:
    """What the note says, unverified."""
    body, _signatures = _parts(note)
    lines = body.split("\n")
    if len(lines) < 4 or not all(lines[:-1]) or not re.fullmatch(r"0|[1-9][0-9]*", lines[1], re.ASCII):
        raise CheckpointRefused("The note is not a checkpoint.")
    root = _decoded(lines[2])
    if len(root) != 32:
        raise CheckpointRefused("The root of a checkpoint has 32 bytes.")
    return Checkpoint(origin=lines[0], size=int(lines[1]), root=root)


def verify(note: str, *, origin: str, public_key: bytes) -> Checkpoint:
    """The checkpoint, when it is of this origin and signed by this key; signatures of others are passed over."""
    checkpoint = parse(note)
    if checkpoint.origin != origin:
        raise CheckpointRefused("The checkpoint is of another log.")
    body, signatures = _parts(note)
    identity = key_id(name=origin, public_key=public_key)
    ours = [signature[4:] for name, signature in signatures if name == origin and signature[:4] == identity]
    if not ours:
        raise CheckpointRefused("The checkpoint is not signed by the key of the log.")
    for signature in ours:
        try:
            Ed25519PublicKey.from_public_bytes(public_key).verify(signature, body.encode())
        except InvalidSignature as error:
            raise CheckpointRefused("The signature of the checkpoint is false.") from error
    return checkpoint


def _parts(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    body, separator, tail = note.rpartition("\n\n")
    if not separator or not tail.endswith("\n") or any(ord(char) < 32 and char != "\n" for char in note):
        raise CheckpointRefused("The note is malformed.")
    return body + "\n", list(_signatures(tail))


def _signatures(tail: str) -> Iterator[tuple[str, bytes]]:
    for line in tail[:-1].split("\n"):
        match = SIGNATURE_LINE.fullmatch(line)
        if not match:
            raise CheckpointRefused("A signature line is malformed.")
        yield match["name"], _decoded(match["signature"])


def _decoded(text: str) -> bytes:
    try:
        decoded = b64decode(text, validate=True)
    except ValueError as error:
        raise CheckpointRefused("The note holds malformed base64.") from error
    if b64encode(decoded).decode() != text:  # one value, one spelling
        raise CheckpointRefused("The note holds malformed base64.")
    return decoded
