"""What time does to cases: clocks that stop and go on, silence, reminders, lapses, holidays, amended numbers."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from config.demonstration.plays.eqv_01 import accuse
from tests.factories.people import make_user
from workflow import clocks, holidays, outbox, parameters
from workflow.actions import perform
from workflow.actor import SYSTEM
from workflow.models import Case, Clock, Event, OutboxRow, Task
from workflow.refusals import ConditionsUnmet, Outdated
from workflow.sweep import run_due

pytestmark = pytest.mark.django_db

# Monday 23 November 2026, where the clock of the tests stands.
MONDAY = date(2026, 11, 23)


def live(case: Case, kind: str, stage: str = "") -> Clock:
    found = Clock.objects.filter(case=case, kind=kind).exclude(status="stopped")
    clock = (found.filter(stage=stage) if stage else found).get()
    clock.case = case
    return clock


@pytest.fixture
def on(clock: Any) -> Callable[[date], None]:
    """Moves the clock to the morning of a day."""
    return lambda day: clock.move_to(timezone.make_aware(datetime.combine(day, datetime.min.time().replace(hour=9))))


def sweep_each_day(on: Callable[[date], None], *, until: date) -> list[date]:
    """Sweeps every morning as the running site does; returns the days on which something was done."""
    busy, day = [], timezone.localdate()
    while day <= until:
        on(day)
        if run_due():
            busy.append(day)
        day += timedelta(days=1)
    return busy


# Suspension ----------------------------------------------------------------------------------------------------------


def test_complements_suspend_both_clocks_and_an_answer_resumes_them(player: Any, on: Any) -> None:
    brought = player("under_review")
    assert (live(brought.case, "stage").due, live(brought.case, "legal").due) == (date(2026, 11, 30), date(2027, 2, 22))
    on(MONDAY + timedelta(days=2))
    brought.perform("request_complements")
    stopped = [(live(brought.case, *k).status, live(brought.case, *k).due) for k in (("stage", "under_review"), ("legal",))]
    assert stopped == [("suspended", None)] * 2
    on(MONDAY + timedelta(days=22))
    assert clocks.used_and_left(live(brought.case, "legal"), on=timezone.localdate()) == (2, 88)
    brought.perform("supply_complements")
    # Two of five working days were used, two of ninety days: the rest runs on from Tuesday 15 December; the 17th is a holiday.
    stage, legal = live(brought.case, "stage", "under_review"), live(brought.case, "legal")
    assert (stage.status, stage.due) == ("running", date(2026, 12, 21))
    assert (legal.status, legal.due) == ("running", date(2027, 3, 15))
    assert stage.runs == [["2026-11-23", "2026-11-25"], ["2026-12-15", None]]
    assert stage.pauses == [["2026-11-25", "2026-12-15", "awaiting_complements"]]


@pytest.mark.parametrize("stage", ["awaiting_central_complements", "awarding_body_verification"])
def test_legal_clock_waits_at(stage: str, player: Any) -> None:
    case = player(stage).case
    assert live(case, "legal").status == "suspended"


def test_clock_of_the_centre_restarts_after_the_rapporteur(player: Any, on: Any) -> None:
    """Twenty working days count from each entry, but the legal clock never stops there."""
    brought = player("central_review")
    on(MONDAY + timedelta(days=7))
    brought.perform("assign_rapporteur")
    assert live(brought.case, "legal").status == "running"
    on(MONDAY + timedelta(days=14))
    brought.perform("file_rapporteur_report")
    assert live(brought.case, "stage").runs == [["2026-12-07", None]]


@pytest.mark.parametrize("end", ["withdraw", "declare_inadmissible", "sign_approval"])
def test_nothing_runs_in_a_closed_case(end: str, player: Any) -> None:
    way = {"withdraw": "under_review", "declare_inadmissible": "submitted", "sign_approval": "awaiting_signature"}
    brought = player(way[end])
    assert brought.case.clocks.exclude(status="stopped").exists()
    brought.perform(end)
    assert set(brought.case.clocks.values_list("status", "due", "next_act")) == {("stopped", None, None)}
    assert not brought.case.tasks.filter(closed_at=None).exists()


# Silence -------------------------------------------------------------------------------------------------------------


def test_silence_of_the_region_sends_the_case_to_the_centre(player: Any, on: Any) -> None:
    brought = player("under_review")
    sweep_each_day(on, until=date(2026, 11, 30))
    assert Case.objects.get().stage == "under_review"
    sweep_each_day(on, until=date(2026, 12, 1))
    case = Case.objects.get()
    assert (case.stage, "regional_opinion" in case.facts) == ("central_review", False)
    event = Event.objects.select_related("payload").get(kind="transition.transmit_without_opinion")
    assert (event.actor, event.payload.body["role"]) == (None, "system")
    assert event.payload.body["conditions"] == [{"name": "time_is_up", "met": True, "read": {"due": "2026-11-30"}}]
    assert list(brought.case.tasks.filter(stage="under_review").values_list("status", flat=True).distinct()) == ["cancelled"]


def test_silence_of_the_region_is_counted_without_the_complements(player: Any, on: Any) -> None:
    brought = player("under_review")
    on(date(2026, 11, 25))
    brought.perform("request_complements")
    sweep_each_day(on, until=date(2026, 12, 15))
    brought.case.refresh_from_db()
    brought.perform("supply_complements")
    sweep_each_day(on, until=date(2026, 12, 21))
    assert Case.objects.get().stage == "under_review"
    sweep_each_day(on, until=date(2026, 12, 22))
    assert Case.objects.get().stage == "central_review"


def test_silence_of_the_awarding_body_ends_after_sixty_days(player: Any, on: Any) -> None:
    brought = player("awarding_body_verification")
    with pytest.raises(ConditionsUnmet):
        perform(brought.case.pk, "expire_awarding_body", by=SYSTEM)
    sweep_each_day(on, until=MONDAY + timedelta(days=60))
    assert Case.objects.get().stage == "awarding_body_verification"
    sweep_each_day(on, until=MONDAY + timedelta(days=61))
    case = Case.objects.get()
    assert (case.stage, case.facts["awarding_body_answer"]) == ("central_review", {"verdict": "silent", "on": "2027-01-23"})
    assert live(case, "legal").runs == [["2026-11-23", "2026-11-23"], ["2027-01-23", None]]


def test_answer_of_the_awarding_body_after_its_silence_finds_the_case_gone_on(player: Any, on: Any) -> None:
    brought = player("awarding_body_verification")
    seen = brought.case.revision
    officer = brought.person_for("record_awarding_body_answer")
    sweep_each_day(on, until=MONDAY + timedelta(days=61))
    with pytest.raises(Outdated):
        perform(brought.case.pk, "record_awarding_body_answer", by=officer, data={}, revision=seen)


# Lapse ---------------------------------------------------------------------------------------------------------------


def test_returned_file_lapses_after_thirty_days_and_two_reminders(player: Any, on: Any) -> None:
    player("incomplete")
    assert sweep_each_day(on, until=date(2026, 12, 31)) == [date(2026, 12, 3), date(2026, 12, 13), date(2026, 12, 24)]
    case = Case.objects.get()
    assert (case.stage, case.number) == ("lapsed", None)
    told = Event.objects.filter(stream=case.stream).order_by("seq").values_list("kind", flat=True)
    assert list(told)[2:] == ["reminder", "reminder", "transition.expire_incomplete"]
    assert OutboxRow.objects.filter(topic="mail.reminder").count() == 2
    assert set(case.documents.filter(kind="LAP").values_list("language", flat=True)) == {"ar", "fr"}


def test_lapse_waits_for_the_reminders_that_a_stopped_sweep_did_not_send(player: Any, on: Any) -> None:
    """The server was down for forty days: the person is reminded first, and has the time to read it."""
    player("awaiting_complements")
    on(MONDAY + timedelta(days=40))
    run_due()
    run_due()
    clock = live(Case.objects.get(), "stage", "awaiting_complements")
    assert (Case.objects.get().stage, clock.reminded_on) == ("awaiting_complements", ["2027-01-02"])
    with pytest.raises(ConditionsUnmet):
        perform(clock.case_id, "expire_complements", by=SYSTEM)
    on(MONDAY + timedelta(days=41))
    run_due()
    assert Case.objects.get().stage == "lapsed"


def test_two_reminders_never_fall_on_one_day(player: Any, on: Any) -> None:
    player("incomplete")
    on(MONDAY + timedelta(days=40))
    run_due()
    assert live(Case.objects.get(), "stage").reminded_on == ["2027-01-02"]
    assert sweep_each_day(on, until=MONDAY + timedelta(days=43)) == [date(2027, 1, 3), date(2027, 1, 4)]
    assert Case.objects.get().stage == "lapsed"


def test_answer_on_the_last_day_is_in_time(player: Any, on: Any) -> None:
    brought = player("awaiting_complements")
    sweep_each_day(on, until=MONDAY + timedelta(days=30))
    brought.case.refresh_from_db()
    brought.perform("supply_complements")
    assert brought.case.stage == "under_review"
    assert sweep_each_day(on, until=MONDAY + timedelta(days=31)) == []


def test_sweep_twice_on_one_day_does_nothing_more(player: Any, on: Any) -> None:
    player("submitted")
    on(date(2026, 11, 27))
    assert (run_due(), run_due()) == (2, 0)
    kinds = Event.objects.filter(kind__startswith="alert.").order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["alert.amber", "alert.red"]


def test_one_broken_case_does_not_stop_the_sweep(player: Any, on: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, sound = player("under_review").case, player("under_review").case
    from workflow import sweep

    act = sweep._act

    def stumble(clock_id: int, today: date) -> int:
        if Clock.objects.get(pk=clock_id).case_id == broken.pk:
            raise RuntimeError
        return act(clock_id, today)

    monkeypatch.setattr(sweep, "_act", stumble)
    on(date(2026, 12, 1))
    run_due()
    assert [Case.objects.get(pk=c.pk).stage for c in (broken, sound)] == ["under_review", "central_review"]


# The calendar --------------------------------------------------------------------------------------------------------


def announce(day: date, by: User) -> Any:
    names = {"en": "Day off", "fr": "Jour chômé", "ar": "يوم راحة"}
    return holidays.enter(day=day, code="exceptional", names=names, certainty="announced", source="Circular 12", by=by)


def test_announced_holiday_moves_pending_dates_and_says_so(player: Any, ministry: dict[str, User]) -> None:
    brought = player("under_review")
    announce(date(2026, 11, 26), ministry["administrator"])
    outbox.drain()
    assert (live(brought.case, "stage").due, live(brought.case, "legal").due) == (date(2026, 12, 1), date(2027, 2, 22))
    told = Event.objects.select_related("payload").get(stream=brought.case.stream, kind="clock.moved")
    assert {k: told.payload.body[k] for k in ("kind", "stage", "before", "after")} == {
        "kind": "stage",
        "stage": "under_review",
        "before": "2026-11-30",
        "after": "2026-12-01",
    }
    assert set(brought.case.tasks.filter(closed_at=None).values_list("due", "amber_on")) == {
        (date(2026, 12, 1), clocks.amber_day(live(brought.case, "stage")))
    }


def test_holiday_that_moves_the_legal_clock_leaves_the_tasks_alone(player: Any, ministry: dict[str, User]) -> None:
    """Both clocks may bear the name of the stage where they began."""
    brought = player("under_review")
    announce(date(2027, 2, 22), ministry["administrator"])
    outbox.drain()
    assert live(brought.case, "legal").due == date(2027, 2, 23)
    assert set(brought.case.tasks.filter(closed_at=None).values_list("due", flat=True)) == {date(2026, 11, 30)}


def test_struck_off_holiday_takes_no_day_away(player: Any, ministry: dict[str, User]) -> None:
    row = announce(date(2026, 11, 26), ministry["administrator"])
    outbox.drain()
    brought = player("under_review")
    assert live(brought.case, "stage").due == date(2026, 12, 1)
    holidays.remove(holiday=row, source="Circular 13", by=ministry["administrator"])
    outbox.drain()
    assert live(brought.case, "stage").due == date(2026, 12, 1)
    assert player("under_review").case.clocks.get(kind="stage", status="running").due == date(2026, 11, 30)


def test_holiday_leaves_closed_cases_alone(player: Any, ministry: dict[str, User]) -> None:
    brought = player("withdrawn")
    events = Event.objects.filter(stream=brought.case.stream).count()
    announce(date(2026, 11, 26), ministry["administrator"])
    outbox.drain()
    assert Event.objects.filter(stream=brought.case.stream).count() == events


# Numbers of the law --------------------------------------------------------------------------------------------------


def amend(code: str, value: Any, ministry: dict[str, User]) -> None:
    second = make_user(role=Role.ADMINISTRATOR)
    row = parameters.propose(
        code=code, value=value, valid_from=timezone.localdate(), source="Arrêté fictif", reason="Le texte a changé.", by=ministry["administrator"]
    )  # fmt: skip
    parameters.decide(parameter=row, accept=True, by=second)


def test_registered_case_keeps_the_numbers_of_its_day(player: Any, ministry: dict[str, User]) -> None:
    old = player("under_review")
    for code, value in (("time_limit.days", 30), ("central_review.days", 3), ("complements.rounds", 0)):
        amend(f"EQV-01.{code}", value, ministry)
    new = player("under_review")
    assert [live(p.case, "legal").due for p in (old, new)] == [date(2027, 2, 22), date(2026, 12, 23)]
    old.perform("request_complements")
    with pytest.raises(ConditionsUnmet):
        new.perform("request_complements", by=new.person_for("request_complements"))
    old.perform("supply_complements")
    for brought in (old, new):
        brought.perform("transmit_to_centre")
    assert [live(p.case, "stage").days for p in (old, new)] == [20, 3]


def test_unregistered_case_follows_the_numbers_of_the_day(player: Any, ministry: dict[str, User]) -> None:
    amend("EQV-01.submitted.days", 9, ministry)
    assert live(player("submitted").case, "stage").days == 9


def test_number_of_the_law_holds_from_its_day(player: Any, ministry: dict[str, User], on: Any) -> None:
    second = make_user(role=Role.ADMINISTRATOR)
    row = parameters.propose(
        code="EQV-01.under_review.days", value=8, valid_from=date(2026, 12, 1), source="Arrêté", reason="Le texte a changé.", by=second
    )  # fmt: skip
    parameters.decide(parameter=row, accept=True, by=ministry["administrator"])
    before = player("under_review")
    on(date(2026, 12, 1))
    after = player("under_review")
    assert [live(p.case, "stage").days for p in (before, after)] == [5, 8]


def test_complements_are_asked_twice_at_most(player: Any) -> None:
    brought = player("under_review")
    brought.play("request_complements", "supply_complements", "request_complements", "supply_complements")
    with pytest.raises(ConditionsUnmet):
        brought.perform("request_complements")
    assert brought.case.item_requests.count() == 2


# Clocks of machines --------------------------------------------------------------------------------------------------


def test_order_comes_from_the_place_in_the_chain_when_the_clock_steps_back(player: Any, clock: Any) -> None:
    brought = player("under_review")
    clock.shift(timedelta(days=-2))
    brought.perform("request_complements")
    clock.shift(timedelta(days=+40))
    brought.perform("supply_complements")
    told = list(Event.objects.filter(stream=brought.case.stream).order_by("seq").values_list("seq", "kind"))
    assert told == [
        (1, "transition.submit"),
        (2, "transition.register_case"),
        (3, "transition.request_complements"),
        (4, "transition.supply_complements"),
    ]
    assert {c.status for c in brought.case.clocks.exclude(status="stopped")} == {"running"}
    assert all(c.due for c in brought.case.clocks.exclude(status="stopped"))


def test_forgery_is_found_fifteen_days_after_the_letter(player: Any, ministry: dict[str, User], clock: Any) -> None:
    brought = player("awarding_body_verification")
    director = ministry["central_director"]
    accuse(brought, days=14)
    with pytest.raises(ConditionsUnmet):
        brought.perform("report_forgery", by=director)
    clock.shift(timedelta(days=1))
    brought.perform("report_forgery", by=director)
    assert brought.case.stage == "refused_fraud"


def test_task_of_the_applicant_shows_the_day_of_the_limit(player: Any) -> None:
    task = Task.objects.get(case=player("awaiting_complements").case, closed_at=None)
    assert (task.role, task.due) == ("applicant", date(2026, 12, 23))
