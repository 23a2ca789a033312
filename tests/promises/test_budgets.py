"""What an act may cost in statements, and that rows written by plain SQL are those that the ORM would write."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from config.demonstration.driver import Player
from tests.factories.people import make_user
from workflow import clocks, holidays, rows
from workflow.actions import perform
from workflow.models import Assignment, Case, Clock, Event, GivenAnswer, OutboxRow, Payload, Task

pytestmark = pytest.mark.django_db
FRAME = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
# Acts without documents and without effects of their own, by the stage at which they are performed.
ORDINARY = [
    ("under_review", "transmit_to_centre"),
    ("central_review", "send_back_to_region"),
    ("opinion_issued", "propose_approval"),
    ("awaiting_signature", "return_for_review"),
]
# The others: what their effects and documents add is known, and does not grow unseen.
FULLER = [
    ("submitted", "register_case", 33),
    ("central_review", "assign_rapporteur", 15),
    ("committee_deliberation", "cast_vote", 22),
]


def statements(player: Player, name: str) -> list[str]:
    by = player.person_for(name)
    data = player.filled(name, by)
    holidays.calendar()  # read once by a process, by whichever act asks first
    with CaptureQueriesContext(connection) as captured:
        perform(player.case.pk, name, by=by, data=data, revision=player.case.revision, key=uuid4())
    return [q["sql"] for q in captured.captured_queries if not q["sql"].startswith(FRAME)]


@pytest.mark.parametrize(("at", "name"), ORDINARY)
def test_an_ordinary_act_takes_fourteen_statements_at_most(player: Callable[[str], Player], at: str, name: str) -> None:
    found = statements(player(at), name)
    assert len(found) <= 14, "\n".join(found)


@pytest.mark.parametrize(("at", "name", "most"), FULLER)
def test_other_acts_keep_to_what_they_took(player: Callable[[str], Player], at: str, name: str, most: int) -> None:
    found = statements(player(at), name)
    assert len(found) <= most, "\n".join(found)


def column_values(row: Any) -> dict[str, Any]:
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}


def kinds(row: Any) -> dict[str, type]:
    return {k: type(v) for k, v in column_values(row).items()}


@pytest.fixture
def case(db: None) -> Case:
    return Case.objects.create(procedure="EQV-01", stage="draft", author=make_user(), answers={"a": ["é", "عربي", 1, None, True]})


def makers(case: Case) -> list[Callable[[int], Any]]:
    """Rows of every table that is written by plain SQL; a number makes each unique."""
    now, user, today = timezone.now(), case.author, date(2026, 11, 23)
    return [
        lambda n: Case(procedure="EQV-01", stage="draft", author=user, number=f"N{n}", facts={"f": n}, ledger_head=b"\x00\xff"),
        lambda n: Task(
            case=case, stage="draft", role=f"role {n}", status=Task.Status.TAKEN, assignee=user, due=today, opened_at=now
        ),
        lambda n: Clock(case=case, kind=Clock.Kind.STAGE, stage=f"s{n}", days=n, unit="working", runs=[["2026-11-23", None]]),
        lambda n: Event(stream="s", seq=n, at=now, kind="k", commit_hash=b"\x01", prev_hash=b"\x02", entry_hash=b"\x03"),
        lambda n: OutboxRow(topic="t", key=f"k{n}", payload={"é": n}, not_before=now),
        lambda n: GivenAnswer(key=uuid4(), user=user, body_hash=b"\x04", answer={"n": n}),
        lambda n: Assignment(case=case, role=f"role {n}", user=user, ended_at=now),
    ]


@pytest.fixture(params=[False, True], ids=["unseen", "watched"])
def way(request: pytest.FixtureRequest) -> Iterator[None]:
    """Statements go straight to the driver, or the ordinary way when somebody watches them."""
    with CaptureQueriesContext(connection) if request.param else nullcontext():
        yield


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("place", range(7))
def test_inserted_rows_are_those_that_the_orm_inserts(case: Case, place: int) -> None:
    make = makers(case)[place]
    by_orm, first, second = make(1), make(2), make(3)
    by_orm.save(force_insert=True)
    assert rows.insert(first, second) == 2
    for made in (by_orm, first, second):
        assert not made._state.adding
        stored = type(made).objects.get(pk=made.pk)
        assert column_values(stored) == column_values(made)
        [fetched] = rows.fetch(type(made), **{made._meta.pk.attname: made.pk})
        assert column_values(fetched) == column_values(stored)
        assert kinds(fetched) == kinds(stored)
        assert (fetched._state.adding, fetched._state.db) == (stored._state.adding, stored._state.db)


@pytest.mark.parametrize("place", range(7))
def test_a_new_row_is_what_the_model_makes(case: Case, place: int) -> None:
    by_model = makers(case)[place](1)
    stamped = {"id", "key", "uuid"} & column_values(by_model).keys()
    given = {k: v for k, v in column_values(by_model).items() if v is not None and k not in stamped}
    assert column_values(rows.new(type(by_model), **given)).keys() == column_values(by_model).keys()
    bare, by_rows = type(by_model)(**given), rows.new(type(by_model), **given)
    differing = {k for k, v in column_values(bare).items() if v != column_values(by_rows)[k]}
    assert differing <= stamped  # keys of their own
    assert (by_rows._state.adding, by_rows._state.db) == (True, None)
    with pytest.raises(TypeError, match="lacks one of"):
        rows.new(type(by_model), colour="green")


def test_defaults_are_not_shared_between_new_rows() -> None:
    first, second = rows.new(Case, procedure="EQV-01"), rows.new(Case, procedure="EQV-01")
    first.facts["opinion"] = "favourable"
    assert (second.facts, first.pk == second.pk) == ({}, False)


@pytest.mark.usefixtures("way")
def test_what_was_not_read_is_read_when_it_is_asked_for(case: Case) -> None:
    makers(case)[1](1).save()
    [task] = rows.fetch(Task, only=("id", "role"), case_id=case.pk)
    assert (task.role, task.get_deferred_fields() >= {"stage", "due"}) == ("role 1", True)
    assert (task.stage, task.due) == ("draft", date(2026, 11, 23))


def test_an_ordinary_act_leaves_the_application_alone(player: Callable[[str], Player]) -> None:
    [written] = [s for s in statements(player("under_review"), "transmit_to_centre") if s.startswith('UPDATE "workflow_case"')]
    assert ('"answers"' in written, '"facts"' in written) == (False, True)


def test_an_act_that_changes_the_application_writes_it(player: Callable[[str], Player], monkeypatch: pytest.MonkeyPatch) -> None:
    played, real = player("under_review"), clocks.turn

    def and_more(case: Case, **terms: Any) -> Any:
        case.answers["added"] = {"by": ["the effect"]}  # in place: no assignment tells of it
        return real(case, **terms)

    monkeypatch.setattr(clocks, "turn", and_more)
    statements(played, "transmit_to_centre")
    assert Case.objects.get(pk=played.case.pk).answers["added"] == {"by": ["the effect"]}


def test_each_condition_is_asked_once_in_an_act(player: Callable[[str], Player], monkeypatch: pytest.MonkeyPatch) -> None:
    from workflow import committees

    played, asked = player("committee_deliberation"), []
    real = committees.live_item
    monkeypatch.setattr(committees, "live_item", lambda case: asked.append(case.pk) or real(case))
    statements(played, "cast_vote")
    assert asked == [played.case.pk]


def test_a_payload_is_inserted_with_its_event(case: Case) -> None:
    event = makers(case)[3](1)
    rows.insert(event)
    rows.insert(Payload(event=event, salt=b"salt", body={"a": "ب"}))
    stored = Payload.objects.get(event=event)
    assert (bytes(stored.salt), stored.body, stored.is_sequenced) == (b"salt", {"a": "ب"}, False)


def test_updated_rows_are_those_that_the_orm_updates(case: Case) -> None:
    one, two, other = (makers(case)[2](n) for n in (1, 2, 3))
    rows.insert(one, two, other)
    before = column_values(Clock.objects.get(pk=other.pk))
    for clock in (one, two):
        clock.status, clock.due, clock.pauses, clock.days = Clock.Status.SUSPENDED, date(2027, 1, 1), [["a", None]], 99
    rows.update(one, two, names=["status", "due", "pauses"])
    rows.update(case, names=["answers"])
    for clock in (one, two):
        stored = Clock.objects.get(pk=clock.pk)
        assert (stored.status, stored.due, stored.pauses) == ("suspended", date(2027, 1, 1), [["a", None]])
        assert stored.days != 99  # it was not named
    assert column_values(Clock.objects.get(pk=other.pk)) == before
    case.facts, case.revision, case.applicant = {"é": [1]}, 7, case.author
    rows.update(case)
    assert column_values(Case.objects.get(pk=case.pk)) == column_values(case)


def test_rows_that_are_there_are_left_out_once(case: Case) -> None:
    make = makers(case)[4]
    OutboxRow.objects.create(topic="t", key="k1", payload={"first": True}, not_before=timezone.now())
    assert rows.insert(make(1), make(2), once=True) == 1
    assert list(OutboxRow.objects.order_by("key").values_list("key", "payload")) == [("k1", {"first": True}), ("k2", {"é": 2})]


def test_nothing_is_written_when_there_is_nothing(django_assert_num_queries: Callable[[int], Any]) -> None:
    with django_assert_num_queries(0):
        assert rows.insert() == 0
        rows.update()


def test_a_column_that_is_not_there_is_refused(case: Case) -> None:
    with pytest.raises(ValueError, match="lacks one of"):
        rows.update(case, names=["stage", "colour"])


def test_the_account_is_what_it_is_now(player: Callable[[str], Player], ministry: dict[str, User]) -> None:
    """The one statement that reads the account and the answer sees what has just changed."""
    from workflow.refusals import NotEntitled

    played = player("under_review")
    director = ministry["director"]
    User.objects.filter(pk=director.pk).update(is_active=False)
    with pytest.raises(NotEntitled):
        perform(played.case.pk, "transmit_to_centre", by=director, data={}, key=uuid4())


def test_a_condition_that_ceases_within_the_act_is_a_refusal(
    player: Callable[[str], Player], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A meeting may change between the two times that a condition is asked: the person is told, and nothing breaks."""
    from workflow.models import CommitteeSession
    from workflow.procedure import Procedure
    from workflow.refusals import ConditionsUnmet

    played = player("committee_deliberation")
    voter = played.person_for("cast_vote")
    real = Procedure.answers

    def then_closed(act: Procedure, transition: Any) -> Any:
        found = real(act, transition)
        CommitteeSession.objects.update(status=CommitteeSession.Status.CLOSED)
        return found

    monkeypatch.setattr(Procedure, "answers", then_closed)
    with pytest.raises(ConditionsUnmet) as refused:
        perform(played.case.pk, "cast_vote", by=voter, data={"choice": "for", "level": "CAP", "reason": ""})
    assert (refused.value.status, bool(str(refused.value.sentence))) == (409, True)
    assert not played.case.agenda_items.filter(votes__isnull=False).exists()
