"""How the classes of a letter look in Word: the same hierarchy as on paper, in Word's own means."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

INK, ACCENT, QUIET = "111111", "7A1F2B", "444444"
SIZES = {"ar": 12.0, "fr": 10.5, "en": 10.5}  # points of plain text


@dataclass(frozen=True)
class Look:
    """Of a paragraph and of the words in it."""

    align: str = ""  # "", "center" or "end"
    scale: float = 1.0
    bold: bool = False
    colour: str = INK
    after: float = 6.0  # points
    before: float = 0.0
    indent: int = 0  # millimetres, on the side where lines begin
    shaded: bool = False
    ruled: bool = False  # a line under the paragraph
    keeps_lines: bool = False  # a new line typed by somebody stays one
    heading: int = 0


_CLASSES: dict[str, dict[str, Any]] = {
    "letterhead": {"align": "center", "after": 0},
    "state": {"scale": 1.2, "bold": True},
    "ministry": {"scale": 1.1},
    "directorate": {"scale": 1.0},
    "numbered": {"after": 0},
    "dated": {"align": "end", "after": 10},
    "addressee": {"indent": 80, "after": 0},
    "name": {"bold": True},
    "subject": {"scale": 1.04, "after": 10, "before": 10},
    "act": {"align": "center", "after": 4, "before": 8},
    "decides": {"align": "center", "bold": True, "scale": 1.1, "before": 6},
    "visas": {"after": 3},
    "what": {"bold": True},
    "detail": {"scale": 0.93},
    "said": {"keeps_lines": True},
    "mention": {"scale": 0.92, "shaded": True},
    "signature": {"align": "center", "indent": 80, "after": 2},
    "electronic": {"scale": 0.75, "colour": QUIET},
    "automatic": {"scale": 0.92},
    "verification": {"scale": 0.75, "after": 1, "colour": QUIET},
    "code": {"bold": True, "colour": INK},
    "annexes": {"scale": 0.86, "after": 3},
    "delivery": {"scale": 0.86},
    "foot": {"align": "center", "scale": 0.72, "after": 0, "colour": QUIET},
    "marks": {"bold": True},
    "count": {"align": "center"},
    "draft": {"align": "center", "bold": True, "scale": 1.4, "colour": ACCENT},
}
_TAGS: dict[str, dict[str, Any]] = {
    "h1": {"bold": True, "heading": 1},
    "h2": {"bold": True, "heading": 2, "scale": 1.05, "colour": ACCENT, "before": 8, "after": 3},
    "h3": {"bold": True, "heading": 3, "before": 6, "after": 2},
    "strong": {"bold": True},
    "th": {"bold": True, "scale": 0.9, "after": 0},
    "td": {"scale": 0.9, "after": 0},
    "li": {"after": 4},
}


def look_of(look: Look, tag: str, classes: Iterable[str]) -> Look:
    """What an element makes of the look around it."""
    changes = dict(_TAGS.get(tag, {}))
    for name in classes:
        changes.update(_CLASSES.get(name, {}))
    if tag == "h1" and look.align == "center":
        changes["scale"] = 1.75  # the name of a decision
    return replace(look, **changes)
