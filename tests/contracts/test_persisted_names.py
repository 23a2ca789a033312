"""Names that the database keeps never change: the lists are checked in, and a change of one is a decision."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.contracts.persisted import event_kinds, persisted, persisted_of
from workflow.procedure import Procedure
from workflow.procedures import procedures

FROZEN = Path(__file__).parent / "frozen"


def frozen(name: str) -> dict[str, Any]:
    return json.loads((FROZEN / f"{name}.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def changed(before: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    now = json.loads(json.dumps(now))
    return {key: now.get(key) for key in {*now, *before} if now.get(key) != before.get(key)}


def test_persisted_names_equal_the_frozen_list() -> None:
    """A new name is added to the list by hand; a name that is gone needs a migration of what was written."""
    assert changed(frozen("names"), persisted()) == {}


@pytest.mark.parametrize("procedure", procedures(), ids=lambda p: p.code)
def test_names_of_a_procedure_equal_the_frozen_list(procedure: type[Procedure]) -> None:
    assert changed(frozen(procedure.code), persisted_of(procedure)) == {}


def test_every_frozen_procedure_is_in_service() -> None:
    assert {file.stem for file in FROZEN.glob("*.json")} - {"names"} == {p.code for p in procedures()}


def test_kinds_of_events_are_really_read_from_the_code() -> None:
    kinds = event_kinds()
    assert {"transition.{}", "refusal", "reading.{}", "posting.opened", "parameter.in_force"} - set(kinds) == set()
