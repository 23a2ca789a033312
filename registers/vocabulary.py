"""The words for the codes that entries hold: the forms that ask for them say them, and a register only remembers which form."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django import forms

# Codes are words in small letters; CAP or 2026-1 stand for themselves.
_CODE = re.compile(r"[a-z][a-z0-9_]*")
_asked: dict[str, list[forms.ChoiceField]] = defaultdict(list)


def learn(fields: Mapping[str, forms.Field], *, prefixes: Iterable[str] = ()) -> None:
    """Remembers the questions of a form that offer codes, and those of its tables; `prefixes` may be left out of a name."""
    for name, field in fields.items():
        learn(getattr(field, "cells", {}))
        if isinstance(field, forms.ChoiceField):
            for known in {name, *(name.removeprefix(p) for p in prefixes)}:
                _asked[known].append(field)


def word_for(name: str, code: str) -> str:
    """What a code of this fact is called in the language of the page, or nothing when no form offers it."""
    if not _CODE.fullmatch(code):
        return ""
    offered = (label for field in _asked.get(name, ()) for value, label in field.choices if value == code)
    return str(next(offered, ""))


def offered(name: str) -> list[tuple[str, str]]:
    """The codes that forms offer for this fact, each once, with what they are called."""
    found = {str(value): str(label) for field in _asked.get(name, ()) for value, label in field.choices if value}
    return list(found.items())
