"""Until when a decision may be appealed against: pure dates, each with its reasons (Law 72-40, articles 37 and 39)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflow.calendar import Certainty, WorkingCalendar, add_months
from workflow.reckoning import Reason, Step

LAW = "L72-40"


@dataclass(frozen=True, slots=True)
class Period:
    """From a notification, or from another day that opens it, to the last day; the first day is not counted."""

    start: date
    months: int
    full: date  # the same day, so many months later
    until: date  # the first worked day on or after it
    calendar: WorkingCalendar

    def is_over(self, on: date) -> bool:
        return on > self.until

    def days_left(self, on: date) -> int:
        return max(0, (self.until - on).days)

    def explanation(self, event: str | Promise) -> list[str]:
        """Why this date, in order of time, in the language active now; `event` is what happened on the first day."""
        steps = [
            Step(Reason.STARTED, start=self.start, event=event).text,
            ngettext(
                "Time limit: %(count)d month, counted from date to date.",
                "Time limit: %(count)d months, counted from date to date.",
                self.months,
            )
            % {"count": self.months},
        ]
        if self.full.day != self.start.day:
            steps.append(_("That month has no such day: its last day counts."))
        steps += [step.text for step in self._moved()]
        return [*steps, Step(Reason.DUE, start=self.until).text]

    def _moved(self) -> list[Step]:
        days = [self.full + timedelta(days=n) for n in range((self.until - self.full).days)]
        off = [(day, self.calendar.holidays[day]) for day in days if day in self.calendar.holidays]
        steps = [
            Step(Reason.HOLIDAY if h.certainty is Certainty.ANNOUNCED else Reason.ESTIMATED_HOLIDAY, start=day, event=h.name)
            for day, h in off
            if day.weekday() not in self.calendar.weekend
        ]
        return [*steps, Step(Reason.MOVED, start=self.full, end=self.until)] if days else steps


def period(*, start: date, months: int, calendar: WorkingCalendar) -> Period:
    """The period that a notification opens, from date to date; a last day that is off gives the next working day."""
    full = add_months(start, months)
    return Period(start=start, months=months, full=full, until=calendar.next_working(full), calendar=calendar)


@dataclass(frozen=True, slots=True)
class AfterAppeal:
    """What an appeal to the ministry changes: silence is a refusal, and the court's period begins anew."""

    silence_on: date  # the day on which silence has become a refusal
    court: Period


def after_appeal(*, filed_on: date, months: int, calendar: WorkingCalendar, answered_on: date | None = None) -> AfterAppeal:
    """The dates that follow an appeal to the ministry; a late answer is a decision of its own, from its notification.

    The silence is the ministry's and is not prolonged by a day off; the court's period, which is the person's, is.
    """
    silence = add_months(filed_on, months)
    return AfterAppeal(silence, period(start=answered_on or silence, months=months, calendar=calendar))
