"""Numbers of documents: without gaps in each series, office and year; a void one stays, with its reason (see `voiding`)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from documents.models import NumberUsed
from workflow import numbers

CENTRE = "CENTRE"


def kept(series: str, office: str) -> str:
    """The series as the tables name it: `EQV/CENTRE`, `ACK/TN-11`."""
    return f"{series}/{office}"


def formatted(*, series: str, office: str, year: int, n: int) -> str:
    """`2026/EQV/000123` at the centre, `2026/ACK/TN-11/000123` in a region."""
    place = "" if office == CENTRE else f"{office}/"
    return f"{year}/{series}/{place}{n:06d}"


def number_of(used: NumberUsed) -> str:
    """A given number as documents carry it."""
    series, _slash, office = used.series.partition("/")
    return formatted(series=series, office=office, year=used.year, n=used.n)


def find(number: str) -> NumberUsed | None:
    """The given number that is written so, whatever the case of its letters."""
    year, _slash, rest = number.strip().upper().partition("/")
    series, _slash, place = rest.partition("/")
    office, _slash, n = place.rpartition("/")
    if not (len(year) == 4 and year.isascii() and year.isdigit() and n.isascii() and n.isdigit() and len(n) < 10):
        return None
    return NumberUsed.objects.filter(series=kept(series, office or CENTRE), year=int(year), n=int(n)).first()


def next_number(*, series: str, office: str, on: date, act: UUID | None = None) -> str:
    """The next number of the series in the year of `on`, a day of the ministry; a roll-back gives it back."""
    return next_numbers(series=series, office=office, on=on, acts=[act])[0]


def next_numbers(*, series: str, office: str, on: date, acts: Sequence[UUID | None]) -> list[str]:
    """As many numbers that follow each other, one for each act; a roll-back gives them back.

    The counter's row stays locked until the transaction ends: call this after everything that takes time.
    """
    if not acts:
        return []
    name, at = kept(series, office), timezone.now()
    first = numbers.next_in(f"{name}/{on.year}", count=len(acts)) - len(acts) + 1
    used = [NumberUsed(series=name, year=on.year, n=n, act=act, at=at) for n, act in enumerate(acts, first)]
    NumberUsed.objects.bulk_create(used)
    return [formatted(series=series, office=office, year=on.year, n=one.n) for one in used]


def void_numbers(*, series: str = "", year: int | None = None) -> QuerySet[NumberUsed]:
    """Void numbers, the newest first; of one series (`EQV/CENTRE`) and year when they are named."""
    wanted = {"series": series} if series else {}
    asked: dict[str, str | int] = {**wanted, **({"year": year} if year else {})}
    return NumberUsed.objects.exclude(void_reason="").filter(**asked).order_by("-year", "series", "-n")
