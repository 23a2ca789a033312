"""Drafts that nobody touches: a notice, then the end; any work on them begins the time anew."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from tests.factories.cases import TUNIS
from tests.factories.people import make_user
from workflow import cases, outbox, sweep
from workflow.actions import perform
from workflow.models import Case, Event, OutboxRow
from workflow.procedures import named
from workflow.refusals import NotEntitled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
EQV = named("EQV-01")


@pytest.fixture
def draft(db: None) -> Case:
    return cases.open_draft(procedure=EQV, by=make_user(language="en"))


def later(clock: Any, days: int) -> int:
    clock.move_to(timezone.now() + timedelta(days=days))
    return sweep.run_due()


def test_forgotten_draft_is_announced_then_discarded(draft: Case, clock: Any) -> None:
    assert [later(clock, 165), later(clock, 1), later(clock, 0), later(clock, 14)] == [0, 1, 0, 0]
    row = OutboxRow.objects.get(topic="mail.draft")
    assert outbox.work(row)
    assert [m.to for m in mail.outbox] == [[draft.author.email]]
    assert "It will be discarded on 23 May 2027, unless" in mail.outbox[0].body
    draft.refresh_from_db()
    assert draft.stage == "draft"
    assert later(clock, 1) == 1
    draft.refresh_from_db()
    assert (draft.stage, draft.is_open) == ("withdrawn", False)
    assert Event.objects.get(stream=draft.stream).actor is None


def test_work_on_a_draft_voids_the_notice(draft: Case, clock: Any) -> None:
    later(clock, 166)
    cases.save_answers(case=draft, answers={"purpose": {"purpose": "work"}}, by=draft.author)
    assert later(clock, 15) == 0
    draft.refresh_from_db()
    assert (draft.stage, draft.warned_at) == ("draft", None)
    assert later(clock, 151) == 1
    assert OutboxRow.objects.filter(topic="mail.draft").count() == 2


def test_filed_case_is_no_draft(player: Any, clock: Any) -> None:
    case = player("submitted").case
    Case.objects.filter(pk=case.pk).update(touched_at=timezone.now() - timedelta(days=400))
    later(clock, 1)
    assert OutboxRow.objects.filter(topic="mail.draft").count() == 0


@pytest.mark.parametrize("has_account", [True, False])
def test_author_at_the_counter_discards_what_they_typed(has_account: bool) -> None:
    clerk, applicant = make_user(role=Role.FRONT_DESK, region=TUNIS), make_user()
    draft = cases.open_draft(procedure=EQV, by=clerk, for_email=applicant.email if has_account else "")
    with pytest.raises(NotEntitled):
        perform(draft, "discard", by=make_user(role=Role.FRONT_DESK, region=TUNIS))
    perform(draft, "discard", by=clerk)
    draft.refresh_from_db()
    assert draft.stage == "withdrawn"


def test_notice_of_a_draft_of_the_counter_reaches_the_applicant_too(clock: Any) -> None:
    clerk, applicant = make_user(role=Role.FRONT_DESK, region=TUNIS), make_user()
    cases.open_draft(procedure=EQV, by=clerk, for_email=applicant.email)
    later(clock, 170)
    assert outbox.work(OutboxRow.objects.get(topic="mail.draft"))
    assert {m.to[0] for m in mail.outbox} == {clerk.email, applicant.email}


def test_work_of_the_day_is_ordered_once_a_day(db: None, clock: Any) -> None:
    sweep.order_daily()
    sweep.order_daily()
    first = set(OutboxRow.objects.values_list("topic", "key"))
    topics = (
        "campaigns.due",
        "delivery.displays",
        "delivery.remind",
        "files.attachments",
        "files.documents",
        "files.scratch",
        "lines.clear",
        "notices.digest",
        "papers.remind",
        "watches.check",
    )
    assert first == {(topic, "2026-11-23") for topic in topics}
    clock.move_to(timezone.now() + timedelta(days=1))
    sweep.order_daily()
    assert OutboxRow.objects.count() == 2 * len(topics)
    assert outbox.drain() == 2 * len(topics)


def test_user_cannot_pass_for_the_system(draft: Case, ministry: dict[str, User]) -> None:
    for user in (ministry["applicant"], ministry["administrator"], ministry["front_desk"]):
        with pytest.raises(NotEntitled):
            perform(draft, "discard", by=user)
