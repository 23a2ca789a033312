"""Sessions: who plans, convenes, opens, closes and signs, in which order; quorum, ties and levels."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Posting, User
from accounts.roles import Role
from tests.factories.people import make_user
from workflow import committees, meetings
from workflow.committees import Quorum, Tally
from workflow.models import AgendaItem, CommitteeSession, Event, Vote
from workflow.refusals import NotEntitled, Refused

pytestmark = pytest.mark.django_db
NAME = "equivalence"


@pytest.mark.parametrize(
    ("appointed", "present", "needed", "reached"),
    [(0, 0, 1, False), (1, 1, 1, True), (4, 2, 3, False), (4, 3, 3, True), (5, 3, 3, True), (7, 3, 4, False), (12, 7, 7, True)],
)
def test_quorum_is_half_of_the_members_plus_one(appointed: int, present: int, needed: int, reached: bool) -> None:
    quorum = Quorum(appointed=appointed, present=present)
    assert (quorum.needed, quorum.is_reached) == (needed, reached)


@pytest.mark.parametrize(
    ("votes", "outcome"),
    [
        ((3, 2, 0, "against"), "favourable"),
        ((2, 3, 0, "for"), "unfavourable"),
        ((2, 2, 1, "for"), "favourable"),
        ((2, 2, 1, "against"), "unfavourable"),
        ((2, 2, 0, "abstain"), "unfavourable"),
        ((0, 0, 5, ""), "unfavourable"),
        ((1, 0, 4, "abstain"), "favourable"),
    ],
)
def test_chair_breaks_a_tie(votes: tuple[int, int, int, str], outcome: str) -> None:
    assert Tally(*votes).outcome == outcome


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (["CAP", "CAP", "BTP"], "CAP"),
        (["CAP", "BTP", "BTP", "CAP", ""], "CAP"),  # a tie without the chair's voice: the lower level
        ([], ""),
        (["", ""], ""),
    ],
)
def test_level_is_the_one_that_most_votes_named(levels: list[str], expected: str, player: Any, ministry: dict[str, User]) -> None:
    item = committees.live_item(player("committee_deliberation").case)
    voters = [ministry[f"member_{n}"] for n in range(1, 5)] + [ministry["secretary"]]
    for user, level in zip(voters, levels, strict=False):
        Vote.objects.create(item=item, user=user, choice="for", level=level, at=timezone.now())
    assert committees.recommended_level(item) == expected


def test_level_of_the_chair_prevails_among_equals(player: Any, ministry: dict[str, User]) -> None:
    item = committees.live_item(player("committee_deliberation").case)
    for name, level in (("member_1", "CAP"), ("chair", "BTP")):
        Vote.objects.create(item=item, user=ministry[name], choice="for", level=level, at=timezone.now())
    assert committees.recommended_level(item) == "BTP"


# Acts of the session ------------------------------------------------------------------------------------------------


@pytest.fixture
def session(ministry: dict[str, User], clock: Any) -> CommitteeSession:
    meets_at = timezone.now() + timedelta(days=10)
    return meetings.plan(committee=NAME, meets_at=meets_at, place="Salle 1", by=ministry["secretary"])


def present(ministry: dict[str, User], *names: str) -> list[int]:
    return [ministry[n].pk for n in names]


def test_session_lives_in_one_order(session: CommitteeSession, ministry: dict[str, User], clock: Any) -> None:
    secretary, chair = ministry["secretary"], ministry["chair"]
    ordered: list[str] = []
    meetings.convene(session=session, by=secretary, order=lambda **_: ordered.append("agenda"))
    assert sorted(session.members.values_list("capacity", flat=True)) == ["chair", *["member"] * 4]
    with pytest.raises(Refused):  # not yet the day
        meetings.open_meeting(session=session, by=chair)
    clock.move_to(session.meets_at)
    meetings.note_presence(session=session, present=present(ministry, "chair", "member_1", "member_2"), by=secretary)
    meetings.open_meeting(session=session, by=chair)
    meetings.close_meeting(session=session, by=chair)
    meetings.sign_minutes(session=session, by=chair, order=lambda **_: ordered.append("minutes"))
    session.refresh_from_db()
    assert (session.status, session.minutes_signed_by, ordered) == ("minutes_signed", chair, ["agenda", "minutes"])
    kinds = Event.objects.filter(stream=f"session:{session.pk}").order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == [f"session.{k}" for k in ("planned", "convened", "presence", "opened", "closed", "minutes_signed")]


@pytest.mark.parametrize(
    ("act", "wrong"),
    [("plan", "chair"), ("convene", "chair"), ("note_presence", "chair"), ("open_meeting", "secretary"), ("close_meeting", "secretary"), ("sign_minutes", "secretary")],
)  # fmt: skip
def test_act_of_another_is_refused_and_told(act: str, wrong: str, session: CommitteeSession, ministry: dict[str, User]) -> None:
    terms: dict[str, Any] = {"session": session}
    if act == "plan":
        terms = {"committee": NAME, "meets_at": timezone.now() + timedelta(days=1), "place": "x"}
    if act == "note_presence":
        terms["present"] = []
    with pytest.raises(NotEntitled):
        getattr(meetings, act)(by=ministry[wrong], **terms)
    told = Event.objects.select_related("payload").get(kind="refusal")
    assert (told.actor, told.payload.body["act"], told.payload.body["code"]) == (
        ministry[wrong],
        f"session.{act}",
        "not_entitled",
    )


def test_act_of_another_committee_is_refused(session: CommitteeSession) -> None:
    with pytest.raises(NotEntitled):
        meetings.convene(session=session, by=make_user(role=Role.COMMITTEE_SECRETARY, committee="other"))


def test_acts_out_of_their_order_are_refused(session: CommitteeSession, ministry: dict[str, User]) -> None:
    secretary, chair = ministry["secretary"], ministry["chair"]
    for act, by, terms in (
        (meetings.open_meeting, chair, {}),
        (meetings.close_meeting, chair, {}),
        (meetings.sign_minutes, chair, {}),
        (meetings.note_presence, secretary, {"present": []}),
    ):
        with pytest.raises(Refused):
            act(session=session, by=by, **terms)
    meetings.convene(session=session, by=secretary)
    with pytest.raises(Refused):
        meetings.convene(session=session, by=secretary)


def test_meeting_is_planned_in_the_future(ministry: dict[str, User], clock: Any) -> None:
    with pytest.raises(Refused):
        meetings.plan(committee=NAME, meets_at=timezone.now(), place="x", by=ministry["secretary"])


@pytest.mark.parametrize("chairs", [0, 2])
def test_committee_has_exactly_one_chair(chairs: int, session: CommitteeSession, ministry: dict[str, User]) -> None:
    if chairs == 0:
        Posting.objects.filter(user=ministry["chair"], role=Role.COMMITTEE_CHAIR).delete()
    else:
        make_user(role=Role.COMMITTEE_CHAIR, committee=NAME)
    with pytest.raises(Refused):
        meetings.convene(session=session, by=ministry["secretary"])
    assert session.members.count() == 0


def test_agenda_is_closed_once_the_meeting_is_open(player: Any, ministry: dict[str, User]) -> None:
    player("committee_deliberation")
    other = player("central_review")
    other.play("assign_rapporteur", "file_rapporteur_report")
    session = CommitteeSession.objects.get(status="open")
    with pytest.raises(Refused):
        committees._place(other.case, session, at=timezone.now())


def test_meeting_does_not_close_before_the_votes(player: Any, ministry: dict[str, User]) -> None:
    brought = player("committee_deliberation")
    session = CommitteeSession.objects.get()
    with pytest.raises(Refused, match="refused") as refusal:
        meetings.close_meeting(session=session, by=ministry["chair"])
    assert brought.case.number in str(refusal.value.sentence)
    brought.play("votes")
    meetings.close_meeting(session=session, by=ministry["chair"])


def test_member_who_voted_stays_present(player: Any, ministry: dict[str, User]) -> None:
    brought = player("committee_deliberation")
    brought.perform("cast_vote", by=ministry["member_1"])
    session = CommitteeSession.objects.get()
    meetings.note_presence(session=session, present=[ministry["chair"].pk], by=ministry["secretary"])
    seated = session.members.filter(is_present=True).values_list("user", flat=True)
    assert set(seated) == {ministry["chair"].pk, ministry["member_1"].pk}


def test_member_who_comes_late_votes(player: Any, ministry: dict[str, User]) -> None:
    """The deliberation began without them; a task is opened when they are noted present, and taken back when they leave."""
    brought = player("committee_agenda")
    session, late = committees.live_item(brought.case).session, ministry["member_4"]
    meetings.convene(session=session, by=ministry["secretary"])
    brought.wait(session.meets_at)
    early = present(ministry, "chair", "member_1", "member_2", "member_3")
    meetings.note_presence(session=session, present=early, by=ministry["secretary"])
    meetings.open_meeting(session=session, by=ministry["chair"])
    brought.perform("open_deliberation")
    own = brought.case.tasks.filter(assignee=late)
    assert own.count() == 0
    meetings.note_presence(session=session, present=[*early, late.pk], by=ministry["secretary"])
    meetings.note_presence(session=session, present=early, by=ministry["secretary"])
    assert list(own.values_list("role", "status")) == [("committee_member", "cancelled")]
    meetings.note_presence(session=session, present=[*early, late.pk], by=ministry["secretary"])
    assert (
        own.filter(closed_at=None).values_list("due").get()
        == brought.case.tasks.filter(assignee=ministry["member_1"], closed_at=None).values_list("due").get()
    )
    brought.perform("cast_vote", by=late)
    assert list(own.order_by("pk").values_list("status", flat=True)) == ["cancelled", "done"]
    assert Vote.objects.get().user == late


def test_adjourned_case_keeps_the_votes_of_its_meeting(player: Any, ministry: dict[str, User]) -> None:
    brought = player("committee_deliberation")
    brought.perform("cast_vote", by=ministry["member_1"])
    brought.play("adjourn")
    items = list(AgendaItem.objects.order_by("placed_at"))
    assert [(i.adjourned_at is not None, i.votes.count()) for i in items] == [(True, 1), (False, 0)]
    assert committees.live_item(brought.case) == items[1]
    assert items[0].session != items[1].session


def test_case_is_adjourned_twice_at_most(player: Any, ministry: dict[str, User]) -> None:
    brought = player("committee_agenda")
    for _time in range(2):
        brought.play("open_deliberation", "adjourn")
    brought.play("open_deliberation")
    with pytest.raises(Refused):
        brought.perform("adjourn")


def test_sessions_are_read_by_members_desks_and_those_who_watch(session: CommitteeSession, ministry: dict[str, User]) -> None:
    meetings.convene(session=session, by=ministry["secretary"])
    readers = {name for name, user in ministry.items() if meetings.sessions_of(user).exists()}
    assert readers == {"secretary", "chair", "auditor", "central_director", *(f"member_{n}" for n in range(1, 5))}
