"""Texts in the languages of letters."""

from typing import Any

from documents.wording import Text
from workflow.description import in_languages


def text(ar: str, fr: str, en: str = "") -> Text:
    """One text per language; the one that is missing is taken from the other."""
    found: Text = {"ar": ar or fr, "fr": fr or ar}
    if en:
        found["en"] = en
    return found


def translated(lazy: Any) -> Text:
    """A text of the interface, in each language of letters."""
    found = in_languages(lazy)
    return text(found["ar"], found["fr"], found["en"])


def as_words(value: Any) -> str | Text:
    """What somebody wrote, or a label kept with its languages, as a letter takes it."""
    if isinstance(value, dict):
        return text(str(value.get("ar", "")), str(value.get("fr", "")), str(value.get("en", "")))
    return str(value or "")
