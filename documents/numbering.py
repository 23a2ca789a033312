"""Numbers of documents: without gaps in each series, office and year; a void one stays, with its reason."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from accounts.standing import standing_of
from documents.models import Document, NumberUsed
from workflow import numbers
from workflow.ledger import record
from workflow.refusals import NotEntitled, Refused

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


def next_number(*, series: str, office: str, on: date, act: UUID | None = None) -> str:
    """The next number of the series in the year of `on`, a day of the ministry; a roll-back gives it back.

    The counter's row stays locked until the transaction ends: call this after everything that takes time.
    """
    name = kept(series, office)
    n = numbers.next_in(f"{name}/{on.year}")
    NumberUsed.objects.create(series=name, year=on.year, n=n, act=act, at=timezone.now())
    return formatted(series=series, office=office, year=on.year, n=n)


@transaction.atomic
def void(*, series: str, year: int, n: int, reason: str, by: User) -> NumberUsed:
    """Voids a number and withdraws what carries it; the number is neither deleted nor given again."""
    if not standing_of(by).holds(Role.REGISTRAR):
        raise NotEntitled
    if len(reason.strip()) < 10:
        raise Refused(_("Give the reason in at least ten characters."))
    used = NumberUsed.objects.select_for_update().filter(series=series, year=year, n=n).first()
    if used is None:
        raise Refused(_("This number was never given."))
    if used.void_reason:
        raise Refused(_("This number is already void."))
    used.void_reason = reason.strip()[:300]
    used.save(update_fields=["void_reason"])
    withdrawn = 0
    if used.act:
        acts = Document.objects.filter(act=used.act)
        withdrawn = acts.update(status=Document.Status.WITHDRAWN, status_reason=used.void_reason)
    payload = {"series": series, "year": year, "n": n, "reason": used.void_reason, "documents": withdrawn}
    record.append(stream=f"number:{series}/{year}"[:60], kind="number.voided", by=by, payload=payload)
    return used


def void_numbers(*, series: str = "", year: int | None = None) -> QuerySet[NumberUsed]:
    """Void numbers, the newest first; of one series (`EQV/CENTRE`) and year when they are named."""
    wanted = {"series": series} if series else {}
    asked: dict[str, str | int] = {**wanted, **({"year": year} if year else {})}
    return NumberUsed.objects.exclude(void_reason="").filter(**asked).order_by("-year", "series", "-n")
