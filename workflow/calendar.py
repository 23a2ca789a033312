"""Working days, legal time limits, and the reasons for every date, as pure functions of dates."""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

ONE_DAY = timedelta(days=1)


class Certainty(StrEnum):
    ANNOUNCED = "announced"
    ESTIMATED = "estimated"


@dataclass(frozen=True, slots=True)
class Holiday:
    name: str | Promise
    certainty: Certainty = Certainty.ANNOUNCED


def _plain(day: date) -> date:
    # A datetime is a date for Python, but finds no holiday: the caller must first say in which zone the day is meant.
    if isinstance(day, datetime):
        raise TypeError("A legal date is a date, not an instant: use day_of().")
    return day


def day_of(at: datetime, *, zone: tzinfo | None = None) -> date:
    """The legal day of an instant, in the ministry's zone unless another is given."""
    return timezone.localdate(at, timezone=zone or timezone.get_default_timezone())


@dataclass(frozen=True)
class WorkingCalendar:
    """Days off: the weekend (Monday is 0, so Saturday and Sunday by default) and the holidays by date."""

    weekend: frozenset[int] = frozenset({5, 6})
    holidays: Mapping[date, Holiday] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.weekend >= set(range(7)):
            raise ValueError("A week needs at least one working day.")

    def is_working(self, day: date) -> bool:
        return day.weekday() not in self.weekend and day not in self.holidays

    def next_working(self, day: date) -> date:
        """The day itself when it is worked, otherwise the first worked day after it."""
        day = _plain(day)
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def working_days_between(self, after: date, until: date) -> int:
        """Working days in (after, until]; negative when `until` comes first."""
        if _plain(until) < _plain(after):
            return -self.working_days_between(until, after)
        return sum(self.is_working(after + timedelta(days=n)) for n in range(1, (until - after).days + 1))

    def add_working(self, start: date, days: int) -> date:
        """The n-th working day after `start`, or before it when negative; zero gives the next working day."""
        if days == 0:
            return self.next_working(start)
        day, step, left = _plain(start), ONE_DAY if days > 0 else -ONE_DAY, abs(days)
        while left:
            day += step
            left -= self.is_working(day)
        return day


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month when it has no such day."""
    year, month = divmod(_plain(day).year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class Unit(StrEnum):
    WORKING = "working"
    CALENDAR = "calendar"
    ELAPSED = "elapsed"  # days of the calendar, whose last one is not moved: the silence of the ministry is nobody's period


@dataclass(frozen=True, slots=True)
class TimeLimit:
    days: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.days < 1:
            raise ValueError("A time limit is at least one day.")


def elapsed_days(days: int) -> TimeLimit:
    return TimeLimit(days=days, unit=Unit.ELAPSED)


def working_days(days: int) -> TimeLimit:
    return TimeLimit(days=days, unit=Unit.WORKING)


def calendar_days(days: int) -> TimeLimit:
    return TimeLimit(days=days, unit=Unit.CALENDAR)


@dataclass(frozen=True, slots=True)
class Run:
    """The clock consumes the days in (start, end], or runs on; `opened_by` and `closed_by` serve the explanation."""

    start: date
    end: date | None = None
    opened_by: str | Promise = ""
    closed_by: str | Promise = ""

    def __post_init__(self) -> None:
        if self.end is not None and _plain(self.end) < _plain(self.start):
            raise ValueError("A run cannot end before it starts.")
        _plain(self.start)


def _days(runs: Sequence[Run], *, until: date | None = None) -> Iterator[date]:
    """Every consumed day once, in order; endless when the last run is open and no `until` is given."""
    if any(run.end is None for run in runs[:-1]):
        raise ValueError("Only the last run may be open.")
    day = date.min
    for run in runs:
        day = max(day, run.start)
        last = min((limit for limit in (run.end, until) if limit is not None), default=date.max)
        while day < last:
            day += ONE_DAY
            yield day


def _reached(*, days: int, unit: Unit, runs: Sequence[Run], calendar: WorkingCalendar) -> tuple[date, date] | None:
    """The day on which the count is full, and the first worked day on or after it on which the clock runs."""
    count, full = 0, None
    for day in _days(runs):
        works = calendar.is_working(day)
        count += works or unit is not Unit.WORKING
        if count >= days:
            full = full or day
            if works or unit is Unit.ELAPSED:
                return full, day
    return None


def deadline(*, limit: TimeLimit, runs: Sequence[Run], calendar: WorkingCalendar) -> date | None:
    """The last day of the time limit; none while the clock is suspended or has not started."""
    reached = _reached(days=limit.days, unit=limit.unit, runs=runs, calendar=calendar)
    return reached and reached[1]


def date_of_share(*, limit: TimeLimit, runs: Sequence[Run], calendar: WorkingCalendar, share: Decimal | float) -> date | None:
    """The working day on which this share of the limit is used (0.5 amber, 1 red, 1.2 weekly list)."""
    # Through the shortest decimal form: 1.1 of ten days is eleven, not the twelve that binary fractions give.
    days = int((Decimal(str(share)) * limit.days).to_integral_value(rounding=ROUND_CEILING))
    reached = _reached(days=max(1, days), unit=limit.unit, runs=runs, calendar=calendar)
    return reached and reached[1]


def days_used(*, limit: TimeLimit, runs: Sequence[Run], calendar: WorkingCalendar, on: date) -> int:
    """Days consumed up to and including `on`, in the unit of the limit."""
    return sum(limit.unit is not Unit.WORKING or calendar.is_working(day) for day in _days(runs, until=_plain(on)))


def days_left(*, limit: TimeLimit, runs: Sequence[Run], calendar: WorkingCalendar, on: date) -> int:
    return max(0, limit.days - days_used(limit=limit, runs=runs, calendar=calendar, on=on))


def days_overdue(*, limit: TimeLimit, runs: Sequence[Run], calendar: WorkingCalendar, on: date) -> int:
    """Days consumed after the deadline, in the unit of the limit; zero while it has not passed."""
    due = deadline(limit=limit, runs=runs, calendar=calendar)
    if due is None or on <= due:
        return 0
    used = days_used(limit=limit, runs=runs, calendar=calendar, on=on)
    return used - days_used(limit=limit, runs=runs, calendar=calendar, on=due)


class Reason(StrEnum):
    NOT_STARTED = "not_started"
    STARTED = "started"
    LIMIT = "limit"
    HOLIDAY = "holiday"
    ESTIMATED_HOLIDAY = "estimated_holiday"
    SUSPENDED = "suspended"
    MOVED = "moved"
    WAITING = "waiting"
    STOPPED = "stopped"
    DUE = "due"


COUNTS: dict[Unit, Any] = {
    Unit.WORKING: ngettext_lazy("%(count)d working day", "%(count)d working days", "count"),
    Unit.CALENDAR: ngettext_lazy("%(count)d day", "%(count)d days", "count"),
    Unit.ELAPSED: ngettext_lazy("%(count)d day", "%(count)d days", "count"),
}
TEXTS: dict[Reason, Any] = {
    Reason.NOT_STARTED: _("The clock has not started."),
    Reason.STARTED: _("%(start)s: %(event)s. This day is not counted."),
    Reason.LIMIT: _("Time limit: %(days)s."),
    Reason.HOLIDAY: _("%(start)s is a day off (%(event)s)."),
    Reason.ESTIMATED_HOLIDAY: _("%(start)s is expected to be a day off (%(event)s)."),
    Reason.SUSPENDED: _("Suspended from %(start)s to %(end)s (%(days)s): %(event)s."),
    Reason.MOVED: _("The last day falls on %(weekday)s %(start)s: moved to %(end_weekday)s %(end)s."),
    Reason.WAITING: _("Suspended since %(start)s: %(event)s. Still left: %(days)s."),
    Reason.STOPPED: _("%(start)s: %(event)s. The clock stopped before the last day."),
    Reason.DUE: _("The time limit ends on %(weekday)s %(start)s."),
}
COUNTING_RULES: dict[Unit, str | Promise] = {
    Unit.WORKING: _("Weekends and public holidays are not counted."),
    Unit.CALENDAR: _("Every day is counted, weekends and public holidays included."),
    Unit.ELAPSED: _("Every day is counted, and the last one is not moved when it is a day off."),
}
RULES: dict[Reason, str | Promise] = {
    Reason.NOT_STARTED: _("A time limit starts with the registration of a complete application."),
    Reason.STARTED: _("The day of the event is not counted."),
    Reason.HOLIDAY: _("A public holiday is not a working day."),
    Reason.ESTIMATED_HOLIDAY: _("A lunar holiday is estimated until it is announced; the date then follows."),
    Reason.SUSPENDED: _("No day is counted during a suspension, nor the day on which the clock resumes."),
    Reason.MOVED: _("A time limit that ends on a day off ends on the next working day."),
    Reason.WAITING: _("The date is known again when the clock resumes."),
    Reason.STOPPED: _("The act that closes the case stops the clock."),
    Reason.DUE: _("The whole of the last day belongs to the time limit."),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the reasons for a date; `text` and `rule` speak the language active when they are read."""

    reason: Reason
    start: date | None = None
    end: date | None = None
    count: int = 0
    unit: Unit = Unit.CALENDAR
    event: str | Promise = ""

    @property
    def text(self) -> str:
        facts: dict[str, Any] = {"days": COUNTS[self.unit] % {"count": self.count}, "event": self.event}
        for name, weekday, day in (("start", "weekday", self.start), ("end", "end_weekday", self.end)):
            if day is not None:
                facts |= {name: date_format(day, "DATE_FORMAT"), weekday: date_format(day, "l")}
        return str(TEXTS[self.reason] % facts)

    @property
    def rule(self) -> str:
        return str(COUNTING_RULES[self.unit] if self.reason is Reason.LIMIT else RULES[self.reason])

    def as_dict(self) -> dict[str, str | None]:
        """For the API: the reason's code, ISO dates, and the words in the active language."""
        start, end = (day.isoformat() if day else None for day in (self.start, self.end))
        return {"reason": str(self.reason), "from": start, "to": end, "text": self.text, "rule": self.rule}


def explain(*, limit: TimeLimit, runs: Sequence[Run], calendar: WorkingCalendar, is_stopped: bool = False) -> list[Step]:
    """Why this date, in order of time; `is_stopped` tells a closed case from one whose clock is suspended."""
    if not runs:
        return [Step(Reason.NOT_STARTED)]
    reached = _reached(days=limit.days, unit=limit.unit, runs=runs, calendar=calendar)
    full, due = reached or (None, None)
    # Holidays matter to a limit in working days wherever it runs, to one in calendar days only where it ends.
    first = full if limit.unit is not Unit.WORKING else date.min
    between = [
        *(_days_off(runs=runs, calendar=calendar, first=first, due=due) if first else []),
        *_stops(limit=limit, runs=runs, calendar=calendar, due=due, is_stopped=is_stopped),
    ]
    steps = [
        Step(Reason.STARTED, start=runs[0].start, event=runs[0].opened_by or _("the clock starts")),
        Step(Reason.LIMIT, count=limit.days, unit=limit.unit),
        *sorted(between, key=lambda step: step.start or date.min),
    ]
    if full != due:
        steps.append(Step(Reason.MOVED, start=full, end=due))
    return [*steps, Step(Reason.DUE, start=due)] if due else steps


def _days_off(*, runs: Sequence[Run], calendar: WorkingCalendar, first: date, due: date | None) -> Iterator[Step]:
    for day in _days(runs, until=due):
        holiday = calendar.holidays.get(day)
        if holiday and day >= first and day.weekday() not in calendar.weekend:
            is_sure = holiday.certainty is Certainty.ANNOUNCED
            yield Step(Reason.HOLIDAY if is_sure else Reason.ESTIMATED_HOLIDAY, start=day, event=holiday.name)


def _stops(
    *, limit: TimeLimit, runs: Sequence[Run], calendar: WorkingCalendar, due: date | None, is_stopped: bool
) -> Iterator[Step]:
    for number, run in enumerate(runs, start=1):
        if run.end is None or (due is not None and run.end >= due):
            return
        event = run.closed_by or _("the clock does not run")
        if number < len(runs):
            resumed = max(run.end, runs[number].start)
            lost = days_used(limit=limit, runs=[Run(run.end, resumed)], calendar=calendar, on=resumed)
            yield Step(Reason.SUSPENDED, start=run.end, end=resumed, count=lost, unit=limit.unit, event=event)
        elif is_stopped:
            yield Step(Reason.STOPPED, start=run.end, event=event)
        else:
            left = days_left(limit=limit, runs=runs, calendar=calendar, on=run.end)
            yield Step(Reason.WAITING, start=run.end, count=left, unit=limit.unit, event=event)
