"""Answers as they are kept: JSON, without floats, the same for every reader."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import Model

from forms import text

PARTIAL = "_partial"  # beside the valid answers of a section: what was typed and is not valid yet


def stored(value: Any) -> Any:
    """A cleaned value as JSON: ISO dates and hours, decimals as text, entries by their key."""
    if isinstance(value, datetime) or value is None or isinstance(value, bool | int):
        return value if not isinstance(value, datetime) else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Model):
        return value.pk if isinstance(value.pk, int) else str(value.pk)
    if isinstance(value, Mapping):
        return {str(key): stored(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [stored(item) for item in value]
    return str(value)


def as_typed(value: Any) -> Any:
    """What a person typed and cannot be accepted yet, as far as it can be kept."""
    if isinstance(value, str):
        return text.storable(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, Mapping):
        return {text.storable(str(key), limit=60): as_typed(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_typed(item) for item in value]
    return None


def is_blank(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {}, ())


def valid(answers: Mapping[str, Any], section: str) -> dict[str, Any]:
    """The valid answers of one section."""
    return {name: value for name, value in answers.get(section, {}).items() if name != PARTIAL}


def given(answers: Mapping[str, Any], section: str) -> dict[str, Any]:
    """Everything the person gave in one section, valid or not."""
    return {**valid(answers, section), **answers.get(section, {}).get(PARTIAL, {})}
