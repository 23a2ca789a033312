"""A calendar file (RFC 5545) of whole days, which telephones and mail programs read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

OCTETS = 75  # of a line, its end not counted
BEFORE = (30, 7)  # days before which the program of the person calls


@dataclass(frozen=True, slots=True)
class Day:
    """One entry; `uid` is the same in every export."""

    uid: str
    on: date
    summary: str
    description: str = ""
    url: str = ""


def text_of(days: Iterable[Day], *, name: str, at: datetime) -> str:
    """The whole file.

    Args:
        at: when it was made, with its time zone.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Takwin//Calendar//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{_text(name)}")
    for day in days:
        lines += _event(day, at=at)
    return "".join(f"{line}\r\n" for whole in [*lines, "END:VCALENDAR"] for line in _folded(whole))


def _event(day: Day, *, at: datetime) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{_text(day.uid)}", f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%S}Z")
    yield f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day.on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(day.summary)}"
    if day.description:
        yield f"DESCRIPTION:{_text(day.description)}"
    if day.url:
        yield f"URL:{day.url}"
    yield "TRANSP:TRANSPARENT"
    for days in BEFORE:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(day.summary)}", f"TRIGGER:-P{days}D", "END:VALARM")
    yield "END:VEVENT"


def _text(value: str) -> str:
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        value = value.replace(plain, written)
    return "".join(c for c in value if c.isprintable())


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, never within a letter; the next ones begin with a space."""
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > OCTETS:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    yield piece
