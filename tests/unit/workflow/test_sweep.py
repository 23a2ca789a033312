"""What the sweep owes on which day; the contracts let it live through months."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import User
from workflow import outbox, sweep
from workflow.models import Clock, Event, Notice, OutboxRow
from workflow.sweep import run_due

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


def owed(on: date, **fields: Any) -> str:
    terms = {
        "kind": "stage",
        "stage": "x",
        "days": 30,
        "unit": "calendar",
        "runs": [["2026-11-23", None]],
        "due": date(2026, 12, 23),
    }
    return sweep._owed(Clock(**{**terms, **fields}), on)


@pytest.mark.parametrize(
    ("after", "fields", "expected"),
    [
        (5, {"then": "x", "reminders": [10]}, ""),
        (10, {"then": "x", "reminders": [10]}, "reminder"),
        (10, {"then": "x", "reminders": [10], "reminded_on": ["2026-12-03"]}, ""),
        (30, {"then": "x"}, ""),
        (31, {"then": "x"}, "expire"),
        (40, {"then": "x", "reminders": [10]}, "reminder"),
        (40, {"then": "x", "reminders": [10], "reminded_on": ["2027-01-02"]}, ""),
        (41, {"then": "x", "reminders": [10], "reminded_on": ["2027-01-02"]}, "expire"),
        (40, {"then": "x", "reminders": [10, 20], "reminded_on": ["2027-01-02"]}, ""),
        (41, {"then": "x", "reminders": [10, 20], "reminded_on": ["2027-01-02"]}, "reminder"),
        (40, {"status": "suspended", "due": None, "then": "x"}, ""),
        (14, {}, ""),
        (16, {}, "amber"),
        (31, {"alerts": ["amber"]}, "red"),
        (40, {"alerts": ["amber", "red"]}, "weekly"),
        (90, {"alerts": ["amber", "red", "weekly"]}, ""),
    ],
)
def test_sweep_owes_on_a_day(after: int, fields: dict[str, Any], expected: str) -> None:
    assert owed(MONDAY + timedelta(days=after), **fields) == expected


def test_alerts_are_told_and_ordered_up_the_ladder(player: Any, clock: Any, ministry: dict[str, User]) -> None:
    """Amber to whoever has the case, red to the director of the region, the weekly list to the centre."""
    case = player("submitted").case
    for _day in range(1, 12):
        clock.move_to(timezone.now() + timedelta(days=1))
        run_due()
    told = Event.objects.filter(stream=case.stream, kind__startswith="alert.").order_by("seq").select_related("payload")
    assert [(e.kind, e.payload.body["due"], e.actor) for e in told] == [
        ("alert.amber", "2026-11-26", None),
        ("alert.red", "2026-11-26", None),
        ("alert.weekly", "2026-11-26", None),
    ]
    expected = [ministry[n] for n in ("front_desk", "director", "central_director")]
    for row in OutboxRow.objects.filter(topic="mail.alert").order_by("pk"):
        assert outbox.work(row)
    assert [n.user for n in Notice.objects.filter(kind="alert").order_by("pk")] == expected
    mail.outbox.clear()
    sweep.order_daily()  # the digest of the day
    for topic in ("notices.digest", "mail.digest"):
        for row in OutboxRow.objects.filter(topic=topic):
            assert outbox.work(row)
    assert sorted(m.to[0] for m in mail.outbox) == sorted(user.email for user in expected)


def test_refused_expiry_is_looked_at_the_next_day(player: Any, clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    case = player("under_review").case
    monkeypatch.setattr(sweep, "perform", _refuse)
    clock.move_to(timezone.now() + timedelta(days=8))
    assert run_due() == 0
    waiting = case.clocks.get(kind="stage", status="running")
    assert waiting.next_act == timezone.localdate() + timedelta(days=1)


def _refuse(*_args: Any, **_kwargs: Any) -> None:
    from workflow.refusals import ConditionsUnmet

    raise ConditionsUnmet(["Not yet."])


def test_most_limits_one_round(player: Any, clock: Any) -> None:
    for _number in range(3):
        player("under_review")
    clock.move_to(timezone.now() + timedelta(days=8))
    assert run_due(most=1) == 1
    assert run_due() == 2
