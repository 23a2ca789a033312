"""The public code that a document carries: 80 unguessable bits, made again from a key and never stored."""

import hashlib
from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

# Crockford's base 32: no I, L, O or U, so that what is read aloud or copied by hand is not mistaken.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SAME = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, "‐": None, "–": None, " ": None, "\u00a0": None, "\t": None})
LENGTH = 16


class NotACode(ValueError):
    """What was typed cannot be a code: its length, its letters or its check character say so."""


def code_of(document_id: UUID, *, key: str | None = None) -> str:
    """`7K3M92QX4T8BZH5NW`: sixteen characters and the check character."""
    digest = salted_hmac("documents.verification", document_id.hex, secret=key, algorithm="sha256").digest()
    bits = int.from_bytes(digest[:10], "big")
    body = "".join(ALPHABET[bits >> shift & 31] for shift in range(75, -1, -5))
    return body + _check_character(body)


def codes_of(document_id: UUID) -> Iterator[str]:
    """The code under the key in use, then under the keys it has replaced."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield code_of(document_id, key=key)


def code_in_use(document_id: UUID, code_hash: str) -> str | None:
    """The code that a document was given, made again; nothing when the key of that time is known no more."""
    return next((code for code in codes_of(document_id) if hashed(code) == code_hash), None)


def hashed(code: str) -> str:
    """What the table keeps of a code."""
    return hashlib.sha256(b"takwin document code\0" + code.encode()).hexdigest()


def shown(code: str) -> str:
    """`7K3M-92QX-4T8B-ZH5N-W`, as it is printed."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def read(typed: str) -> str:
    """The code that somebody typed, in its one form; capitals, spaces, hyphens, O and I do not matter.

    Raises:
        NotACode: it cannot be one.
    """
    code = typed[:60].upper().translate(_SAME)
    if len(code) != LENGTH + 1 or not set(code) <= set(ALPHABET) or _check_character(code[:-1]) != code[-1]:
        raise NotACode
    return code


def _check_character(body: str) -> str:
    # Damm's scheme over the field of 32 elements: it sees every single wrong character and every two that changed places.
    interim = 0
    for character in body:
        interim = _doubled(interim) ^ ALPHABET.index(character)
    return ALPHABET[_doubled(interim)]


def _doubled(value: int) -> int:
    value <<= 1
    return value ^ 0b100101 if value & 32 else value
