"""The one door in itself; the contracts try it with every transition."""

from typing import Any
from uuid import UUID

import pytest
from django.http import QueryDict

from accounts.models import User
from accounts.roles import Role
from registers.normalise import fold
from workflow import actions
from workflow.actions import perform
from workflow.actor import SYSTEM, Actor
from workflow.models import Case, Event, Task
from workflow.refusals import NotEntitled, Outdated

pytestmark = pytest.mark.django_db


def digest(data: Any) -> bytes:
    return actions._digest(UUID(int=1), "submit", data)


def test_content_of_a_request_is_told_without_its_token() -> None:
    assert digest({"confirm": "on"}) == digest({"confirm": "on", "csrfmiddlewaretoken": "x"})
    assert digest({"confirm": "on"}) != digest({"confirm": "off"})
    assert digest(QueryDict("a=1&a=2&csrfmiddlewaretoken=x")) == digest(QueryDict("a=1&a=2"))
    assert digest(QueryDict("a=1&a=2")) != digest(QueryDict("a=2"))
    assert digest(None) == digest({})


def test_registration_gives_number_day_and_law(player: Any) -> None:
    brought = player("submitted")
    assert (brought.case.number, brought.case.parameters) == (None, {})
    brought.perform("register_case")
    case = Case.objects.get()
    assert (case.number, case.registered_at) == ("EQV-01/2026/000001", case.entered_stage_at)
    assert case.parameters["EQV-01.complements.rounds"] == 2
    assert fold(case.number) in case.search_text


def test_second_registration_keeps_the_number(player: Any) -> None:
    """A case sent back to the region is the same case."""
    brought = player("central_review")
    number, parameters = brought.case.number, brought.case.parameters
    brought.perform("send_back_to_region")
    assert (brought.case.number, brought.case.parameters, brought.case.stage) == (number, parameters, "under_review")


def test_task_of_the_actor_is_done_and_the_others_are_cancelled(player: Any, ministry: dict[str, User]) -> None:
    brought = player("under_review")
    brought.perform("transmit_to_centre")
    left = Task.objects.filter(case=brought.case, stage="under_review")
    assert {(t.role, t.status, t.closed_by) for t in left} == {
        ("regional_director", "done", ministry["director"]),
        ("regional_officer", "cancelled", ministry["director"]),
    }


def test_vote_closes_the_voters_task_alone(player: Any, ministry: dict[str, User]) -> None:
    brought = player("committee_deliberation")
    brought.perform("cast_vote", by=ministry["member_2"])
    tasks = brought.case.tasks.filter(stage="committee_deliberation", role="committee_member")
    assert {t.assignee: t.status for t in tasks if t.closed_at} == {ministry["member_2"]: "done"}
    assert tasks.count() == 5


@pytest.mark.usefixtures("english")
def test_act_on_a_colleagues_task_is_refused(player: Any, ministry: dict[str, User]) -> None:
    brought = player("under_review")
    other = User.objects.create_user(email="other@takwin.invalid")
    Task.objects.filter(case=brought.case, role=Role.REGIONAL_DIRECTOR, closed_at=None).update(assignee=other, status="taken")
    with pytest.raises(NotEntitled, match="not_entitled") as refusal:
        brought.perform("transmit_to_centre", by=ministry["director"])
    assert "colleague" in str(refusal.value.sentence)


def test_actor_made_by_hand_is_refused(player: Any, ministry: dict[str, User]) -> None:
    """Only the system comes with its own title; a person's is worked out each time."""
    case = player("under_review").case
    with pytest.raises(NotEntitled):
        perform(case, "transmit_to_centre", by=Actor(ministry["applicant"], Role.REGIONAL_DIRECTOR))
    with pytest.raises(NotEntitled):
        perform(case, "transmit_to_centre", by=SYSTEM)


def test_revision_ahead_of_the_case_is_refused(player: Any, ministry: dict[str, User]) -> None:
    case = player("under_review").case
    with pytest.raises(Outdated):
        perform(case, "transmit_to_centre", by=ministry["director"], data={}, revision=case.revision + 1)


def test_what_was_performed_is_plain_data(player: Any) -> None:
    done = player("submitted").perform("register_case")
    told = done.as_json()
    assert (told["transition"], told["stage"], told["event"]) == ("register_case", "under_review", Event.objects.latest("id").pk)
    assert [d["code"] for d in told["documents"]] == ["REC"]
