"""How many pending dates a change of the calendar would move, counted before anybody confirms it."""

from datetime import date

from workflow import parameters
from workflow.calendar import Holiday as DayOff
from workflow.calendar import Run, WorkingCalendar, deadline
from workflow.clocks import limit_of
from workflow.models import Clock, Holiday


def moved_dates(*, enters: date | None = None, leaves: Holiday | None = None) -> int:
    """Running clocks whose deadline would become later; none becomes earlier, whatever day is struck off."""
    days = {h.date for h in Holiday.objects.exclude(pk=leaves.pk if leaves else 0)}
    before = days | {leaves.date} if leaves else set(days)
    after = days | {enters} if enters else days
    changed = before ^ after
    if not changed:
        return 0
    weekend = frozenset(parameters.value(parameters.WEEKEND))
    calendar = WorkingCalendar(weekend=weekend, holidays={d: DayOff("") for d in after})
    clocks = Clock.objects.filter(status=Clock.Status.RUNNING, due__gte=min(changed))
    return sum(_moves(clock, calendar) for clock in clocks.only("runs", "days", "unit", "due").iterator(chunk_size=2_000))


def _moves(clock: Clock, calendar: WorkingCalendar) -> bool:
    runs = [Run(date.fromisoformat(a), date.fromisoformat(b) if b else None) for a, b in clock.runs]
    due = deadline(limit=limit_of(clock), runs=runs, calendar=calendar)
    return due is not None and clock.due is not None and due > clock.due
