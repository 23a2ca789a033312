"""The state of the system is told in figures that name nobody; work that was given up gets another life."""

from datetime import timedelta

import pytest
from django.utils import timezone

from workflow.ledger import record, sequencer
from workflow.models import Event, OutboxRow

WORK = "/administration/work/"


@pytest.fixture
def dead(db, clock):
    now = timezone.now()
    error = "SMTPRecipientsRefused({'yasmine@exemple.invalid': (550, b'no such person')})"
    return OutboxRow.objects.create(
        topic="mail.stage", key="event:1", payload={"case": "x"}, not_before=now, attempts=8, dead_at=now, error=error
    )


def figures(answer, part):
    return [stat["value"] for stat in answer.context[part]]


def test_nothing_waits(browser):
    answer = browser.get(WORK)
    assert (figures(answer, "outbox"), figures(answer, "sweep")) == ([0, 0, 0, 0], [0, 0, 0])


def test_work_that_waits_is_counted(browser, dead):
    now = timezone.now()
    OutboxRow.objects.create(topic="mail.stage", key="late", not_before=now - timedelta(hours=1))
    OutboxRow.objects.create(topic="mail.stage", key="later", not_before=now + timedelta(hours=1), attempts=1, error="OSError()")
    answer = browser.get(WORK)
    assert (figures(answer, "outbox"), answer.context["outbox"][0]["tone"]) == ([1, 1, 1, 1], "warning")


def test_page_names_nobody(browser, dead):
    text = browser.get(WORK).content.decode()
    assert ("SMTPRecipientsRefused" in text, "yasmine" in text) == (True, False)


def test_ledger_is_told(browser, settings, tmp_path):
    settings.LEDGER_KEY, settings.LEDGER_ANCHORS = tmp_path / "ledger.pem", tmp_path / "anchors"
    for _ in range(3):
        record.append(stream="calendar", kind="holiday.entered", by=None, payload={})
    before = figures(browser.get(WORK), "ledger")
    sequencer.sequence()
    assert (before[1:], figures(browser.get(WORK), "ledger")[1:]) == ([3, 0, 0], [0, 3, 3])


def test_seal_that_is_late_is_told(browser):
    record.append(stream="calendar", kind="holiday.entered", by=None, payload={}, at=timezone.now() - timedelta(minutes=3))
    assert [stat["tone"] for stat in browser.get(WORK).context["ledger"]] == ["", "danger", "", ""]


def test_work_given_up_is_tried_again_and_recorded(browser, administrator, dead):
    answer = browser.post(WORK, {"row": dead.pk})
    dead.refresh_from_db()
    event = Event.objects.get(stream="outbox")
    assert (answer.url, dead.dead_at, dead.attempts, event.kind, event.actor) == (WORK, None, 0, "outbox.retried", administrator)


@pytest.mark.parametrize("row", ["", "x", "999999", "9" * 30])
def test_work_that_was_not_given_up(browser, row):
    assert browser.post(WORK, {"row": row}).status_code == 404


def test_page_costs_the_same_for_one_and_thirty(browser, dead, django_assert_max_num_queries):
    browser.get(WORK)
    with django_assert_max_num_queries(24) as one:
        browser.get(WORK)
    now = timezone.now()
    OutboxRow.objects.bulk_create(
        OutboxRow(topic="mail.stage", key=f"k{n}", not_before=now, attempts=8, dead_at=now, error="x") for n in range(30)
    )
    with django_assert_max_num_queries(24) as thirty:
        browser.get(WORK)
    assert len(one) == len(thirty)
