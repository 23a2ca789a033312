"""Opinions of outside administrations: each sees what was put to it, silence counts, and what binds blocks."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from forms.application import Application
from forms.transitions import OpinionsAsked
from processes import conditions
from processes.fragments import Opinions
from processes.language import Applicants, Desk, Family, Procedure, Scope, Stage, stage, working_days
from tests.factories.people import make_user
from workflow import cases, mails, opinions, policies, procedures
from workflow.actions import perform
from workflow.actor import Actor
from workflow.models import Case, Event, OutboxRow, Task
from workflow.refusals import ConditionsUnmet, FormInvalid, NotEntitled
from workflow.soundness import findings
from workflow.sweep import run_due

pytestmark = pytest.mark.django_db


class NothingAsked(Application):
    sections = ()


@pytest.fixture(autouse=True)
def consulting() -> Iterator[type[Procedure]]:
    """A procedure whose centre consults before it approves."""

    class Consulting(Procedure):
        code, title, family = "TST-02", "Test", Family.PROGRAMMES
        applicants, scope = Applicants.INDIVIDUAL, Scope.NATIONAL
        legal_basis = ("L2008-10",)
        application = NothingAsked
        desks = {
            Stage.DRAFT: Desk(Role.APPLICANT, has_task=False),
            Stage.CENTRAL_REVIEW: Desk(Role.CENTRAL_OFFICER, working_days(20)),
        }
        consultation = Opinions(of=Stage.CENTRAL_REVIEW, by=Role.CENTRAL_OFFICER, days=30, remind_after=15)

        @stage.transition(label="File", source=Stage.DRAFT, target=Stage.CENTRAL_REVIEW, by=Role.APPLICANT)
        def submit(self) -> None: ...

        @stage.transition(
            label="Approve",
            source=Stage.CENTRAL_REVIEW,
            target=Stage.APPROVED,
            by=Role.CENTRAL_OFFICER,
            conditions=[conditions.binding_opinions_favourable],
        )
        def approve(self) -> None: ...

    procedures._registry["TST-02", 1] = Consulting
    yield Consulting
    del procedures._registry["TST-02", 1]


@pytest.fixture
def officer(clock: Any) -> User:
    return make_user(role=Role.CENTRAL_OFFICER)


@pytest.fixture
def administrations(clock: Any) -> list[User]:
    return [make_user(role=Role.EXTERNAL_AUTHORITY, name_fr=name) for name in ("Santé", "Transport")]


@pytest.fixture
def case(officer: User, administrations: list[User]) -> Case:
    """A case about which the first administration must agree, and the second may be silent."""
    applicant = make_user()
    found = cases.open_draft(procedure=procedures.named("TST-02"), by=applicant)
    perform(found, "submit", by=applicant)
    health, transport = administrations
    rows = {
        "administrations-0-authority": health.pk,
        "administrations-0-administration": "Ministère de la santé",
        "administrations-0-binding": "yes",
        "administrations-1-authority": transport.pk,
        "administrations-1-administration": "Ministère du transport",
        "administrations-1-binding": "no",
    }
    perform(found, "request_opinions", by=officer, data={**rows, "question": "La salle est-elle conforme aux règles ?"})
    found.refresh_from_db()
    return found


def days_later(clock: Any, days: int) -> None:
    for _day in range(days):
        clock.move_to(timezone.now() + timedelta(days=1))
        run_due()


def answer(case: Case, by: User, verdict: str = "favourable", **more: str) -> None:
    perform(case, "record_opinion", by=by, data={"verdict": verdict, **more})
    case.refresh_from_db()


def statuses(case: Case) -> list[tuple[str, str, str]]:
    return [(r.administration, r.status, r.verdict) for r in opinions.of_case(case)]


def test_procedure_that_consults_is_sound(consulting: type[Procedure]) -> None:
    assert findings(consulting) == []


def test_each_administration_has_its_own_task(case: Case, administrations: list[User]) -> None:
    waiting = Task.objects.filter(case=case, closed_at__isnull=True, role=Role.EXTERNAL_AUTHORITY)
    assert sorted(waiting.values_list("assignee", flat=True)) == sorted(u.pk for u in administrations)


def test_request_is_told_to_each_by_mail(case: Case, administrations: list[User]) -> None:
    rows = OutboxRow.objects.filter(topic="mail.opinion").order_by("pk")
    for row in rows:
        mails.mail_opinion(row)
    assert sorted(m.to[0] for m in mail.outbox) == sorted(u.email for u in administrations)


def test_administration_sees_the_case_until_it_has_answered(case: Case, administrations: list[User]) -> None:
    health = administrations[0]
    assert [policies.case_role(case, u) for u in administrations] == [Role.EXTERNAL_AUTHORITY] * 2
    answer(case, health)
    assert [policies.case_role(case, u) for u in administrations] == [None, Role.EXTERNAL_AUTHORITY]
    assert [case in policies.visible_to(u) for u in administrations] == [False, True]


def test_administration_that_was_not_asked_sees_nothing(case: Case) -> None:
    other = make_user(role=Role.EXTERNAL_AUTHORITY)
    assert policies.case_role(case, other) is None
    assert list(policies.visible_to(other)) == []
    with pytest.raises(NotEntitled):
        answer(case, other)


def test_page_shows_an_administration_its_own_request_alone(case: Case, administrations: list[User]) -> None:
    client = Client(headers={"accept-language": "en"})
    client.force_login(administrations[0])
    page = client.get(f"/cases/{case.pk}/")
    assert [entry["request"].administration for entry in page.context["requests"]] == ["Ministère de la santé"]
    assert [tab["url"] for tab in page.context["tabs"]] == ["?tab=opinions", "?tab=request", "?tab=attachments"]
    assert page.context["others"] == []
    assert "Ministère du transport" not in page.content.decode()
    assert client.get(f"/cases/{case.pk}/?tab=notes").context["tab_template"] == "cases/tabs/opinions.html"


def test_administration_neither_writes_nor_notes(case: Case, administrations: list[User]) -> None:
    with pytest.raises(NotEntitled):
        cases.write_note(case=case, body="…", by=administrations[0])
    with pytest.raises(NotEntitled):
        cases.write_message(case=case, body="…", by=administrations[0])


def test_consultation_closes_once_every_opinion_is_in(case: Case, officer: User, administrations: list[User]) -> None:
    with pytest.raises(ConditionsUnmet):
        perform(case, "close_opinions", by=officer)
    answer(case, administrations[0])
    answer(case, administrations[1], "reserved", grounds="Sous réserve d'une deuxième issue.")
    perform(case, "close_opinions", by=officer)
    case.refresh_from_db()
    assert case.stage == Stage.CENTRAL_REVIEW
    perform(case, "approve", by=officer)


def test_unfavourable_opinion_needs_grounds(case: Case, administrations: list[User]) -> None:
    with pytest.raises(FormInvalid):
        answer(case, administrations[0], "unfavourable")


def test_reminder_goes_once_to_who_has_not_answered(case: Case, clock: Any, administrations: list[User]) -> None:
    answer(case, administrations[0])
    days_later(clock, 21)
    assert [s for _name, s, _verdict in statuses(case)] == ["answered", "sent"]
    days_later(clock, 8)
    assert [s for _name, s, _verdict in statuses(case)] == ["answered", "reminded"]
    assert Event.objects.filter(stream=case.stream, kind="transition.remind_opinions").count() == 1


def test_nobody_is_reminded_when_all_have_answered(case: Case, clock: Any, administrations: list[User]) -> None:
    for user in administrations:
        answer(case, user)
    days_later(clock, 30)
    assert Event.objects.filter(stream=case.stream, kind="transition.remind_opinions").count() == 0
    assert not case.clocks.filter(kind="timer").exclude(status="stopped").exists()


def test_silence_counts_as_favourable_but_of_those_who_bind(
    case: Case, clock: Any, officer: User, administrations: list[User]
) -> None:
    answer(case, administrations[0])
    days_later(clock, 50)
    case.refresh_from_db()
    assert case.stage == Stage.CENTRAL_REVIEW
    assert statuses(case) == [("Ministère de la santé", "answered", "favourable"), ("Ministère du transport", "silent", "")]
    perform(case, "approve", by=officer)


def test_silence_of_who_must_agree_blocks(case: Case, clock: Any, officer: User, administrations: list[User]) -> None:
    answer(case, administrations[1])
    days_later(clock, 50)
    with pytest.raises(ConditionsUnmet):
        perform(case, "approve", by=officer)


def test_account_asked_twice_is_refused(case: Case, officer: User, administrations: list[User], clock: Any) -> None:
    row = {"authority": str(administrations[0].pk), "administration": "Santé", "binding": "yes"}
    form = OpinionsAsked(
        {"administrations": [row, row], "question": "Une question assez longue"},
        case=case,
        actor=Actor(officer, Role.CENTRAL_OFFICER),
    )
    assert form.errors.as_data()["administrations"][0].code == "twice"
