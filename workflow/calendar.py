"""Working days and legal time limits, as pure functions of dates."""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from django.utils import timezone
from django.utils.functional import Promise

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


def consumed(runs: Sequence[Run], *, until: date | None = None) -> Iterator[date]:
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


def reached(*, days: int, unit: Unit, runs: Sequence[Run], calendar: WorkingCalendar) -> tuple[date, date] | None:
    """The day on which the count is full, and the first worked day on or after it on which the clock runs."""
    count, full = 0, None
    for day in consumed(runs):
        works = calendar.is_working(day)
        count += works or unit is not Unit.WORKING
        if count >= days:
            full = full or day
            if works or unit is Unit.ELAPSED:
                return full, day
    return None


def deadline(*, limit: TimeLimit, runs: Sequence[Run], calendar: WorkingCalendar) -> date | None:
    """The last day of the time limit; none while the clock is suspended or has not started."""
    found = reached(days=limit.days, unit=limit.unit, runs=runs, calendar=calendar)
    return found and found[1]


def date_of_share(*, limit: TimeLimit, runs: Sequence[Run], calendar: WorkingCalendar, share: Decimal | float) -> date | None:
    """The working day on which this share of the limit is used (0.5 amber, 1 red, 1.2 weekly list)."""
    # Through the shortest decimal form: 1.1 of ten days is eleven, not the twelve that binary fractions give.
    days = int((Decimal(str(share)) * limit.days).to_integral_value(rounding=ROUND_CEILING))
    found = reached(days=max(1, days), unit=limit.unit, runs=runs, calendar=calendar)
    return found and found[1]


def days_used(*, limit: TimeLimit, runs: Sequence[Run], calendar: WorkingCalendar, on: date) -> int:
    """Days consumed up to and including `on`, in the unit of the limit."""
    return sum(limit.unit is not Unit.WORKING or calendar.is_working(day) for day in consumed(runs, until=_plain(on)))


def days_left(*, limit: TimeLimit, runs: Sequence[Run], calendar: WorkingCalendar, on: date) -> int:
    return max(0, limit.days - days_used(limit=limit, runs=runs, calendar=calendar, on=on))


def days_overdue(*, limit: TimeLimit, runs: Sequence[Run], calendar: WorkingCalendar, on: date) -> int:
    """Days consumed after the deadline, in the unit of the limit; zero while it has not passed."""
    due = deadline(limit=limit, runs=runs, calendar=calendar)
    if due is None or on <= due:
        return 0
    used = days_used(limit=limit, runs=runs, calendar=calendar, on=on)
    return used - days_used(limit=limit, runs=runs, calendar=calendar, on=due)
