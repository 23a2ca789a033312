"""Days off are entered in two steps, the first of which tells how many pending dates move."""

from datetime import date

import pytest
from django.urls import reverse

from workflow import outbox
from workflow.models import Clock, Event, Holiday, Payload

CALENDAR = "/administration/calendar/"
EXTRA = {
    "act": "enter",
    "date": "2026-11-26",
    "name_ar": "عطلة استثنائية",
    "name_fr": "Congé exceptionnel",
    "name_en": "Exceptional day off",
    "certainty": "announced",
    "source": "Circular no. 12 of 24 November 2026",
}


@pytest.fixture(autouse=True)
def year(db, clock):
    """The calendar of two years as the migration enters it, whatever other tests emptied."""
    from workflow import holidays

    holidays.seed(years=range(2026, 2028))
    Payload.objects.all().delete()
    Event.objects.all().delete()


@pytest.fixture
def running(player):
    """A case with a time limit of five working days from today: due on 30 November."""
    case = player("under_review").case
    return Clock.objects.get(case=case, kind="stage", stage="under_review", status="running")


def test_year_shows_its_days(browser):
    answer = browser.get(CALENDAR, {"year": "2027"})
    rows = [(row["date"].isoformat(), str(row["certainty"])) for row in answer.context["rows"]]
    assert (len(answer.context["months"]), len(rows), answer.context["estimated"]) == (12, 14, 6)
    assert rows[:2] == [("2027-01-01", "Announced"), ("2027-03-09", "Estimated")]


@pytest.mark.parametrize(("asked", "shown"), [("", 2026), ("x", 2026), ("1900", 2022), ("9999", 2077), ("20260", 2026)])
def test_year_that_is_asked_for(browser, asked, shown):
    assert browser.get(CALENDAR, {"year": asked}).context["year"] == shown


def test_months_are_named_in_three_languages(browser):
    month = browser.get(CALENDAR).context["months"][10]
    assert (str(month["label"]), month["others"]) == ("November", "novembre · نوفمبر")


def test_first_step_tells_what_would_move_and_changes_nothing(browser, running):
    answer = browser.post(CALENDAR, EXTRA)
    assert "1 pending date would become later" in answer.context["text"]
    assert (Holiday.objects.filter(code="extra").count(), Clock.objects.get(pk=running.pk).due) == (0, date(2026, 11, 30))


def test_second_step_moves_the_pending_dates(browser, running):
    answer = browser.post(CALENDAR, {**EXTRA, "confirm": "1"})
    outbox.drain()
    running.refresh_from_db()
    told = Event.objects.filter(stream=running.case.stream).order_by("seq").last()
    assert (answer.status_code, running.due, told.kind) == (302, date(2026, 12, 1), "clock.moved")
    assert Event.objects.get(stream="calendar").kind == "holiday.entered"


def test_day_that_is_not_worked_anyway_moves_nothing(browser, running):
    answer = browser.post(CALENDAR, {**EXTRA, "date": "2026-11-28"})
    assert answer.context["text"] == "No pending date would move."


def test_announced_day_needs_a_source(browser):
    answer = browser.post(CALENDAR, {**EXTRA, "source": "  "})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["source"])


def test_same_day_twice_is_refused(browser):
    browser.post(CALENDAR, {**EXTRA, "confirm": "1"})
    answer = browser.post(CALENDAR, {**EXTRA, "confirm": "1"})
    assert answer.context["form"].non_field_errors() == ["This holiday is already entered on this day."]


def test_estimated_day_is_announced_and_moved(browser):
    row = Holiday.objects.get(date=date(2027, 3, 9))
    url = reverse("workflow:holiday", args=[row.pk])
    told = {**EXTRA, "date": "2027-03-10", "name_en": row.name_en, "name_fr": row.name_fr, "name_ar": row.name_ar}
    first = browser.post(url, told)
    answer = browser.post(url, {**told, "confirm": "1"})
    row.refresh_from_db()
    assert (first.status_code, answer.url) == (200, "/administration/calendar/?year=2027")
    assert (row.date, row.certainty, row.code, row.source) == (date(2027, 3, 10), "announced", "eid_al_fitr_1", EXTRA["source"])


def test_day_that_is_struck_off_shortens_nothing(browser, running):
    browser.post(CALENDAR, {**EXTRA, "confirm": "1"})
    outbox.drain()
    url = reverse("workflow:holiday", args=[Holiday.objects.get(code="extra").pk])
    first = browser.post(url, {"act": "remove", "source": "Circular no. 13"})
    browser.post(url, {"act": "remove", "source": "Circular no. 13", "confirm": "1"})
    outbox.drain()
    running.refresh_from_db()
    assert (first.context["text"], running.due) == ("No pending date would move.", date(2026, 12, 1))
    assert (Holiday.objects.filter(code="extra").count(), Event.objects.filter(kind="holiday.removed").count()) == (0, 1)


def test_day_is_not_struck_off_without_a_source(browser):
    row = Holiday.objects.get(date=date(2027, 3, 9))
    answer = browser.post(reverse("workflow:holiday", args=[row.pk]), {"act": "remove", "source": "", "confirm": "1"})
    assert (answer.status_code, list(answer.context["removal"].errors)) == (422, ["source"])


def test_year_is_entered_once(browser, administrator):
    for _time in range(2):
        browser.post(f"{CALENDAR}?year=2031", {"act": "seed"})
    events = Event.objects.filter(stream="calendar")
    assert (Holiday.objects.filter(date__year=2031).count() >= 14, [(e.kind, e.actor) for e in events]) == (
        True,
        [("holiday.seeded", administrator)],
    )


def test_pages_cost_the_same_whatever_the_clocks(browser, player, django_assert_max_num_queries):
    browser.post(CALENDAR, EXTRA)
    with django_assert_max_num_queries(15) as none:
        browser.post(CALENDAR, EXTRA)
    for _ in range(3):
        player("under_review")
    with django_assert_max_num_queries(15) as several:
        browser.post(CALENDAR, EXTRA)
    assert len(none) == len(several)
