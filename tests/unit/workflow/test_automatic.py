"""What the system answers by itself: at once, once, and only where no human must look."""

from typing import Any

import pytest

from processes.language import Desk, Role, Stage
from tests.factories.rows import kept
from workflow import automatic
from workflow.actions import AT_ONCE
from workflow.machine import Machine
from workflow.models import OutboxRow
from workflow.procedures import named
from workflow.soundness import _times

pytestmark = pytest.mark.django_db


def test_answer_is_ordered_when_the_case_comes_to_its_stage(player: Any) -> None:
    brought = player("submitted", procedure="EQV-03")
    row = OutboxRow.objects.get(topic=AT_ONCE)
    assert row.payload == {"case": str(brought.case.pk), "stage": "submitted"}
    automatic.answer_ordered(row)
    brought.case.refresh_from_db()
    assert brought.case.stage == "register_check"


def test_nothing_is_done_to_a_case_that_has_moved_on(player: Any) -> None:
    player("withdrawn", procedure="EQV-03")
    before = kept()
    for row in OutboxRow.objects.filter(topic=AT_ONCE):
        automatic.answer_ordered(row)
    assert kept() == before


def test_stage_without_answers_of_its_own_is_left_alone(player: Any) -> None:
    case = player("register_check", procedure="EQV-03").case
    assert automatic.answer(case) is None


def test_answer_by_a_person_is_unsound() -> None:
    machine = named("EQV-03").machine
    spoilt = {**machine.desks, Stage.SUBMITTED: Desk(Role.REGISTRAR, at_once=("withdraw",))}
    found = list(_times(Machine(machine.initial, machine.stages, spoilt, machine.transitions)))
    assert "the desk of submitted says then=withdraw, which is not a transition of the system" in found
    assert "transition auto_match belongs to the system but no desk performs it" in found
