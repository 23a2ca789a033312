"""Numbers under concurrency and roll-backs: no gap, no duplicate, the year of the ministry's day, void ones kept."""

import multiprocessing
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from documents import numbering, voiding
from documents.catalogue.equivalence import EQUIVALENCE_DECISION
from documents.models import Document, NumberUsed
from tests.integration.documents.conftest import actor, ordered
from workflow.ledger import record
from workflow.models import Case, Counter, Event
from workflow.refusals import NotEntitled, Refused

ON = date(2026, 11, 23)


def take(times: int, *, undo_each: int) -> None:
    """Takes numbers, each in its transaction; rolls some of them back."""
    for turn in range(times):
        try:
            with transaction.atomic():
                numbering.next_number(series="EQV", office=numbering.CENTRE, on=ON)
                if turn % undo_each == 0:
                    raise DatabaseError("rolled back on purpose")
        except DatabaseError:
            continue
    connections.close_all()


def given() -> list[int]:
    return list(NumberUsed.objects.filter(series="EQV/CENTRE", year=2026).order_by("n").values_list("n", flat=True))


def together(*works: Callable[[], None]) -> None:
    """Each in a thread of its own, which has its own connection."""
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def lay_out() -> None:
    with connection.schema_editor() as editor:
        editor.create_model(User)  # to whom a proposal points
        editor.create_model(Counter)
        editor.create_model(NumberUsed)
    connection.close()


@pytest.fixture
def in_a_file(tmp_path: Path, django_db_blocker: Any) -> Iterator[None]:
    """A database in a file: the one in memory has a single connection."""
    if connection.vendor != "sqlite":
        pytest.skip("processes try PostgreSQL")
    told = connections.settings["default"]
    before = told["NAME"]
    with django_db_blocker.unblock():
        told["NAME"] = str(tmp_path / "numbers.sqlite3")
        together(lay_out)
        yield
        told["NAME"] = before


def test_threads_with_roll_backs_leave_no_gap(in_a_file: None) -> None:
    together(*[partial(take, 20, undo_each=5)] * 6)
    found: list[int] = []

    def read() -> None:
        found.extend(given())
        connection.close()

    together(read)
    assert found == list(range(1, 6 * 16 + 1))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_processes_with_roll_backs_leave_no_gap() -> None:
    connections.close_all()
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=take, args=(50,), kwargs={"undo_each": 5}) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * 8
    assert given() == list(range(1, 8 * 40 + 1))


@pytest.mark.django_db
def test_each_year_starts_at_one() -> None:
    told = [
        numbering.next_number(series="EQV", office=numbering.CENTRE, on=on)
        for on in (date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 1))
    ]
    assert told == ["2026/EQV/000001", "2027/EQV/000001", "2027/EQV/000002"]


@pytest.mark.django_db
def test_year_is_that_of_the_ministry(make_case: Callable[..., Case], person: Callable[..., User], clock: Any) -> None:
    clock.move_to(datetime(2026, 12, 31, 23, 30, tzinfo=UTC))  # half past midnight in Tunis
    told = ordered(EQUIVALENCE_DECISION, make_case(), actor(person(), Role.MINISTER_SIGNATORY))
    assert told["number"] == "2027/EQV/000001"


@pytest.mark.django_db
def test_offices_count_apart() -> None:
    told = [numbering.next_number(series="ACK", office=office, on=ON) for office in ("TN-11", "TN-12", "TN-11")]
    assert told == ["2026/ACK/TN-11/000001", "2026/ACK/TN-12/000001", "2026/ACK/TN-11/000002"]


@pytest.mark.django_db
def test_void_keeps_the_number_and_withdraws_the_documents(make_case: Callable[..., Case], person: Callable[..., User]) -> None:
    ordered(EQUIVALENCE_DECISION, make_case(), actor(person(), Role.MINISTER_SIGNATORY))
    year, registrar, second = timezone.localdate().year, person(Role.REGISTRAR), person(Role.CENTRAL_DIRECTOR)
    used = voiding.propose(number=f"{year}/eqv/000001", reason="Signed by mistake twice.", by=registrar)
    assert set(Document.objects.values_list("status", "status_reason")) == {("ordered", "")}
    with pytest.raises(Refused):
        voiding.decide(used_id=used.pk, accept=True, by=registrar)
    voiding.decide(used_id=used.pk, accept=True, by=second)
    assert set(Document.objects.values_list("status", "status_reason")) == {("withdrawn", "Signed by mistake twice.")}
    assert numbering.next_number(series="EQV", office=numbering.CENTRE, on=date(year, 1, 1)) == f"{year}/EQV/000002"
    assert list(Event.objects.filter(kind__startswith="number.").order_by("seq").values_list("kind", "actor")) == [
        ("number.void_proposed", registrar.pk),
        ("number.voided", second.pk),
    ]
    with pytest.raises(Refused):
        voiding.decide(used_id=used.pk, accept=True, by=second)
    with pytest.raises(Refused):
        voiding.propose(number=f"{year}/EQV/000001", reason="Signed by mistake twice.", by=registrar)


@pytest.mark.django_db
def test_void_that_is_rejected_leaves_the_number_in_force(make_case: Callable[..., Case], person: Callable[..., User]) -> None:
    ordered(EQUIVALENCE_DECISION, make_case(), actor(person(), Role.MINISTER_SIGNATORY))
    year, registrar = timezone.localdate().year, person(Role.REGISTRAR)
    used = voiding.propose(number=f"{year}/EQV/000001", reason="Signed by mistake twice.", by=registrar)
    with pytest.raises(Refused):
        voiding.propose(number=f"{year}/EQV/000001", reason="Signed by mistake twice.", by=registrar)
    voiding.decide(used_id=used.pk, accept=False, by=person(Role.REGISTRAR))
    assert (Document.objects.filter(status="withdrawn").count(), list(voiding.waiting())) == (0, [])
    assert Event.objects.filter(kind="number.void_rejected").count() == 1


@pytest.mark.django_db
def test_void_is_for_registrars_with_a_reason(person: Callable[..., User], monkeypatch: pytest.MonkeyPatch) -> None:
    numbering.next_number(series="EQV", office=numbering.CENTRE, on=ON)
    monkeypatch.setattr(record, "append", lambda **k: pytest.fail("nothing is told"))
    with pytest.raises(NotEntitled):
        voiding.propose(number="2026/EQV/000001", reason="Signed by mistake.", by=person(Role.CENTRAL_OFFICER))
    for number, reason in (
        ("2026/EQV/000001", "short"),
        ("2026/EQV/000009", "Never was given."),
        ("no number at all", "Never was given."),
        ("2026/EQV/" + "9" * 30, "Never was given."),
    ):
        with pytest.raises(Refused):
            voiding.propose(number=number, reason=reason, by=person(Role.REGISTRAR))
    assert NumberUsed.objects.get().proposed_void == ""
