"""Clocks as values: when they are due, what they owe next, and how a change of stage turns them."""

from datetime import date
from typing import Any

import pytest

from workflow import clocks
from workflow.models import Case, Clock
from workflow.procedures import named

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)
MACHINE = named("EQV-01").machine


def make(**fields: Any) -> Clock:
    """A running clock of five working days that began on a Monday; unsaved."""
    case = Case(procedure="EQV-01", stage="under_review")
    terms = {"kind": "stage", "stage": "under_review", "days": 5, "unit": "working", "runs": [["2026-11-23", None]]}
    clock = Clock(case=case, **{**terms, **fields})
    clocks.recount(clock)
    return clock


def test_clock_without_expiry_owes_amber_red_and_the_weekly_list() -> None:
    clock = make()
    assert (clock.due, clock.next_act) == (date(2026, 11, 30), date(2026, 11, 26))
    for alert, following in (("amber", date(2026, 12, 1)), ("red", date(2026, 12, 2)), ("weekly", None)):
        clock.alerts = [*clock.alerts, alert]
        clocks.recount(clock)
        assert clock.next_act == following


def test_clock_with_expiry_owes_it_the_day_after() -> None:
    clock = make(then="transmit_without_opinion")
    assert clock.next_act == date(2026, 12, 1)


def test_clock_owes_its_reminders_first() -> None:
    clock = make(days=30, unit="calendar", then="expire_complements", reminders=[10, 20])
    assert (clock.due, clock.next_act) == (date(2026, 12, 23), date(2026, 12, 3))
    clock.reminded_on = ["2026-12-03"]
    clocks.recount(clock)
    assert clock.next_act == date(2026, 12, 13)
    clock.reminded_on = ["2026-12-03", "2026-12-13"]
    clocks.recount(clock)
    assert clock.next_act == date(2026, 12, 24)


@pytest.mark.parametrize("status", ["suspended", "stopped"])
def test_clock_that_does_not_run_is_due_never(status: str) -> None:
    clock = make(status=status)
    assert (clock.due, clock.next_act, clocks.amber_day(clock)) == (None, None, None)


def test_floor_keeps_the_latest_date_ever_told() -> None:
    assert make(floor=date(2026, 12, 4)).due == date(2026, 12, 4)
    assert make(floor=date(2026, 11, 1)).due == date(2026, 11, 30)


def test_used_and_left_are_counted_in_the_clocks_own_days() -> None:
    clock = make(runs=[["2026-11-23", "2026-11-25"], ["2026-12-07", None]])
    assert clocks.used_and_left(clock, on=date(2026, 12, 8)) == (3, 2)


@pytest.mark.usefixtures("english")
def test_why_explains_with_the_names_of_the_stages() -> None:
    clock = make(
        runs=[["2026-11-23", "2026-11-25"], ["2026-12-07", None]],
        pauses=[["2026-11-25", "2026-12-07", "awaiting_complements"]],
    )
    runs = clocks.runs_of(clock)
    assert [(str(r.start), str(r.end), str(r.closed_by)) for r in runs] == [
        ("2026-11-23", "2026-11-25", "Waiting for complements (clock suspended)"),
        ("2026-12-07", "None", ""),
    ]
    assert clocks.why(clock)


def test_self_loop_turns_nothing(player: Any) -> None:
    case = player("committee_deliberation").case
    turned = clocks.turn(case, machine=MACHINE, transition=MACHINE.transitions["cast_vote"], source=case.stage, on=MONDAY)
    assert (turned.changed, turned.started) == ([], [])


def test_turning_writes_nothing_before_it_is_saved(player: Any) -> None:
    case = player("under_review").case
    ask = MACHINE.transitions["request_complements"]
    turned = clocks.turn(case, machine=MACHINE, transition=ask, source="under_review", on=MONDAY)
    assert [(c["kind"], c["stage"], c["status"]) for c in turned.closed] == [
        ("stage", "under_review", "suspended"),
        ("legal", "under_review", "suspended"),
    ]
    assert [(c["kind"], c["stage"], c["due"]) for c in turned.opened] == [("stage", "awaiting_complements", "2026-12-23")]
    assert set(case.clocks.exclude(status="stopped").values_list("status", flat=True)) == {"running"}
    turned.save()
    assert case.clocks.filter(status="suspended").count() == 2
    running = turned.at("awaiting_complements")
    assert running is not None
    assert turned.at("under_review") is None


def test_legal_limit_is_the_one_frozen_in_the_case() -> None:
    free, bound = Case(procedure="EQV-01"), Case(procedure="EQV-01", parameters={"EQV-01.time_limit.days": 30})
    assert [clocks.legal_limit(c).days for c in (free, bound)] == [90, 30]


def test_live_clocks_come_with_the_legal_one_first(player: Any) -> None:
    assert [c.kind for c in clocks.live_of(player("under_review").case)] == ["legal", "stage"]
