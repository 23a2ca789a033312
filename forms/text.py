"""Text as people type it, made fit to be kept: one form of each letter, nothing invisible, western digits."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NEWLINES = re.compile(r"\r\n?|[\u0085\u2028\u2029]")
CONTROLS = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# Overrides and isolates may make a text read as something else; marks and zero widths make equal names differ.
BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
INVISIBLE = re.compile(r"[\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff]")
SURROGATES = re.compile(r"[\ud800-\udfff]")
MARKS = re.compile(r"[\u0640\u064b-\u065f\u0670]")  # tatweel and vowel signs
DIGITS = {ord(c): str(unicodedata.digit(c)) for c in "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"}


def _legible(value: str) -> str:
    if "\x00" in value or SURROGATES.search(value):
        raise ValidationError(_("This text contains characters that cannot be kept. Type it again."), code="unreadable")
    return unicodedata.normalize("NFC", BIDI.sub("", CONTROLS.sub("", value)))


def line(value: str) -> str:
    """One line: blanks folded, nothing invisible. Raises ValidationError on half characters."""
    return re.sub(r"\s+", " ", INVISIBLE.sub("", _legible(NEWLINES.sub(" ", value)))).strip()


def paragraphs(value: str) -> str:
    """Several lines, kept as lines. Raises ValidationError on half characters."""
    return _legible(NEWLINES.sub("\n", value)).strip()


def western(value: str) -> str:
    """The same text with the digits 0–9."""
    return value.translate(DIGITS)


def storable(value: str, *, limit: int = 20_000) -> str:
    """What was typed, as far as a table can hold it."""
    return SURROGATES.sub("", value.replace("\x00", ""))[:limit]
