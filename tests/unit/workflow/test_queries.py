"""Queues and searches: what a person finds, page by page, and never more than they may read."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from accounts.standing import standing_of
from tests.factories.cases import SFAX, TUNIS
from tests.factories.people import lend_signature, make_user
from workflow import queries
from workflow.models import Case, Task

pytestmark = pytest.mark.django_db


def test_cursor_is_read_back_and_only_ours() -> None:
    assert queries.decode_cursor(queries.encode_cursor(date(2026, 1, 2), 7)) == ["2026-01-02", "7"]
    for text in ("", "x", "e30", "####", "WyJhIiwgImIiLCAiYyIsICJkIiwgImUiLCAiZiJd", "\u0661"):
        assert queries.decode_cursor(text) is None


def test_queue_holds_the_open_work_of_the_place(player: Any, ministry: dict[str, User]) -> None:
    here, there = player("submitted").case, player("submitted", region=SFAX).case
    player("under_review")
    elsewhere = make_user(role=Role.FRONT_DESK, region=SFAX)
    everywhere = make_user(role=Role.FRONT_DESK)
    people = (ministry["front_desk"], elsewhere, everywhere, ministry["officer"])
    found = [set(queries.queue_tasks(u, Role.FRONT_DESK).values_list("case", flat=True)) for u in people]
    assert found == [{here.pk}, {there.pk}, {here.pk, there.pk}, set()]


def test_queue_of_named_people_is_theirs_alone(player: Any, ministry: dict[str, User]) -> None:
    player("expert_review")
    found = [queries.queue_tasks(u, Role.RAPPORTEUR).count() for u in (ministry["rapporteur"], make_user(role=Role.RAPPORTEUR))]
    assert found == [1, 0]


def test_queue_of_votes_is_personal(player: Any, ministry: dict[str, User]) -> None:
    player("committee_deliberation")
    assert [t.assignee for t in queries.queue_tasks(ministry["member_1"], Role.COMMITTEE_MEMBER)] == [ministry["member_1"]]


@pytest.mark.parametrize(("field", "count"), [(["EQV"], 1), (["EQV-01"], 1), (["LIC"], 0), (["LIC", "EQV-02"], 0)])
def test_queue_of_a_lent_signature_is_its_field(field: list[str], count: int, player: Any) -> None:
    player("awaiting_signature")
    assert queries.queue_tasks(lend_signature(field=field), Role.MINISTER_SIGNATORY).count() == count


def test_snoozed_work_comes_back_on_its_day(player: Any, ministry: dict[str, User], clock: Any) -> None:
    player("submitted")
    clerk, day = ministry["front_desk"], timezone.localdate() + timedelta(days=2)
    Task.objects.update(snoozed_until=day)
    assert (queries.queue_tasks(clerk, "front_desk").count(), queries.queue_tasks(clerk, "front_desk", snoozed=True).count()) == (
        0,
        1,
    )
    assert queries.queue_tasks(clerk, "front_desk", on=day).count() == 1


def test_queues_of_a_person_are_those_of_their_desks(ministry: dict[str, User]) -> None:
    found = {name: [q.role for q in queries.queues_of(standing_of(user))] for name, user in ministry.items()}
    assert found["administrator"] == found["applicant"] == []
    assert found["chair"] == ["committee_chair", "committee_member"]


def work(case: Case, count: int) -> None:
    """Open tasks of the region, three on each due day."""
    Task.objects.filter(case=case).delete()
    users = [User(email=f"u{n}@takwin.invalid") for n in range(count)]
    holders = User.objects.bulk_create(users)
    day = date(2026, 12, 1)
    Task.objects.bulk_create(
        Task(
            case=case, stage="submitted", role="front_desk", region=TUNIS, due=day + timedelta(days=n // 3), assignee=holders[n],
            status="taken", opened_at=timezone.now(), procedure="EQV-01",
        )
        for n in range(count)
    )  # fmt: skip


def test_pages_of_a_queue_follow_each_other_there_and_back(player: Any, ministry: dict[str, User]) -> None:
    work(player("submitted").case, 60)
    tasks = queries.queue_tasks(ministry["front_desk"], "front_desk")
    everything = list(tasks.order_by("due", "id").values_list("pk", flat=True))
    pages, page = [], queries.queue_page(tasks)
    while True:
        pages.append([t.pk for t in page.rows])
        if not page.next:
            break
        page = queries.queue_page(tasks, after=page.next)
    assert [len(p) for p in pages] == [25, 25, 10]
    assert [pk for p in pages for pk in p] == everything
    back = queries.queue_page(tasks, before=page.previous)
    assert [t.pk for t in back.rows] == pages[1]
    assert [t.pk for t in queries.queue_page(tasks, before=back.previous).rows] == pages[0]


@pytest.mark.parametrize("cursor", ["x", "WyJhIiwgImIiXQ", "W10", "bm90IGpzb24"])
def test_damaged_cursor_shows_the_first_page(cursor: str, player: Any, ministry: dict[str, User]) -> None:
    player("submitted")
    tasks = queries.queue_tasks(ministry["front_desk"], "front_desk")
    assert len(queries.queue_page(tasks, after=cursor).rows) == 1


def test_count_stops_at_its_cap(player: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    work(player("submitted").case, 5)
    monkeypatch.setattr(queries, "COUNT_CAP", 3)
    assert queries.capped_count(Task.objects.all()) == 3


def test_search_by_number_name_and_identity_in_either_script(player: Any, ministry: dict[str, User]) -> None:
    case = player("under_review").case
    words = [case.number, case.applicant_name_ar, case.applicant_name_fr.upper(), case.applicant_identity.rpartition(":")[2]]
    assert [list(queries.search(ministry["central_officer"], w)) for w in words] == [[case]] * 4
    assert list(queries.search(make_user(role=Role.REGIONAL_OFFICER, region=SFAX), case.number)) == []
    assert list(queries.search(ministry["administrator"], case.number)) == []


def test_search_leaves_drafts_out(player: Any, ministry: dict[str, User]) -> None:
    player("draft")
    assert list(queries.search(ministry["applicant"], "EQV")) == []


def test_cases_of_a_person_are_theirs(player: Any, ministry: dict[str, User]) -> None:
    """A discarded draft is no case; a request withdrawn before it was registered was one."""
    draft, filed = player("draft").case, player("submitted")
    discarded = player("draft")
    discarded.perform("discard")
    filed.perform("withdraw")
    player("submitted", applicant=make_user())
    assert set(queries.cases_of(ministry["applicant"])) == {draft, filed.case}


def test_timeline_is_in_the_order_of_the_chain(player: Any) -> None:
    case = player("under_review").case
    assert [(e.seq, e.kind) for e in queries.timeline(case)] == [(1, "transition.submit"), (2, "transition.register_case")]
