"""Why a date is this one: the days that counted and those that did not, line by line, in the language of the reader."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from workflow.calendar import Certainty, Run, TimeLimit, Unit, WorkingCalendar, consumed, days_left, days_used, reached


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


def duration(limit: TimeLimit) -> str:
    """ "5 working days", in the language of the page."""
    return str(COUNTS[limit.unit] % {"count": limit.days})


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
    found = reached(days=limit.days, unit=limit.unit, runs=runs, calendar=calendar)
    full, due = found or (None, None)
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
    for day in consumed(runs, until=due):
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
