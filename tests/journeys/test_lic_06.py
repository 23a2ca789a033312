"""LIC-06 told as stories: nobody closes before the trainees are settled and the ministry has the records."""

import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from config.demonstration.applications import fill, join_papers, person
from config.demonstration.certificates import certificate_of
from config.demonstration.driver import Player, paper
from config.demonstration.training import Course, course, enrolled
from registers import (
    certificates,
    complaints,
    decisions,
    enrolments,
    homologations,
    programmes,
    providers,
    restrictions,
    sessions,
    sites,
    trainees,
)
from registers.entries import Cause
from registers.models import Enrolment, Provider, Session
from tests.journeys.conftest import letters, story
from workflow import links
from workflow.models import Case, Clock
from workflow.refusals import ConditionsUnmet, FormInvalid

pytestmark = pytest.mark.django_db

REGISTERED = ("submit", "register_case")
TO_SIGNATURE = ("report_plan_progress", "confirm_trainees_settled", "confirm_archives")


@pytest.fixture
def closure(player: Callable[..., Player]) -> Callable[..., Player]:
    return lambda stage="", **changes: player(stage, procedure="LIC-06", **changes)


def cause() -> Cause:
    return Cause(case_id=None, case_number="", event_stream="test", on=timezone.localdate())


def own_enrolments(told: Player) -> list[Enrolment]:
    return [enrolments.get(line["trainee"]) for line in told.case.facts["plan"]["lines"]]


def trainees_of(place: Course, count: int, *, first: int) -> list[Enrolment]:
    today, chance = timezone.localdate(), random.Random(first)
    people = [person(index=first + n, chance=chance, on=today, region="TN-11") for n in range(count)]
    return [enrolled(course=place, person=who, on=today) for who in people]


def test_thirty_seven_trainees_are_settled_and_a_certificate_is_verified_two_years_later(
    closure: Any, player: Any, clock: Any, ministry: Any
) -> None:
    """Five go on elsewhere, thirty complete, two are refunded; the ministry keeps the records for ever."""
    told = closure()
    today = timezone.localdate()
    answers, site = told.case.answers, sites.get(told.case.answers["closure"]["sites"][0])
    session = sessions.of(site=site).get()
    sessions.amend(session=session, facts={"group_max": 40}, cause=cause())
    closing = Course(providers.get(site.provider), site, programmes.of_provider(site.provider)[0], session)
    receiver = course(index=950_000, on=today, region="TN-11")
    known = Enrolment.objects.current().filter(session=session.entry).order_by("number")
    everyone = [*known, *trainees_of(closing, 34, first=960_000)]
    asked = player("draft", procedure="EQV-03")
    line = certificate_of(person=asked.case.answers["person"], index=7, on=today, region="TN-11")
    old = line.changed(cause=cause(), provider=closing.provider.entry)
    rows: list[dict[str, Any]] = []
    for number, one in enumerate(everyone):
        row: dict[str, Any] = {"trainee": str(one.entry), "solution": "completion"}
        if number < 5:
            row |= {"solution": "transfer", "receiving_provider": receiver.provider.number}
        elif number >= 35:
            row |= {"solution": "refund", "refund_tnd": "250.000"}
        rows.append(row)
    fill(told.case, {"closure": answers["closure"], "protection": {"trainee_plan": rows}})
    assert told.procedure.application.unmet(told.case) == []

    told.play(*REGISTERED, "approve_trainee_plan")
    case = told.case
    chosen = [line["solution"] for line in case.facts["plan"]["lines"]]
    assert [chosen.count(s) for s in ("transfer", "completion", "refund")] == [5, 30, 2]
    assert [r.kind for r in restrictions.in_force(provider=closing.provider, site=site).order_by("kind")] == [
        "no_new_enrolment",
        "no_new_session",
    ]
    assert case.clocks.get(kind=Clock.Kind.STAGE, stage="trainee_plan_execution").due == date(2027, 5, 24)

    # Half of them are settled in January, the others in June; then the records.
    clock.move_to(timezone.make_aware(datetime(2027, 1, 11, 9)))
    told.perform("report_plan_progress", settled=[str(e.entry) for e in everyone[:20]])
    with pytest.raises(ConditionsUnmet):
        told.play("confirm_trainees_settled")
    clock.move_to(timezone.make_aware(datetime(2027, 5, 17, 9)))
    told.play(*TO_SIGNATURE, "sign_closure")
    found = own_enrolments(told)
    assert [[e.status for e in found].count(s) for s in ("transferred", "completed", "left")] == [5, 30, 2]
    assert {str(e.refund_tnd) for e in found if e.status == "left"} == {"250.000"}
    assert {enrolments.get(e.moved_to).provider for e in found if e.status == "transferred"} == {receiver.provider.entry}
    assert sessions.get(receiver.session).head_count == 5
    assert (case.stage, providers.get(closing.provider).status, sites.get(site).status) == ("closed", "closed", "closed")
    assert [s.status for s in Session.objects.current().filter(site=site.entry)] == ["closed"]
    assert list(programmes.of_provider(closing.provider)) == []
    assert list(homologations.of(provider=closing.provider)) == []
    assert certificates.get(old).custody == "ministry"
    assert decisions.of_case(case.pk).outcome == "closed"
    decided = case.documents.get(kind="CLO", is_reference=True).content
    assert [decided[k] for k in ("transferred", "completed", "refunded", "closed_on")] == [5, 30, 2, "2027-07-21"]
    assert [kind for kind, _number in letters(case)] == ["ACK", *["CLOT"] * 37, "REC", "CLO"]
    by_solution: dict[str, list[Any]] = {}
    for letter in case.documents.filter(kind="CLOT", is_reference=True).order_by("number"):
        by_solution.setdefault(letter.content["solution"], []).append(letter)
    assert {solution: len(told_so) for solution, told_so in by_solution.items()} == {"transfer": 5, "completion": 30, "refund": 2}
    moved = by_solution["transfer"][0]
    assert moved.content["enrolment"] == everyone[0].number
    assert moved.person == trainees.get(everyone[0].trainee).person
    assert moved.content["goes_on"]["session"] == sessions.get(receiver.session).number
    assert (moved.content["closing_on"], by_solution["refund"][0].content["refund"]) == ("2027-07-21", "250.000")
    assert "refund" not in moved.content

    # Two years later the certificate of the structure that is no more is still answered for.
    clock.move_to(timezone.make_aware(datetime(2029, 5, 21, 9)))
    told_of = {"certificate_number": old.number, "certificate_title": old.title, "issue_date": old.issued_on.isoformat()}
    fill(asked.case, {"certificate": {**asked.case.answers["certificate"], **told_of}})
    asked.play("submit", "look_up")
    assert asked.case.stage == "confirmed_authentic"


def test_plan_is_reported_each_month_or_reminded(closure: Any, days: Any) -> None:
    told = closure("trainee_plan_execution")
    timer = lambda: told.case.clocks.exclude(status="stopped").filter(kind=Clock.Kind.TIMER, then="send_reminder")  # noqa: E731
    assert timer().get().due == date(2026, 12, 23)
    days(date(2026, 12, 10))
    told.perform("report_plan_progress", settled=[])
    assert timer().get().due == date(2027, 1, 11)  # thirty days later is a Saturday
    days(date(2027, 1, 13))
    told.case.refresh_from_db()
    assert (story(told.case)[-1], list(timer())) == ("send_reminder", [])
    told.perform("report_plan_progress")
    assert timer().get().due == date(2027, 2, 12)


def test_refund_is_not_settled_without_its_proof(closure: Any) -> None:
    told = closure("trainee_plan_execution")
    with pytest.raises(FormInvalid) as refusal:
        told.perform("report_plan_progress", proof="")
    assert list(refusal.value.form.errors) == ["proof"]
    told.perform("report_plan_progress", proof=paper("refunds"))
    assert [bool(line["done_on"]) for line in told.case.facts["plan"]["lines"]] == [True] * 3


def test_trainee_without_a_solution_stops_the_plan(closure: Any) -> None:
    told = closure("under_review")
    site = sites.get(told.case.answers["closure"]["sites"][0])
    place = Course(providers.get(site.provider), site, programmes.of_provider(site.provider)[0], sessions.of(site=site).get())
    trainees_of(place, 1, first=970_000)
    with pytest.raises(FormInvalid) as refusal:
        told.play("approve_trainee_plan")
    assert list(refusal.value.form.errors) == ["lines"]


def test_open_complaint_stops_the_signature(closure: Any) -> None:
    told = closure("awaiting_signature")
    complaint = complaints.enter(provider=told.case.provider, subject="refund", cause=cause(), facts={})
    with pytest.raises(ConditionsUnmet):
        told.play("sign_closure")
    complaints.close(complaint=complaint, outcome="resolved", cause=cause())
    told.play("sign_closure")
    assert told.case.stage == "closed"


def test_plan_is_a_matter_of_sanctions_sixty_days_after_its_time(closure: Any, clock: Any) -> None:
    told = closure("trainee_plan_execution")
    due = told.case.clocks.get(kind=Clock.Kind.STAGE, stage="trainee_plan_execution").due
    clock.move_to(timezone.make_aware(datetime.combine(due + timedelta(days=60), time(9))))
    with pytest.raises(ConditionsUnmet):
        told.play("escalate_to_sanction")
    clock.move_to(timezone.make_aware(datetime.combine(due + timedelta(days=61), time(9))))
    told.play("escalate_to_sanction")
    assert (told.case.stage, providers.get(told.case.provider).status) == ("converted_to_sanction", "active")


def test_one_site_closes_and_the_structure_goes_on(closure: Any) -> None:
    told = closure()
    provider = Provider.objects.current().get(entry=sites.get(told.case.answers["closure"]["sites"][0]).provider)
    other = sites.enter(provider=provider, facts={"site_name": "Annexe", "governorate": "TN-11"}, cause=cause(), line=2)
    fill(told.case, {"closure": {**told.case.answers["closure"], "scope": "site"}})
    join_papers(told.case, told.case.author)
    told.play(*REGISTERED, "approve_trainee_plan", *TO_SIGNATURE, "sign_closure")
    closed = sites.get(told.case.answers["closure"]["sites"][0])
    assert (closed.status, sites.get(other).status, providers.get(provider).status) == ("closed", "proposed", "active")


def test_closure_of_office_is_neither_withdrawn_nor_completed(closure: Any) -> None:
    told = closure("under_review")
    Case.objects.filter(pk=told.case.pk).update(facts={"origin": {"procedure": "LIC-05"}})
    told.case.refresh_from_db()
    for name in ("withdraw", "request_complements"):
        with pytest.raises(ConditionsUnmet):
            told.play(name)
    assert list(links.family_of(told.case, by=told.case.author)) == []


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"closing_date": "2027-01-21"}, ["closing_date"]),
        ({"reason": "قصير"}, ["reason"]),
        ({"sites": []}, ["sites"]),
    ],
)
def test_application_refuses(changes: dict[str, Any], fields: list[str], closure: Any) -> None:
    told = closure()
    form = told.procedure.application.clean_section(told.case, "closure", {**told.case.answers["closure"], **changes})
    assert list(form.errors) == fields


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"solution": "refund", "refund_tnd": ""}, "Give the amount that is refunded to"),
        ({"solution": "transfer", "receiving_provider": "SP-99-9999"}, "No structure in activity receives"),
        ({"trainee": ""}, "Correct the rows that are marked."),
    ],
)
def test_line_of_the_plan_is_refused(change: dict[str, Any], sentence: str, closure: Any, english: None) -> None:
    told = closure()
    rows = [dict(row) for row in told.case.answers["protection"]["trainee_plan"]]
    rows[1] |= change
    form = told.procedure.application.clean_section(told.case, "protection", {"trainee_plan": rows})
    assert form.errors["trainee_plan"][0].startswith(sentence)
