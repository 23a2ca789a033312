"""What is left of a time limit, or by how much it is passed, in words that count as the limit counts."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflow.calendar import Unit
from workflow.holidays import calendar
from workflow.models import Clock

SOON = 5  # days


def days(clock: Clock, *, on: date) -> int | None:
    """Days until the deadline, working or calendar as the limit counts; negative once it has passed, None while it waits."""
    if clock.due is None or clock.status != Clock.Status.RUNNING:
        return None
    late = on > clock.due
    first, last = (clock.due, on) if late else (on, clock.due)
    is_working = clock.unit == Unit.WORKING
    count = calendar().working_days_between(first, last) if is_working else (last - first).days
    return -count if late else count


def in_words(clock: Clock, *, on: date) -> dict[str, Any]:
    """The label and the tone of the tag beside a date; empty while the clock is suspended."""
    left = days(clock, on=on)
    if left is None or clock.due is None:
        return {"left_label": "", "left_tone": ""}
    if on > clock.due:
        return {"left_label": _late(-left, clock.unit), "left_tone": "danger"}
    if on == clock.due:
        return {"left_label": _("Last day"), "left_tone": "warning"}
    return {"left_label": _left(left, clock.unit), "left_tone": "warning" if left < SOON else ""}


def _left(count: int, unit: str) -> str:
    if unit == Unit.WORKING:
        return ngettext("%(count)d working day left", "%(count)d working days left", count) % {"count": count}
    return ngettext("%(count)d day left", "%(count)d days left", count) % {"count": count}


def _late(count: int, unit: str) -> str:
    if count == 0:  # passed, but no day of work has gone by since
        return _("Overdue")
    if unit == Unit.WORKING:
        return ngettext("%(count)d working day late", "%(count)d working days late", count) % {"count": count}
    return ngettext("%(count)d day late", "%(count)d days late", count) % {"count": count}
