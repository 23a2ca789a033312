"""The calendar as it is kept in the database, and what an announced holiday moves."""

import time
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflow import outbox, parameters
from workflow.attempts import attempt
from workflow.calendar import Certainty, WorkingCalendar
from workflow.calendar import Holiday as DayOff
from workflow.ledger import record
from workflow.models import Holiday
from workflow.refusals import Refused

_KEPT_SECONDS = 20.0
_kept: tuple[float, WorkingCalendar] | None = None


def calendar(*, fresh: bool = False) -> WorkingCalendar:
    """The working calendar; another process sees a change after twenty seconds at most."""
    global _kept
    if fresh or _kept is None or time.monotonic() - _kept[0] > _KEPT_SECONDS:
        # The row itself is the name: it answers in the language in which it is read.
        # Of two holidays on one day, the announced one explains it.
        rows = Holiday.objects.order_by("-certainty", "-date")
        days = {h.date: DayOff(h, Certainty(h.certainty)) for h in rows}  # type: ignore[arg-type]
        weekend = frozenset(parameters.value(parameters.WEEKEND))
        _kept = (time.monotonic(), WorkingCalendar(weekend=weekend, holidays=days))
    return _kept[1]


def forget() -> None:
    """Drops the kept calendar of this process."""
    global _kept
    _kept = None


@attempt("holiday.enter", on="day")
def enter(
    *, day: date, code: str, names: dict[str, str], certainty: str, source: str, by: User, replaces: Holiday | None = None
) -> Holiday:
    """Enters a day off, or moves one; pending dates follow after commit.

    Raises:
        Refused: the day has it already, it has passed, or nothing says who announced it.
    """
    if not source.strip() and (certainty == Certainty.ANNOUNCED or _moves_dates(day, replaces)):
        raise Refused(_("Say which text or notice announces this day."))
    if day < timezone.localdate() and _moves_dates(day, replaces):
        raise Refused(_("This day was worked: no time limit that runs is counted again because of it."))
    if Holiday.objects.filter(date=day, code=code).exclude(pk=replaces.pk if replaces else 0).exists():
        raise Refused(_("This holiday is already entered on this day."))
    row = replaces or Holiday()
    before = row.date.isoformat() if row.pk else ""
    row.date, row.code, row.certainty, row.source, row.entered_by = day, code, certainty, source, by
    row.name_en, row.name_fr, row.name_ar = names["en"], names["fr"], names["ar"]
    row.save()
    payload = {"date": day.isoformat(), "before": before, "code": code, "certainty": certainty, "source": source}
    _changed(kind="holiday.entered", by=by, payload=payload)
    return row


def _moves_dates(day: date, replaces: Holiday | None) -> bool:
    from workflow.calendar_change import moved_dates  # it counts clocks, which are counted by this calendar

    return moved_dates(enters=day, leaves=replaces) > 0


@attempt("holiday.remove", on="holiday")
def remove(*, holiday: Holiday, source: str, by: User) -> None:
    """Strikes off a day that is worked after all."""
    payload = {"date": holiday.date.isoformat(), "code": holiday.code, "source": source}
    holiday.delete()
    _changed(kind="holiday.removed", by=by, payload=payload)


def _changed(*, kind: str, by: User | None, payload: dict[str, str]) -> None:
    event = record.append(stream="calendar", kind=kind, by=by, payload=payload)
    forget()
    transaction.on_commit(forget)
    outbox.order(outbox.row(topic="clocks.recount", key=f"event:{event.pk}"))


@transaction.atomic
def seed(*, years: range, by: User | None = None) -> int:
    """Enters the fixed holidays and the lunar estimates of these years where they are missing; returns how many.

    Raises:
        Refused: no estimate is known for one of the years.
    """
    from workflow.holidays_seed import holidays_of

    known = set(Holiday.objects.values_list("date", "code"))
    # A lunar day that was announced elsewhere in the year is not estimated again.
    moved = {(day.year, code) for day, code in known}
    try:
        proposed = [h for year in years for h in holidays_of(year)]
    except ValueError as error:
        raise Refused(_("The holidays of this year cannot be estimated: enter them one by one.")) from error
    rows = [
        Holiday(
            date=h.date,
            code=h.code,
            name_en=h.name_en,
            name_fr=h.name_fr,
            name_ar=h.name_ar,
            certainty=h.certainty,
            source="DP2021-223" if h.certainty == "announced" else "",
        )
        for h in proposed
        if (h.date, h.code) not in known and (h.date.year, h.code) not in moved
    ]
    Holiday.objects.bulk_create(rows)
    if rows:
        payload = {"years": f"{years.start}-{years.stop - 1}", "days": str(len(rows))}
        _changed(kind="holiday.seeded", by=by, payload=payload)
    return len(rows)
