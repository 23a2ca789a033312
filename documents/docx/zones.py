"""Places of a draft where text may be typed: marked in the facts of the letter, found again in its words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# Brackets without a direction of their own, which the letters never use.
OPEN_ZONE, _MIDDLE, _CLOSE = "\u2e22", "\u2e25", "\u2e23"
_ZONE = re.compile(f"{OPEN_ZONE}([0-9]{{1,2}}){_MIDDLE}(.*?){_CLOSE}", re.DOTALL)
_MARKS = re.compile(f"[{OPEN_ZONE}{_MIDDLE}{_CLOSE}]")


@dataclass(frozen=True)
class Zone:
    """One place: its tag in the file, what it is called there, what it says now and what stands there while it is empty."""

    tag: str
    title: str
    text: str = ""
    prompt: str = ""
    is_multiline: bool = False

    @property
    def shown(self) -> str:
        return self.text or self.prompt


@dataclass(frozen=True)
class SheetLine:
    text: str
    is_title: bool = False


def marked(zone: Zone, number: int) -> str:
    """The text of a zone as the letter carries it until it is written."""
    return f"{OPEN_ZONE}{number}{_MIDDLE}{unmarked(zone.shown)}{_CLOSE}"


def unmarked(value: Any) -> Any:
    """Facts without the brackets of zones: nobody's words open one."""
    if isinstance(value, str):
        return _MARKS.sub("", value)
    if isinstance(value, list):
        return [unmarked(each) for each in value]
    if isinstance(value, dict):
        return {key: unmarked(each) for key, each in value.items()}
    return value


def split(text: str) -> Iterator[tuple[int | None, str]]:
    """Stretches of text, each with the number of its zone, or None outside zones."""
    end = 0
    for found in _ZONE.finditer(text):
        if found.start() > end:
            yield None, text[end : found.start()]
        yield int(found[1]), found[2]
        end = found.end()
    if end < len(text):
        yield None, text[end:]
