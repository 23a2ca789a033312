"""The calendar that is kept in the database: entered, announced, moved, struck off, and what follows."""

from datetime import date

import pytest

from tests.factories.people import make_user
from workflow import holidays, outbox
from workflow.calendar_change import moved_dates
from workflow.models import Clock, Event, Holiday, OutboxRow, Payload
from workflow.refusals import Refused

NAMES = {"en": "Exceptional day off", "fr": "Congé exceptionnel", "ar": "عطلة استثنائية"}
THURSDAY = date(2026, 11, 26)


@pytest.fixture(autouse=True)
def year(db, clock):
    """The holidays of 2026, whatever other tests emptied."""
    holidays.seed(years=range(2026, 2027))
    Payload.objects.all().delete()
    Event.objects.all().delete()
    OutboxRow.objects.all().delete()


def enter(day=THURSDAY, **changes):
    told = {"code": "extra", "names": NAMES, "certainty": "announced", "source": "circular no. 12", "by": make_user()}
    return holidays.enter(day=day, **{**told, **changes})


def test_day_off_is_not_worked():
    before = holidays.calendar().is_working(THURSDAY)
    enter()
    assert (before, holidays.calendar().is_working(THURSDAY)) == (True, False)


def test_entry_is_recorded_and_moves_the_pending_dates():
    row = enter()
    event = Event.objects.get()
    order = OutboxRow.objects.get()
    assert (event.stream, event.kind, event.actor) == ("calendar", "holiday.entered", row.entered_by)
    assert (order.topic, order.key) == ("clocks.recount", f"event:{event.pk}")


def test_name_is_told_in_the_language_of_the_reader():
    from django.utils import translation

    enter()
    off = holidays.calendar().holidays[THURSDAY]
    with translation.override("fr"):
        french = str(off.name)
    assert (french, str(off.name)) == ("Congé exceptionnel", "عطلة استثنائية")


def test_day_is_moved():
    row = enter(certainty="estimated", source="")
    enter(date(2026, 11, 27), replaces=row)
    calendar = holidays.calendar()
    assert (
        calendar.is_working(THURSDAY),
        calendar.is_working(date(2026, 11, 27)),
        Holiday.objects.filter(code="extra").count(),
    ) == (
        True,
        False,
        1,
    )


def test_announcement_without_a_source_is_refused():
    with pytest.raises(Refused):
        enter(source=" ")


def test_same_day_twice_is_refused():
    enter()
    with pytest.raises(Refused):
        enter()


def test_two_holidays_may_share_a_day():
    enter(date(2026, 12, 17))
    row = Holiday.objects.get(code="extra")
    holidays.remove(holiday=row, source="circular no. 13", by=make_user())
    assert holidays.calendar().is_working(date(2026, 12, 17)) is False


def test_day_that_is_struck_off_is_worked():
    row = enter()
    holidays.remove(holiday=row, source="circular no. 13", by=make_user())
    assert (holidays.calendar().is_working(THURSDAY), Event.objects.order_by("-seq").first().kind) == (True, "holiday.removed")


def test_year_is_seeded_once():
    first, second = holidays.seed(years=range(2033, 2034)), holidays.seed(years=range(2033, 2034))
    assert (first >= 14, second, Event.objects.filter(kind="holiday.seeded").count()) == (True, 0, 1)


def test_lunar_day_that_was_announced_elsewhere_is_not_estimated_again():
    eid = Holiday.objects.get(code="eid_al_fitr_1", date__year=2026)
    enter(date(2026, 3, 19), code=eid.code, replaces=eid)
    assert (holidays.seed(years=range(2026, 2027)), Holiday.objects.filter(code=eid.code, date__year=2026).count()) == (0, 1)


def test_year_of_which_nothing_is_known_is_refused():
    with pytest.raises(Refused):
        holidays.seed(years=range(2021, 2022))


# What a change would move -------------------------------------------------------------------------------------------


@pytest.fixture
def due(player):
    """The clock of a case that is due on 30 November, five working days from today."""
    case = player("under_review").case
    clock = Clock.objects.get(case=case, kind="stage", stage="under_review")
    assert clock.due == date(2026, 11, 30)
    return clock


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        (date(2026, 11, 20), 0),  # before the clock started
        (date(2026, 11, 26), 1),
        (date(2026, 11, 28), 0),  # a Saturday
        (date(2026, 11, 30), 1),
        (date(2026, 12, 1), 0),  # after it is due
        (date(2026, 12, 17), 0),  # a holiday already
    ],
)
def test_preview_says_what_then_happens(due, day, moved):
    legal = Clock.objects.exclude(pk=due.pk).get(case=due.case, kind="legal", status="running").due
    told = moved_dates(enters=day)
    enter(day)
    outbox.drain()
    due.refresh_from_db()
    assert Clock.objects.get(case=due.case, kind="legal").due == legal
    assert (told, due.due != date(2026, 11, 30)) == (moved, bool(moved))


def test_striking_off_moves_nothing(due):
    row = enter()
    outbox.drain()
    told = moved_dates(leaves=row)
    holidays.remove(holiday=row, source="circular no. 13", by=make_user())
    outbox.drain()
    due.refresh_from_db()
    assert (told, due.due) == (0, date(2026, 12, 1))


def test_move_within_the_time_limit_moves_nothing(due):
    row = enter()
    outbox.drain()
    assert moved_dates(leaves=row, enters=date(2026, 11, 27)) == 0
