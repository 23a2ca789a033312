"""Keys in files: made by the demonstration, brought by a ministry, read once, and refused when others can read them."""

import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from django.conf import settings

PrivateKey = EllipticCurvePrivateKey | Ed25519PrivateKey


class KeyRefused(Exception):
    """The key is missing where one is required, readable by others, or of another kind."""


def private_key(path: Path, *, setting: str, make: Callable[[], PrivateKey]) -> object:
    """The key in the file, of whatever kind; the demonstration makes one when it first needs it.

    Raises:
        KeyRefused: a ministry has none, or others can read it.
    """
    try:
        state = path.stat()
    except FileNotFoundError as error:
        if settings.IN_MINISTRY:
            raise KeyRefused(f"There is no key at {path}: {setting} names it.") from error
        write(path, make())
        state = path.stat()
    return _read(path, state.st_mtime_ns, state.st_mode)


def write(path: Path, key: PrivateKey) -> None:
    """Keeps a new key for its owner alone; whole or not at all, and the first of several processes wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    draft = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


@lru_cache(maxsize=8)
def _read(path: Path, modified: int, mode: int) -> object:
    # Kept until the file changes: reading a key costs more than signing with it.
    if mode & 0o077:
        raise KeyRefused(f"The key file {path} can be read by others: its mode must be 0600.")
    return load_pem_private_key(path.read_bytes(), password=None)
