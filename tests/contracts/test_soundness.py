"""The soundness gate finds what it promises to find, each flaw with a sentence."""

from dataclasses import replace

import pytest

from accounts.roles import Role
from processes.eqv_01 import DiplomaEquivalence
from workflow.machine import Machine
from workflow.procedures import procedures
from workflow.soundness import check_soundness, findings
from workflow.terms import ClockState, Desk


def unsound(machine: Machine) -> type[DiplomaEquivalence]:
    """A class of the same shape whose machine was spoilt."""
    told = {"ex_officio": "", "opened_by": (), "concealed": (), "links": (), "filled_at": (), "campaigns": None}
    return type("Spoilt", (), {"code": "EQV-01", "machine": machine, **told})


def without(machine: Machine, *names: str) -> Machine:
    kept = {n: t for n, t in machine.transitions.items() if n not in names}
    return replace(machine, transitions=kept, _leaving={})


def with_desk(machine: Machine, stage: str, desk: Desk) -> Machine:
    return replace(machine, desks={**machine.desks, stage: desk}, _leaving={})


def with_roles(machine: Machine, name: str, *roles: Role) -> Machine:
    old = machine.transitions[name]
    spoilt = replace(old, terms=replace(old.terms, by=roles))
    return replace(machine, transitions={**machine.transitions, name: spoilt}, _leaving={})


MACHINE = DiplomaEquivalence.machine


@pytest.mark.parametrize("procedure", procedures(), ids=lambda p: p.code)
def test_every_procedure_is_sound(procedure):
    assert findings(procedure) == []


def test_system_check_is_silent_when_all_are_sound():
    assert check_soundness(None) == []


@pytest.mark.parametrize(
    ("machine", "sentence"),
    [
        (without(MACHINE, "order_test"), "stage test_scheduled cannot be reached from draft"),
        (without(MACHINE, "file_rapporteur_report"), "stage expert_review is open but nothing leaves it"),
        (without(MACHINE, "file_rapporteur_report"), "stage expert_review has no way to a final stage"),
        (without(MACHINE, "record_test"), "the desk of test_scheduled is held by jury_president, who can do nothing there"),
        (
            with_desk(MACHINE, "expert_review", Desk(Role.COUNSELLOR)),
            "the desk of expert_review is held by counsellor, who can do nothing there",
        ),
        (
            with_desk(MACHINE, "central_review", replace(MACHINE.desks["central_review"], then="submit")),
            "the desk of central_review says then=submit, which is no transition from central_review",
        ),
        (
            with_desk(MACHINE, "central_review", replace(MACHINE.desks["central_review"], then="assign_rapporteur")),
            "the desk of central_review says then=assign_rapporteur, which is not a transition of the system",
        ),
        (
            with_desk(MACHINE, "committee_agenda", replace(MACHINE.desks["committee_agenda"], clock=ClockState.SUSPENDED)),
            None,
        ),
        (with_roles(MACHINE, "file_rapporteur_report", Role.AUDITOR), "transition file_rapporteur_report belongs to auditor, who may not act on cases"),
        (with_roles(MACHINE, "sign_approval", Role.CENTRAL_OFFICER), "central_officer both proposes and signs"),
    ],
)  # fmt: skip
def test_flaw_is_found_with_its_sentence(machine, sentence):
    found = findings(unsound(machine))
    if sentence is None:
        assert found == []
    else:
        assert sentence in found


def test_suspended_clock_that_nothing_resumes_is_found():
    spoilt = without(MACHINE, "supply_complements")
    assert "the clock is suspended at awaiting_complements and nothing resumes it" in findings(unsound(spoilt))


def test_dead_transition_is_found():
    spoilt = without(MACHINE, "order_test")
    assert "transition record_test is dead: none of its stages can be reached" in findings(unsound(spoilt))
