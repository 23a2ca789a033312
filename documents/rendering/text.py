"""People's own words, made fit for print: same letters, nothing invisible."""

import re
import unicodedata

LIMIT = 20_000

# Bidirectional overrides and isolates may make a text read as something else; the letters bring their own isolation.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ud800-\udfff"
    "\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff]"
)
# A pile of marks on one letter covers the lines around it: eight is more than any language writes.
_MARKS = re.compile(
    r"((?:[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]){8})"
    r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


def printable(text: str) -> str:
    """NFC, without control characters, direction overrides, lone surrogates; cut at LIMIT. Newlines and tabs stay."""
    clean = text[: LIMIT * 2].replace("\r\n", "\n").replace("\r", "\n")
    clean = unicodedata.normalize("NFC", _UNPRINTABLE.sub("", clean))
    clean = _MARKS.sub(r"\1", clean)
    return clean if len(clean) <= LIMIT else clean[: LIMIT - 1].rstrip() + "…"
