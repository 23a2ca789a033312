"""Work is taken, given back, handed on and put off, each by those who may, and told."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from tests.factories.cases import SFAX, TUNIS, make_player
from tests.factories.people import make_user
from workflow import tasks
from workflow.models import Event, Task
from workflow.refusals import NotEntitled, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(player: Any) -> Task:
    """Of the front desk, free."""
    return Task.objects.get(case=player("submitted").case, role=Role.FRONT_DESK)


def told(task: Task) -> list[tuple[str, Any, Any]]:
    events = Event.objects.filter(stream=f"task:{task.case_id}").select_related("payload").order_by("seq")
    return [(e.kind, e.actor, e.payload.body["to"]) for e in events]


def test_holder_takes_and_gives_back(task: Task, ministry: dict[str, User]) -> None:
    clerk = ministry["front_desk"]
    tasks.take(task_uuid=task.uuid, by=clerk)
    task.refresh_from_db()
    assert (task.assignee, task.status) == (clerk, "taken")
    tasks.release(task_uuid=task.uuid, by=clerk)
    task.refresh_from_db()
    assert (task.assignee, task.status) == (None, "open")
    assert told(task) == [("task.taken", clerk, clerk.pk), ("task.released", clerk, None)]


def test_taken_task_is_not_taken_again(task: Task, ministry: dict[str, User]) -> None:
    tasks.take(task_uuid=task.uuid, by=ministry["front_desk"])
    tasks.take(task_uuid=task.uuid, by=ministry["front_desk"])
    with pytest.raises(Refused, match="refused"):
        tasks.take(task_uuid=task.uuid, by=make_user(role=Role.FRONT_DESK, region=TUNIS))


@pytest.mark.parametrize(("role", "region"), [(Role.FRONT_DESK, SFAX), (Role.REGIONAL_OFFICER, TUNIS), ("", "")])
def test_stranger_does_not_take(role: str, region: str, task: Task) -> None:
    with pytest.raises(NotEntitled):
        tasks.take(task_uuid=task.uuid, by=make_user(role=role, region=region))


def test_colleague_does_not_give_back(task: Task, ministry: dict[str, User]) -> None:
    tasks.take(task_uuid=task.uuid, by=ministry["front_desk"])
    with pytest.raises(NotEntitled):
        tasks.release(task_uuid=task.uuid, by=make_user(role=Role.FRONT_DESK, region=TUNIS))


def test_personal_work_is_not_given_back(player: Any, ministry: dict[str, User]) -> None:
    mine = Task.objects.get(case=player("awaiting_complements").case, closed_at=None)
    report = Task.objects.get(case=player("expert_review").case, closed_at=None)
    for task, user in ((mine, ministry["applicant"]), (report, ministry["rapporteur"])):
        with pytest.raises(NotEntitled):
            tasks.release(task_uuid=task.uuid, by=user)


def test_director_hands_work_on_in_their_region(task: Task, ministry: dict[str, User]) -> None:
    other = make_user(role=Role.FRONT_DESK, region=TUNIS)
    tasks.reassign(task_uuid=task.uuid, to=other, by=ministry["director"])
    task.refresh_from_db()
    assert (task.assignee, told(task)) == (other, [("task.reassigned", ministry["director"], other.pk)])
    with pytest.raises(NotEntitled):
        tasks.reassign(task_uuid=task.uuid, to=other, by=make_user(role=Role.REGIONAL_DIRECTOR, region=SFAX))
    with pytest.raises(Refused):
        tasks.reassign(task_uuid=task.uuid, to=make_user(role=Role.FRONT_DESK, region=SFAX), by=ministry["director"])


def test_central_director_hands_on_at_the_centre_alone(player: Any, ministry: dict[str, User], task: Task) -> None:
    central = Task.objects.get(case=player("central_review").case, role=Role.CENTRAL_OFFICER, closed_at=None)
    chief = ministry["central_director"]
    assert (tasks.may_reassign(central, chief), tasks.may_reassign(task, chief)) == (True, False)
    assert tasks.may_reassign(central, ministry["director"]) is False


def test_work_is_put_off_until_its_due_day_at_most(task: Task, ministry: dict[str, User]) -> None:
    today, clerk = timezone.localdate(), ministry["front_desk"]
    for day in (today, today - timedelta(days=1), task.due + timedelta(days=1)):
        with pytest.raises(Refused):
            tasks.snooze(task_uuid=task.uuid, until=day, by=clerk)
    tasks.snooze(task_uuid=task.uuid, until=task.due, by=clerk)
    task.refresh_from_db()
    assert task.snoozed_until == task.due


@pytest.mark.parametrize("act", [tasks.take, tasks.release])
def test_closed_task_is_refused(act: Any, player: Any, ministry: dict[str, User]) -> None:
    closed = Task.objects.get(case=player("under_review").case, role=Role.FRONT_DESK)
    with pytest.raises(Refused):
        act(task_uuid=closed.uuid, by=ministry["front_desk"])


def test_counter_answers_for_an_applicant_without_account(ministry: dict[str, User], clock: Any) -> None:
    from config.demonstration.applications import admitted
    from forms import attachments

    make_user(role=Role.FRONT_DESK, region=TUNIS)
    brought = make_player(applicant=ministry["front_desk"])
    attachments.keep(admitted("PAPER"), case=brought.case, requirement="PAPER", by=ministry["front_desk"], is_internal=False)
    brought.play("submit", "return_incomplete")
    assert list(brought.case.tasks.filter(closed_at=None).values_list("role", "region", "assignee")) == [
        ("front_desk", TUNIS, None)
    ]
    brought.play("resubmit")
    assert brought.case.stage == "submitted"


def test_task_copies_what_its_row_shows(task: Task) -> None:
    case = task.case
    assert (task.applicant_name_fr, task.submitted_at, task.procedure, task.region) == (
        case.applicant_name_fr,
        case.submitted_at,
        "EQV-01",
        TUNIS,
    )
    assert (task.due, task.amber_on) == (date(2026, 11, 26), date(2026, 11, 25))


def test_officer_with_the_least_work_is_named(player: Any, ministry: dict[str, User]) -> None:
    other = make_user(role=Role.REGIONAL_OFFICER, region=TUNIS)
    first = player("under_review").case
    second = player("under_review").case
    held = [c.tasks.get(role="regional_officer", closed_at=None).assignee for c in (first, second)]
    assert set(held) == {ministry["officer"], other}
    assert tasks.least_loaded([other], role="regional_officer", avoid=frozenset({other.pk})) is None


def test_vote_is_not_given_back(player: Any, ministry: dict[str, User]) -> None:
    case = player("committee_deliberation").case
    seat = Task.objects.get(case=case, assignee=ministry["member_1"], closed_at=None)
    with pytest.raises(NotEntitled):
        tasks.release(task_uuid=seat.uuid, by=ministry["member_1"])
    seat.refresh_from_db()
    assert (seat.assignee, seat.closed_at) == (ministry["member_1"], None)
    told = Event.objects.select_related("payload").get(kind="refusal").payload.body
    assert told == {"act": "task.release", "code": "not_entitled"}
