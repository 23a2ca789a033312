"""Committee meetings: planned, convened, held and closed from their page."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from tests.factories.cases import make_user
from workflow import committees, meetings
from workflow.models import AgendaItem, Case, CommitteeSession, SessionMember

Play = Callable[..., Any]
Open = Callable[[User], Client]


def planned(ministry: dict[str, User], *, days: int = 10) -> CommitteeSession:
    at = timezone.now() + timedelta(days=days)
    return meetings.plan(committee="equivalence", meets_at=at, place="Room 1", by=ministry["secretary"])


def status_of(session: CommitteeSession) -> str:
    return str(CommitteeSession.objects.values_list("status", flat=True).get(pk=session.pk))


def meeting_of(case: Case) -> CommitteeSession:
    item = committees.live_item(case)
    assert item is not None
    return item.session


# List and planning ---------------------------------------------------------------------------------------------------


def test_secretary_plans_a_meeting(ministry: dict[str, User], browser: Open) -> None:
    typed = {"committee": "equivalence", "meets_at": "2026-12-14T10:00", "place": "Room 1"}

    answer = browser(ministry["secretary"]).post("/committees/", typed)

    session = CommitteeSession.objects.get()
    assert (answer["Location"], timezone.localtime(session.meets_at).strftime("%d/%m/%Y %H:%M")) == (
        f"/committees/sessions/{session.pk}/",
        "14/12/2026 10:00",
    )


def test_meeting_in_the_past_is_refused_beside_its_field(ministry: dict[str, User], browser: Open) -> None:
    typed = {"committee": "equivalence", "meets_at": "2026-01-14T10:00", "place": "Room 1"}

    page = browser(ministry["secretary"]).post("/committees/", typed)

    assert (page.status_code, list(page.context["form"].errors), CommitteeSession.objects.count()) == (422, ["meets_at"], 0)


def test_member_plans_no_meeting(ministry: dict[str, User], browser: Open) -> None:
    page = browser(ministry["member_1"]).get("/committees/")

    assert (page.status_code, page.context["form"]) == (200, None)


@pytest.mark.parametrize("name", ["applicant", "officer", "registrar", "administrator"])
def test_meetings_are_closed_to_others(ministry: dict[str, User], browser: Open, name: str) -> None:
    session = planned(ministry)
    client = browser(ministry[name])

    assert [client.get(url).status_code for url in ("/committees/", f"/committees/sessions/{session.pk}/")] == [403, 404]


# The meeting ---------------------------------------------------------------------------------------------------------


def test_meeting_is_convened_with_its_agenda(ministry: dict[str, User], browser: Open) -> None:
    session = planned(ministry)

    answer = browser(ministry["secretary"]).post(f"/committees/sessions/{session.pk}/convene/")

    assert (answer.status_code, status_of(session), session.members.count()) == (302, "convened", 5)
    assert set(session.documents.values_list("kind", flat=True)) == {"AGD"}


@pytest.mark.parametrize("method", ["get", "post"])
def test_meeting_is_not_convened_by_the_chair(ministry: dict[str, User], browser: Open, method: str) -> None:
    session = planned(ministry)

    page = getattr(browser(ministry["chair"]), method)(f"/committees/sessions/{session.pk}/convene/")

    assert (page.status_code, status_of(session)) == (403, "planned")


def test_meeting_without_quorum_is_not_opened(ministry: dict[str, User], browser: Open, clock: Any) -> None:
    session = planned(ministry)
    meetings.convene(session=session, by=ministry["secretary"])
    clock.move_to(session.meets_at)
    present = [ministry["chair"].pk, ministry["member_1"].pk]

    noted = browser(ministry["secretary"]).post(f"/committees/sessions/{session.pk}/presence/", {"present": present})
    page = browser(ministry["chair"]).post(f"/committees/sessions/{session.pk}/open/")

    assert (noted.status_code, session.members.filter(is_present=True).count()) == (302, 2)
    assert (page.status_code, [str(s) for s in page.context["sentences"]]) == (409, ["The quorum is not reached."])


def test_presence_is_not_noted_by_a_member(ministry: dict[str, User], browser: Open) -> None:
    session = planned(ministry)
    meetings.convene(session=session, by=ministry["secretary"])

    page = browser(ministry["member_1"]).post(f"/committees/sessions/{session.pk}/presence/", {"present": []})

    assert page.status_code == 403


def test_meeting_is_held_to_its_minutes(player: Play, ministry: dict[str, User], browser: Open) -> None:
    story = player("committee_deliberation")
    story.play("votes")
    session = meeting_of(story.case)
    chair = browser(ministry["chair"])

    sides = [chair.get(f"/committees/sessions/{session.pk}/{act}/").status_code for act in ("close", "sign-minutes")]
    for act in ("close", "sign-minutes"):
        chair.post(f"/committees/sessions/{session.pk}/{act}/")

    assert (sides, status_of(session)) == ([200, 409], "minutes_signed")
    assert set(session.documents.values_list("kind", flat=True)) == {"AGD", "MIN"}


def test_meeting_with_votes_missing_is_not_closed(player: Play, ministry: dict[str, User], browser: Open) -> None:
    session = meeting_of(player("committee_deliberation").case)

    page = browser(ministry["chair"]).post(f"/committees/sessions/{session.pk}/close/")

    assert (page.status_code, status_of(session)) == (409, "open")


def test_meeting_act_that_does_not_exist_is_not_found(ministry: dict[str, User], browser: Open) -> None:
    session = planned(ministry)
    client = browser(ministry["secretary"])

    assert [client.post(f"/committees/sessions/{session.pk}/{act}/").status_code for act in ("dance", "plan")] == [404, 404]


def test_member_is_offered_the_vote_until_it_is_cast(player: Play, ministry: dict[str, User], browser: Open) -> None:
    story = player("committee_deliberation")
    session = meeting_of(story.case)
    client = browser(ministry["member_1"])

    before = client.get(f"/committees/sessions/{session.pk}/").context["items"][0]
    story.perform("cast_vote", by=ministry["member_1"], choice="for", level="CAP")
    after = client.get(f"/committees/sessions/{session.pk}/").context["items"][0]

    offered = [[a["url"].split("/")[4] for a in item["acts"]] for item in (before, after)]
    assert offered == [["cast_vote", "declare_recusal"], []]
    assert (str(after["own_vote"]), after["tally"]) == ("For", [])


@pytest.mark.parametrize("count", [1, 30])
def test_meeting_page_asks_the_same_questions_for_any_agenda(
    ministry: dict[str, User], browser: Open, django_assert_num_queries: Any, count: int
) -> None:
    session = planned(ministry)
    meetings.convene(session=session, by=ministry["secretary"])
    at = datetime.now(tz=timezone.get_current_timezone())
    for n in range(1, count + 1):
        case = Case.objects.create(
            number=f"EQV-01/2026/{n:06d}", procedure="EQV-01", stage="committee_agenda", author=ministry["applicant"]
        )
        AgendaItem.objects.create(session=session, case=case, position=n, placed_at=at)
    client = browser(ministry["secretary"])
    client.get("/committees/")

    # Session, person, navigation, meeting, seats, items, votes, recusals, documents.
    with django_assert_num_queries(9):
        assert len(client.get(f"/committees/sessions/{session.pk}/").context["items"]) == count


def test_former_member_reads_the_meetings_where_they_sat(ministry: dict[str, User], browser: Open) -> None:
    session, guest = planned(ministry), make_user(role="committee_member", committee="another")
    SessionMember.objects.create(session=session, user=guest, capacity="member")

    assert browser(guest).get(f"/committees/sessions/{session.pk}/").status_code == 200
