"""Events are written in the transaction of their act, chained in their stream, and never changed."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from tests.factories.people import make_user
from workflow.actor import SYSTEM, Actor
from workflow.ledger import chain, erasure, record, sequencer
from workflow.models import Case, Checkpoint, Event, Leaf, Payload, StreamHead

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture
def draft(db):
    user = make_user()
    return Case.objects.create(procedure="EQV-01", stage="draft", author=user, region="TN-11")


def test_first_event_of_a_stream(db):
    user = make_user()
    event = record.append(stream="calendar", kind="holiday.entered", by=user, payload={"date": "2026-12-17"}, at=AT)
    head = StreamHead.objects.get(pk="calendar")
    assert (event.seq, event.prev_hash, event.at) == (1, chain.GENESIS, AT)
    assert (head.seq, bytes(head.head)) == (1, event.entry_hash)


def test_event_follows_the_one_before_it(db):
    first, second = (record.append(stream="calendar", kind="holiday.entered", by=None, payload={"n": n}) for n in (1, 2))
    assert (second.seq, second.prev_hash) == (2, first.entry_hash)


def test_streams_are_chained_apart(db):
    record.append(stream="calendar", kind="holiday.entered", by=None, payload={})
    other = record.append(stream="outbox", kind="outbox.retried", by=None, payload={})
    assert (other.seq, other.prev_hash) == (1, chain.GENESIS)


def test_payload_waits_for_the_sequencer(db):
    event = record.append(stream="calendar", kind="holiday.entered", by=None, payload={"date": "2026-12-17"})
    payload = Payload.objects.get(event=event)
    assert (payload.body, len(bytes(payload.salt)), payload.is_sequenced) == ({"date": "2026-12-17"}, chain.SALT_BYTES, False)


def test_act_on_a_case_extends_the_head_that_the_caller_saves(draft):
    event = record.append_to_case(draft, kind="transition.submit", by=SYSTEM, payload={}, source="draft", target="submitted")
    assert (draft.ledger_seq, draft.ledger_head, event.actor) == (1, event.entry_hash, None)


def test_act_on_a_case_tells_role_and_title(draft):
    user = make_user()
    event = record.append_to_case(draft, kind="note.written", by=Actor(user, "central_officer"), payload={"body": "x"})
    body = Payload.objects.get(event=event).body
    assert (event.actor, event.on_behalf_of) == (user, "")
    assert body == {
        "role": "central_officer",
        "body": "x",
        "columns": {"procedure": "EQV-01", "region": "TN-11", "source": "", "target": ""},
    }


def test_columns_are_sealed_with_the_payload(draft):
    event = record.append_to_case(draft, kind="transition.submit", by=SYSTEM, payload={}, source="draft", target="submitted")
    sealed = Payload.objects.get(event=event).body["columns"]
    assert sealed == {"procedure": event.procedure, "region": event.region, "source": "draft", "target": "submitted"}


def test_word_of_the_ledger_in_a_payload_is_refused(db):
    with pytest.raises(ValueError, match="columns"):
        record.append(stream="calendar", kind="holiday.entered", by=None, payload={"columns": {}})


def test_act_that_fails_leaves_no_event(db):
    def fail():
        with transaction.atomic():
            record.append(stream="calendar", kind="holiday.entered", by=None, payload={})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (Event.objects.count(), Payload.objects.count(), StreamHead.objects.count()) == (0, 0, 0)


def test_stale_head_of_a_case_is_refused(draft):
    stale = Case.objects.get(pk=draft.pk)
    record.append_to_case(draft, kind="note.written", by=SYSTEM, payload={})
    with pytest.raises(DatabaseError), transaction.atomic():
        record.append_to_case(stale, kind="note.written", by=SYSTEM, payload={})
    assert Event.objects.filter(stream=draft.stream).count() == 1


def test_reading_is_told_in_its_own_stream(draft):
    event = record.reading(case=draft, by=draft.author, what="attachment", sha256="00")
    assert (event.stream, event.kind, event.procedure) == (f"reading:{draft.pk}", "reading.attachment", "EQV-01")


def test_queries_of_an_event(db, django_assert_num_queries):
    record.append(stream="calendar", kind="holiday.entered", by=None, payload={})
    with django_assert_num_queries(6):  # the head, the event, its payload, the head again; two of the savepoint
        record.append(stream="calendar", kind="holiday.entered", by=None, payload={})


# Triggers -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def sealed(guarded, kept):
    event = record.append(stream="calendar", kind="holiday.entered", by=None, payload={"date": "2026-12-17"})
    sequencer.sequence()
    return event


def refused(act):
    """Whether the database itself refuses."""
    try:
        with transaction.atomic():
            act()
    except DatabaseError as error:
        return "append-only" in str(error)
    return False


@pytest.mark.parametrize("model", [Event, Payload, Leaf, Checkpoint], ids=lambda model: model.__name__)
def test_rows_of_the_ledger_are_never_deleted(sealed, model):
    before = model.objects.count()
    assert (refused(lambda: model.objects.all()._raw_delete("default")), model.objects.count(), before) == (True, 1, 1)


CHANGES = {
    "time of an event": lambda: Event.objects.update(at=AT),
    "actor of an event": lambda: Event.objects.update(actor=make_user()),
    "column of an event": lambda: Event.objects.update(region="TN-61"),
    "payload": lambda: Payload.objects.update(body={"date": "2026-12-18"}),
    "salt": lambda: Payload.objects.update(salt=bytes(16)),
    "payload without its salt": lambda: Payload.objects.update(body=None),
    "back to the sequencer": lambda: Payload.objects.update(is_sequenced=False),
    "place in the tree": lambda: Leaf.objects.update(index=7),
    "note of a checkpoint": lambda: Checkpoint.objects.update(note="another"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_row_of_the_ledger_is_never_changed(sealed, change):
    assert refused(change)


def test_sequencer_and_erasure_may_pass_the_triggers(sealed):
    event = record.append(stream="user:1", kind="user.amended", by=None, payload={"changed": {}})
    done = sequencer.sequence(), erasure.erase(events=[event], kind="case.erased", by=None, told={})
    assert (done, Payload.objects.get(event=event).body) == ((1, 1), None)


def test_erased_payload_is_never_filled_again(sealed):
    erasure.erase(events=[sealed], kind="case.erased", by=None, told={})
    assert refused(lambda: Payload.objects.filter(event=sealed).update(body={"date": "2026-12-18"}, salt=bytes(16)))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="REPLACE is a word of SQLite")
def test_event_is_never_replaced(sealed):
    columns = "stream, seq, at, kind, on_behalf_of, commit_hash, prev_hash, entry_hash, procedure, region, source, target"
    statement = f"INSERT OR REPLACE INTO workflow_event (id, {columns}) SELECT id, {columns} FROM workflow_event"

    def replace():
        with connection.cursor() as cursor:
            cursor.execute(statement)

    assert refused(replace)


@pytest.mark.postgres
@pytest.mark.parametrize("table", ["event", "payload", "leaf", "checkpoint"])
def test_tables_of_the_ledger_are_never_emptied(sealed, table):
    def truncate():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for the commit would refuse before the trigger
            cursor.execute(f"TRUNCATE workflow_{table} CASCADE")

    assert refused(truncate)
