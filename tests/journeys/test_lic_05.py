"""LIC-05 told as stories: a site stops, comes back under control, or stays away too long and is closed."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from config.demonstration.applications import fill, join_papers
from config.demonstration.driver import Player
from config.demonstration.training import Course
from registers import decisions, programmes, providers, sessions, sites
from registers.entries import Cause
from registers.models import Decision
from tests.journeys.conftest import letters, story
from workflow.models import Case, Clock
from workflow.refusals import ConditionsUnmet, FormInvalid
from workflow.sweep import run_due

pytestmark = pytest.mark.django_db

REGISTERED = ("submit", "register_case")


@pytest.fixture
def interruption(player: Callable[..., Player]) -> Callable[..., Player]:
    return lambda stage="", **changes: player(stage, procedure="LIC-05", **changes)


def status_of(told: Player) -> tuple[str, str, str]:
    site = sites.get(told.case.answers["interruption"]["provider_or_site"])
    return told.case.stage, site.status, providers.get(site.provider).status


def timer(told: Player) -> Clock:
    return told.case.clocks.exclude(status="stopped").get(kind=Clock.Kind.TIMER, then="expire_interruption")


def with_session(told: Player, *, solution: str = "") -> Course:
    """A session of the site that is under way; in the plan when a solution is given."""
    site = sites.get(told.case.answers["interruption"]["provider_or_site"])
    cause = Cause(case_id=None, case_number="", event_stream="test", on=timezone.localdate())
    programme = programmes.of_provider(site.provider)[0]
    days = {"starts_on": timezone.localdate() - timedelta(days=10), "ends_on": timezone.localdate() + timedelta(days=120)}
    session = sessions.start(session=sessions.enter(programme=programme, site=site, facts={}, cause=cause, **days), cause=cause)
    if solution:
        rows = [{"session": str(session.entry), "solution": solution}]
        fill(told.case, {"interruption": {**told.case.answers["interruption"], "sessions_affected": rows}})
        join_papers(told.case, told.case.author)
    return Course(providers.get(site.provider), site, programme, session)


def test_site_stops_and_resumes_within_three_months_without_a_visit(interruption: Any, clock: Any) -> None:
    told = interruption("interruption_active")
    assert status_of(told) == ("interruption_active", "interrupted", "interrupted")
    assert told.procedure.application.period(told.case) == (date(2027, 1, 2), date(2027, 7, 1))
    site = sites.get(told.case.facts["site"])
    assert (site.interrupted_until, providers.get(site.provider).interrupted_until) == (date(2027, 7, 1), date(2027, 7, 1))
    # 720 days from the first day; thirty days after the authorised end, which is a Saturday.
    limit = told.case.clocks.exclude(status="stopped").get(kind=Clock.Kind.STAGE)
    assert (limit.due, timer(told).due) == (date(2028, 12, 22), date(2027, 8, 2))
    clock.move_to(timezone.make_aware(datetime(2027, 2, 15, 9)))
    told.play("request_resumption")
    with pytest.raises(ConditionsUnmet):
        told.play("schedule_visit")
    told.play("authorise_resumption")
    site = sites.get(told.case.facts["site"])
    assert (status_of(told), site.interrupted_until) == (("resumed", "conform", "active"), None)
    assert site.insurance_end == date(2028, 1, 1)
    assert sorted(kind for kind, _number in letters(told.case)) == ["ACK", "INT", "REC", "RESU"]
    assert [d.outcome for d in Decision.objects.current().filter(case_id=told.case.pk).order_by("created_at")] == [
        "interrupted",
        "resumed",
    ]


def test_longer_interruption_is_visited_and_refused_until_the_site_is_fit(interruption: Any, clock: Any) -> None:
    told = interruption("interruption_active")
    clock.move_to(timezone.make_aware(datetime(2027, 4, 19, 9)))
    told.play("request_resumption")
    with pytest.raises(ConditionsUnmet):
        told.play("authorise_resumption")
    told.play("schedule_visit", "fail_badly")
    with pytest.raises(ConditionsUnmet):
        told.play("authorise_resumption")
    told.perform("refuse_resumption", new_date="2027-07-20")
    assert status_of(told) == ("interruption_active", "interrupted", "interrupted")
    assert told.case.documents.get(kind="REF", is_reference=True).content["object"]["fr"] == "la reprise d’activité"
    # The structure may ask again until the day that the refusal gives, and is visited anew.
    assert (sites.get(told.case.facts["site"]).interrupted_until, timer(told).due) == (date(2027, 7, 20), date(2027, 8, 19))
    told.play("request_resumption", "schedule_visit", "report_visit", "authorise_resumption")
    assert (status_of(told), told.case.facts["visit"]["round"]) == (("resumed", "conform", "active"), 2)
    assert decisions.of_case(told.case.pk).outcome == "resumed"


def test_silence_of_fifteen_working_days_authorises_where_no_session_is_concerned(interruption: Any, days: Any) -> None:
    told = interruption("under_review")
    due = told.case.clocks.exclude(status="stopped").get(kind=Clock.Kind.TIMER, then="tacit_approval").due
    assert due == date(2026, 12, 14)
    days(date(2026, 12, 14))
    told.case.refresh_from_db()
    assert told.case.stage == "under_review"
    days(date(2026, 12, 15))
    told.case.refresh_from_db()
    decided = told.case.documents.get(kind="INT", is_reference=True).content
    assert (status_of(told)[:2], decided["tacit"], decided["signature"]) == (("interruption_active", "interrupted"), True, None)


def test_trainees_are_covered_before_it_is_authorised_and_silence_is_none(interruption: Any, days: Any) -> None:
    told = interruption()
    place = with_session(told, solution="تتواصل بمقر آخر")
    told.play(*REGISTERED)
    days(date(2026, 12, 17))
    told.case.refresh_from_db()
    assert told.case.stage == "under_review"
    told.play("authorise_interruption")
    assert (told.case.stage, sessions.get(place.session).protection) == ("interruption_active", "تتواصل بمقر آخر")


def test_session_that_was_opened_since_needs_a_solution(interruption: Any) -> None:
    told = interruption("under_review")
    with_session(told)
    with pytest.raises(ConditionsUnmet):
        told.play("authorise_interruption")


def test_extension_moves_the_end_once_and_never_beyond_twenty_four_months(interruption: Any, clock: Any) -> None:
    told = interruption("interruption_active")
    with pytest.raises(FormInvalid) as refusal:
        told.perform("extend_interruption", until="2029-01-03")
    assert list(refusal.value.form.errors) == ["until"]
    clock.move_to(timezone.make_aware(datetime(2027, 5, 3, 9)))
    told.perform("extend_interruption", until="2029-01-02")
    # The longest duration is counted from the first day, whenever the extension is given.
    assert told.case.clocks.exclude(status="stopped").get(kind=Clock.Kind.STAGE).due == date(2028, 12, 22)
    assert (timer(told).due, sites.get(told.case.facts["site"]).interrupted_until) == (date(2029, 2, 1), date(2029, 1, 2))
    with pytest.raises(ConditionsUnmet):
        told.perform("extend_interruption")
    issued = told.case.documents.filter(kind="INT", is_reference=True).order_by("ordered_at").last()
    assert (issued.content["until"], issued.content["extended"]) == ("2029-01-02", True)


def test_interruption_that_goes_on_too_long_opens_the_closure(interruption: Any, clock: Any, player: Any) -> None:
    """Nothing is asked before 1 July 2027: the closure is opened, carried out and signed like any other."""
    told = interruption("interruption_active")
    clock.move_to(timezone.make_aware(datetime(2027, 7, 2, 9)))
    with pytest.raises(ConditionsUnmet):
        told.play("request_resumption")
    with pytest.raises(ConditionsUnmet):
        told.play("extend_interruption")
    clock.move_to(timezone.make_aware(datetime(2027, 8, 2, 9)))
    run_due()
    told.case.refresh_from_db()
    assert told.case.stage == "interruption_active"
    clock.move_to(timezone.make_aware(datetime(2027, 8, 3, 9)))
    run_due()
    told.case.refresh_from_db()
    assert (told.case.stage, story(told.case)[-1]) == ("closure_triggered", "expire_interruption")

    opened = Case.objects.get(parent=told.case)
    assert (opened.procedure, opened.stage, opened.provider, opened.family) == (
        "LIC-06",
        "under_review",
        told.case.provider,
        told.case.pk,
    )
    assert opened.answers["closure"] == {
        "scope": "provider",
        "sites": [told.case.facts["site"]],
        "reason": f"LIC-05 {told.case.number}",
    }
    assert opened.number is not None
    closing = Player(opened, wait=clock.move_to)
    closing.perform("approve_trainee_plan", closing_date="2027-10-01")
    closing.play("confirm_trainees_settled", "confirm_archives", "sign_closure")
    assert status_of(told)[1:] == ("closed", "closed")
    decided = closing.case.documents.get(kind="CLO", is_reference=True).content
    assert (decided["of_office"], decided["whole"], decided["closed_on"]) == (True, True, "2027-10-01")


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"start_date": "2026-12-11"}, ["start_date"]),
        ({"start_date": "2026-12-11", "force_majeure": "yes"}, []),
        ({"end_date": "2028-01-03"}, ["end_date"]),
        ({"end_date": "2027-01-02"}, ["end_date"]),
        ({"reason": "other"}, ["reason_other"]),
        ({"contact_during": "12"}, ["contact_during"]),
    ],
)
def test_application_refuses(changes: dict[str, Any], fields: list[str], interruption: Any) -> None:
    told = interruption()
    form = told.procedure.application.clean_section(told.case, "interruption", {**told.case.answers["interruption"], **changes})
    assert list(form.errors) == fields


def test_running_session_is_told_in_the_application(interruption: Any) -> None:
    told = interruption()
    with_session(told)
    form = told.procedure.application.clean_section(told.case, "interruption", told.case.answers["interruption"])
    assert list(form.errors) == ["sessions_affected"]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"resumption_date": "2027-07-02"}, ["resumption_date"]),
        ({"insurance": ""}, ["insurance"]),
        ({"insurance_end": "2027-01-05"}, ["insurance_end"]),
        ({"fire_certificate": "", "fire_certificate_end": ""}, ["fire_certificate", "fire_certificate_end"]),
        ({"staff_changed": "yes"}, ["changes_since"]),
        ({"lease_changed": "yes"}, ["lease"]),
    ],
)
def test_resumption_is_asked_within_the_period_with_its_papers(
    changes: dict[str, Any], fields: list[str], interruption: Any
) -> None:
    told = interruption("interruption_active")
    with pytest.raises(FormInvalid) as refusal:
        told.perform("request_resumption", **changes)
    assert sorted(refusal.value.form.errors) == fields
