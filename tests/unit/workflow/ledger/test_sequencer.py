"""Events enter the tree once, in one order, whoever seals them; the notes leave the database after commit alone."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection, connections, transaction

from workflow.ledger import checkpoint as notes
from workflow.ledger import erasure, guard, merkle, record, sequencer, verification, verify_export
from workflow.models import Checkpoint, Event, Leaf, Payload

ROOT = Path(__file__).parents[4]
SCRIPT = Path(verify_export.__file__)


def write(count, stream="calendar"):
    return [record.append(stream=stream, kind="holiday.entered", by=None, payload={"n": n}) for n in range(count)]


def test_nothing_waits(db, kept):
    assert (sequencer.sequence(), Checkpoint.objects.count(), kept.exists()) == (0, 0, False)


def test_events_enter_in_the_order_of_their_writing(db, kept):
    events = write(5)
    assert sequencer.sequence() == 5
    assert list(Leaf.objects.order_by("index").values_list("index", "event")) == [(n, e.pk) for n, e in enumerate(events)]
    assert list(Payload.objects.values_list("is_sequenced", flat=True)) == [True] * 5


def test_checkpoint_is_of_the_tree_and_signed(db, kept, settings):
    events = write(3)
    sequencer.sequence()
    public = notes.public_key(notes.load_key(settings.LEDGER_KEY))
    checkpoint = notes.verify(Checkpoint.objects.get().note, origin=settings.LEDGER_ORIGIN, public_key=public)
    tree = merkle.Tree(merkle.leaf_hash(e.entry_hash) for e in events)
    assert (checkpoint.size, checkpoint.root) == (3, tree.root())


def test_tree_grows_from_the_last_checkpoint(db, kept):
    events = write(3)
    sequencer.sequence()
    events += write(4, "outbox")
    sequencer.sequence()
    roots = [bytes(c.root) for c in Checkpoint.objects.order_by("size")]
    tree = merkle.Tree(merkle.leaf_hash(e.entry_hash) for e in events)
    assert roots == [tree.root(3), tree.root(7)]


def test_batches_are_sealed_one_after_the_other(db, kept, monkeypatch):
    monkeypatch.setattr(sequencer, "BATCH", 2)
    write(5)
    assert (sequencer.sequence_all(), list(Checkpoint.objects.order_by("size").values_list("size", flat=True))) == (5, [2, 4, 5])


def test_every_note_is_kept_outside(db, kept):
    for _round in range(3):
        write(2)
        sequencer.sequence()
    assert list(sequencer.anchored(kept)) == list(Checkpoint.objects.order_by("size").values_list("note", flat=True))


def test_note_follows_one_that_was_cut_short(db, kept):
    kept.mkdir()
    month = kept / "2026-11.notes"
    month.write_text("takwin.invalid/led", encoding="utf-8")
    sequencer.anchor("a whole note\n")
    files = sorted(file.name for file in kept.iterdir())
    texts = list(sequencer.anchored(kept))
    assert (texts, files[0]) == (["takwin.invalid/led", "a whole note\n"], "2026-11.notes")


def test_folder_of_anchors_that_cannot_be_written_stops_nothing(db, kept, settings, caplog):
    settings.LEDGER_ANCHORS = Path("/dev/null/anchors")
    write(1)
    assert (sequencer.sequence(), Checkpoint.objects.count()) == (1, 1)
    assert [r.getMessage() for r in caplog.records] == ["the checkpoint of 1 leaves was not kept outside the database"]


@pytest.mark.django_db(transaction=True)
def test_sealing_inside_another_transaction_is_refused(kept):
    write(1)
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        sequencer.sequence()
    assert (Leaf.objects.count(), kept.exists()) == (0, False)


def test_exported_case_is_verified_by_the_script_alone(case, tmp_path, settings):
    bundle = verification.export_case(case)
    key = notes.verifier_key(name=settings.LEDGER_ORIGIN, public_key=notes.public_key(notes.load_key(settings.LEDGER_KEY)))
    path = tmp_path / "ledger.json"

    def verdict():
        path.write_text(json.dumps(bundle, ensure_ascii=False), encoding="utf-8")
        command = [sys.executable, "-I", str(SCRIPT), str(path), "--key", key]
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env={}).returncode

    whole = verdict()
    bundle["entries"][2]["at"] = "2026-01-01T00:00:00.000000Z"
    assert (whole, verdict()) == (0, 1)


def test_export_of_an_erased_case_is_verified(case, tmp_path):
    erasure.erase(events=Event.objects.filter(stream=case.stream), kind="case.erased", by=None, told={})
    bundle = verification.export_case(case)
    path = tmp_path / "ledger.json"
    path.write_text(json.dumps(bundle), encoding="utf-8")
    assert ([e["payload"] for e in bundle["entries"]], verify_export.main([str(path)])) == ([None] * 4, 0)


# Several at a time --------------------------------------------------------------------------------------------------

WRITER = """
import sys, django
from django.conf import settings
django.setup()
from pathlib import Path
from workflow.ledger import record, sequencer
settings.LEDGER_KEY, settings.LEDGER_ANCHORS = Path(sys.argv[1]) / "ledger.pem", Path(sys.argv[1]) / "anchors"
for n in range(25):
    record.append(stream=sys.argv[2], kind="holiday.entered", by=None, payload={"n": n})
    record.append(stream="shared", kind="holiday.entered", by=None, payload={"n": n, "by": sys.argv[2]})
    sequencer.sequence()
"""

CHECKER = """
import sys, django
django.setup()
from tests.unit.workflow.ledger.test_sequencer import checked
checked(sys.argv[1])
"""


def sound(events):
    """The places of the tree, without gap or double, and what verification finds."""
    report = verification.verify()
    return (sorted(Leaf.objects.values_list("index", flat=True)), Leaf.objects.count(), report.unsequenced, report.flaws) == (
        list(range(events)),
        events,
        0,
        [],
    )


@pytest.fixture
def database_file(django_db_setup, django_db_blocker, tmp_path):
    """The empty test database as a file that other processes open, with its triggers."""
    path = tmp_path / "ledger.sqlite3"
    with django_db_blocker.unblock():
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as copy:
            connection.connection.backup(copy)
            copy.execute("PRAGMA journal_mode=WAL")
            for statement in guard._sqlite():
                copy.execute(statement)
            copy.commit()
    return path


@pytest.mark.skipif(connection.vendor != "sqlite", reason="one file, several processes")
def test_processes_that_write_and_seal_one_file_at_a_time(database_file, tmp_path):
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database_file}", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    running = [
        subprocess.Popen([*command, f"writer:{n}"], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
        for n in range(3)
    ]
    failed = [process.communicate(timeout=120)[1] for process in running]
    verdict = subprocess.run(
        [sys.executable, "-c", CHECKER, str(tmp_path)], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert (failed, verdict.stdout, verdict.stderr) == ([""] * 3, "True\n", "")


def checked(folder):
    """Called in a process of its own, on the file that the writers left."""
    from django.conf import settings

    settings.LEDGER_KEY, settings.LEDGER_ANCHORS = Path(folder) / "ledger.pem", Path(folder) / "anchors"
    sequencer.sequence_all()
    print(sound(150))  # noqa: T201


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_threads_that_write_and_seal_at_a_time(kept):
    failed = []

    def run(name):
        try:
            for n in range(25):
                record.append(stream=name, kind="holiday.entered", by=None, payload={"n": n})
                record.append(stream="shared", kind="holiday.entered", by=None, payload={"n": n, "by": name})
                sequencer.sequence()
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(f"writer:{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sequencer.sequence_all()
    assert (failed, sound(200)) == ([], True)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_second_sequencer_steps_aside(kept):
    write(1)
    found = []

    def second():
        found.append(sequencer.sequence())
        connections.close_all()

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [sequencer._LOCK])
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
    assert (found, sequencer.sequence()) == ([0], 1)
