"""The language of procedures: fragments become explicit transitions, names are taken once, versions live side by side."""

from collections.abc import Iterator
from typing import Any

import pytest

from accounts.roles import Role
from processes.language import Desk, Fragment, Letter, Procedure, Stage, stage, working_days
from workflow import procedures as in_service
from workflow.actor import SYSTEM
from workflow.models import Case
from workflow.procedure import Condition
from workflow.procedures import named, procedure_of, procedures, register
from workflow.terms import ClockState


class Way(Fragment):
    """Draft to approved, as a shared part."""

    def desks(self) -> dict[str, Desk]:
        return {Stage.DRAFT: Desk(Role.APPLICANT)}

    def transitions(self) -> Iterator[tuple[str, Any]]:
        @stage.transition(label="Grant", source=Stage.DRAFT, target=Stage.APPROVED, by=Role.REGISTRAR)
        def grant(act: Procedure) -> None: ...

        yield "grant", grant


def declared(**body: Any) -> type[Procedure]:
    return type("Small", (Procedure,), {"code": "TST-01", "title": "Small", **body})


def test_fragment_is_expanded_into_the_machine() -> None:
    machine = declared(way=Way()).machine
    assert machine.stages == ("draft", "approved")
    assert {t.name: (t.sources, t.target, t.by) for t in machine.transitions.values()} == {
        "grant": (("draft",), "approved", (Role.REGISTRAR,))
    }
    assert (machine.is_final("approved"), machine.is_final("draft"), machine.kind_of("draft")) == (True, False, "initial")


def test_transition_declared_twice_is_refused() -> None:
    with pytest.raises(TypeError, match="grant is declared twice"):
        declared(way=Way(), again=Way())


def test_procedure_has_the_last_word_on_its_desks() -> None:
    desk = Desk(Role.REGISTRAR, working_days(3), clock=ClockState.SUSPENDED)
    machine = declared(way=Way(), desks={Stage.DRAFT: desk}).machine
    assert machine.desks == {"draft": desk}
    assert (machine.clock_at("draft"), machine.clock_at("approved")) == (ClockState.SUSPENDED, ClockState.STOPPED)


def test_versions_live_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_service, "_registry", {})
    one, two = declared(way=Way()), declared(way=Way(), version=2)
    register(one), register(two), register(two)
    assert (named("TST-01"), procedures()) == (two, [two])
    assert procedure_of(Case(procedure="TST-01", version=1)) is one
    with pytest.raises(ValueError, match="TST-01 version 2 is registered twice"):
        register(declared(way=Way(), version=2))
    with pytest.raises(ValueError):
        named("TST-02")


def test_condition_is_asked_once_an_act() -> None:
    asked = []

    def counted(act: Procedure) -> Condition:
        asked.append(act)
        return Condition(False, "Not yet.", n=len(asked))

    act = declared(way=Way())(Case(procedure="TST-01", stage="draft"), actor=SYSTEM)
    first, second = act.ask(counted), act.ask(counted)
    assert (len(asked), bool(first), first is second, first.message, first.read) == (1, False, True, "Not yet.", {"n": 1})


def test_instance_reads_and_writes_the_stage_of_its_case() -> None:
    case = Case(procedure="TST-01", stage="draft")
    declared(way=Way())(case, actor=SYSTEM).grant()
    assert case.stage == "approved"


def test_transition_knows_its_loop_and_its_reason() -> None:
    machine = named("EQV-01").machine
    found = {
        name: (machine.transitions[name].is_self_loop, machine.transitions[name].requires_reason)
        for name in ("cast_vote", "adjourn")
    }
    assert found == {"cast_vote": (True, False), "adjourn": (False, True)}


def test_letters_are_declared_with_their_stages() -> None:
    letters = named("EQV-01").letters
    assert [(name, type(letter), letter.issues.code) for name, letter in letters.items()] == [
        ("adversarial_letter", Letter, "ADV")
    ]
