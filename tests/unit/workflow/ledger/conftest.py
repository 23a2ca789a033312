"""A short history, its tree, and a key made from a known seed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from tests.factories.record import make_record
from workflow.ledger import chain, guard
from workflow.ledger.chain import Entry
from workflow.models import Case


def make_history(*, stream: str = "case:1", length: int = 5) -> list[Entry]:
    entries: list[Entry] = []
    start = datetime(2026, 12, 1, 8, 30, tzinfo=UTC)
    for number in range(1, length + 1):
        entry = chain.append(
            stream=stream,
            seq=number,
            at=start + timedelta(hours=number),
            actor=f"user:{number}",
            on_behalf_of="user:9" if number == 3 else "",
            kind="transition.submit",
            payload={"reason": "سبب", "documents": [number], "on": start.date()},
            prev_hash=entries[-1].entry_hash if entries else chain.GENESIS,
        )
        entries.append(entry)
    return entries


@pytest.fixture
def history() -> Callable[..., list[Entry]]:
    return make_history


@pytest.fixture
def entries() -> list[Entry]:
    return make_history()


@pytest.fixture(scope="session")
def key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


@pytest.fixture
def kept(tmp_path: Path, settings: Any) -> Path:
    """A key and a folder of anchors for this test alone; returns the folder."""
    settings.LEDGER_KEY, settings.LEDGER_ANCHORS = tmp_path / "ledger.pem", tmp_path / "anchors"
    return tmp_path / "anchors"


@pytest.fixture
def case(db: None, kept: Path) -> Case:
    """A case with four acts, beside a person's account and the calendar, sealed by two checkpoints."""
    return make_record()


@pytest.fixture
def guarded(db: None) -> None:
    """The triggers, which the test database is otherwise without; they go when the test is rolled back."""
    guard.install(connection)
