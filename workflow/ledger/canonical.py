"""Canonical JSON: one value, one sequence of bytes, on any machine and in any year."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

# Keys are sorted by code point and text is UTF-8 as it is: no escape but those that JSON itself requires.
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


class NotCanonical(ValueError):
    """The value has no canonical form: a float, a naive instant, a key that is no text, or an unknown type."""


def instant(at: datetime) -> str:
    """UTC with microseconds, `2026-12-01T08:30:00.000000Z`: a day's length whatever the zone."""
    if at.utcoffset() is None:
        raise NotCanonical(f"{at!r} names no instant: it has no time zone.")
    return at.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def plain(value: Any) -> Any:
    """The value in JSON's own types, as it may be stored: encoding what was stored gives the same bytes."""
    kind = type(value)
    if kind is str or kind is int or kind is bool or value is None:
        return value
    if kind is dict:
        return {_key(key): plain(item) for key, item in value.items()}
    if kind is list or kind is tuple:
        return [plain(item) for item in value]
    return _plain_of_other(value)


def encode(value: Any) -> bytes:
    """The canonical bytes of a value; raises NotCanonical."""
    return encode_plain(plain(value))


def encode_plain(value: Any) -> bytes:
    """As encode(), for what plain() gave or for what is known to be plain."""
    try:
        return _ENCODER.encode(value).encode()
    except UnicodeEncodeError as error:
        raise NotCanonical("Text with half a surrogate pair cannot be written in UTF-8.") from error


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise NotCanonical(f"The key {key!r} is not text.")
    return str(key)


def _plain_of_other(value: Any) -> Any:
    if isinstance(value, str):  # the members of a StrEnum and of text choices
        return str.__str__(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Decimal) and value.is_finite():
        return str(value)
    if isinstance(value, Mapping):
        return {_key(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    raise NotCanonical(f"{value!r} ({type(value).__name__}) has no canonical form.")
