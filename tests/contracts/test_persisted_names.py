"""Names that the database keeps never change: the list is checked in, and a change of it is a decision."""

import json
from pathlib import Path
from typing import Any

from tests.contracts.persisted import event_kinds, persisted

FROZEN = Path(__file__).parent / "frozen.json"


def test_persisted_names_equal_the_frozen_list() -> None:
    """A new name is added to frozen.json by hand; a name that is gone needs a migration of what was written."""
    frozen: dict[str, Any] = json.loads(FROZEN.read_text(encoding="utf-8"))
    now = json.loads(json.dumps(persisted()))
    assert {key: now[key] for key in now if now[key] != frozen.get(key)} == {}
    assert set(now) == set(frozen)


def test_kinds_of_events_are_really_read_from_the_code() -> None:
    kinds = event_kinds()
    assert {"transition.{}", "refusal", "reading.{}", "posting.opened", "parameter.in_force"} - set(kinds) == set()
