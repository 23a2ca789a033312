"""The registration of a trainer: by an act, under a condition, by silence, and out of the register again."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from config.demonstration.driver import Player
from documents.models import Document
from registers import trainers
from registers.entries import Cause
from registers.models import Decision
from workflow.refusals import ConditionsUnmet, FormInvalid
from workflow.sweep import run_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer(player: Callable[..., Player]) -> Callable[..., Player]:
    return partial(player, procedure="PRG-06")


def days_later(clock: Any, days: int, *, step: int = 1) -> None:
    for _day in range(0, days, step):
        clock.move_to(timezone.now() + timedelta(days=step))
        run_due()


def test_registration_from_the_draft_to_the_card(trainer: Callable[..., Player]) -> None:
    played = trainer()
    played.play("submit", "register_case", "register_trainer")
    assert played.case.stage == "registered"
    found = trainers.get(played.case.facts["trainer"])
    assert (found.status, found.number) == ("registered", "TR-000001")
    assert found.levels == ["BTP"]
    assert found.max_hours_week == 20
    assert trainers.is_registered(found)
    assert set(Document.objects.filter(case=played.case).values_list("kind", flat=True)) == {"ACK", "REC", "TRC"}


def test_without_pedagogy_the_registration_is_conditional(trainer: Callable[..., Player]) -> None:
    played = trainer()
    played.play("without_pedagogy", "submit", "register_case")
    with pytest.raises(ConditionsUnmet):
        played.perform("register_trainer")
    played.play("register_with_condition")
    found = trainers.get(played.case.facts["trainer"])
    assert (found.status, found.condition) == ("conditional", "pedagogy")
    assert found.condition_until == timezone.localdate() + timedelta(days=365)
    with pytest.raises(FormInvalid):
        played.perform("lift_condition", certificate="")
    played.play("lift_condition")
    found = trainers.get(played.case.facts["trainer"])
    assert (found.status, found.condition, found.pedagogy_training) == ("registered", "", True)


def test_condition_that_is_not_met_ends_the_registration(trainer: Callable[..., Player], clock: Any) -> None:
    played = trainer("registered_conditional")
    days_later(clock, 364, step=7)
    played.case.refresh_from_db()
    assert played.case.stage == "registered_conditional"
    days_later(clock, 5)
    played.case.refresh_from_db()
    assert played.case.stage == "removed"
    assert trainers.get(played.case.facts["trainer"]).status == "removed"


def test_silence_registers_under_the_condition_of_the_checks(trainer: Callable[..., Player], clock: Any) -> None:
    played = trainer("under_review")
    days_later(clock, 22)
    played.case.refresh_from_db()
    assert played.case.stage == "registered_conditional"
    assert played.case.facts["condition"]["what"] == "checks"
    with pytest.raises(FormInvalid):
        played.perform("lift_condition", checks_done="")
    played.play("lift_condition")
    assert trainers.get(played.case.facts["trainer"]).status == "registered"


def test_verification_suspends_the_examination(trainer: Callable[..., Player], clock: Any) -> None:
    played = trainer("verification")
    with pytest.raises(FormInvalid):
        played.perform("record_verification", verdict="silent")
    days_later(clock, 22)
    played.case.refresh_from_db()
    assert played.case.stage == "verification"
    played.perform("record_verification", verdict="silent", received_on="", summary="")
    assert played.case.facts["verification_answer"]["verdict"] == "silent"
    played.play("register_trainer")


def test_documents_that_are_denied_stand_in_the_way(trainer: Callable[..., Player]) -> None:
    played = trainer("verification")
    played.perform("record_verification", verdict="denies")
    with pytest.raises(ConditionsUnmet):
        played.perform("register_trainer")
    played.play("refuse_registration")
    assert Decision.objects.current().get(case_id=played.case.pk).outcome == "refused"


def test_trainer_is_registered_once(trainer: Callable[..., Player]) -> None:
    first, second = trainer("registered"), trainer("submitted")
    second.case.applicant_identity = first.case.applicant_identity
    second.case.save(update_fields=["applicant_identity"])
    with pytest.raises(ConditionsUnmet):
        second.perform("register_case")


def test_barred_person_is_not_registered(trainer: Callable[..., Player], ministry: dict[str, User]) -> None:
    first, second = trainer("registered"), trainer("under_review")
    cause = Cause(case_id=None, case_number="", event_stream="test", on=timezone.localdate())
    trainers.bar(trainer=first.case.facts["trainer"], cause=cause, reason="…")
    second.case.applicant_identity = first.case.applicant_identity
    second.case.save(update_fields=["applicant_identity"])
    with pytest.raises(ConditionsUnmet):
        second.perform("register_trainer")


def test_withdrawal_of_a_conditional_registration_strikes_off(trainer: Callable[..., Player]) -> None:
    played = trainer("registered_conditional")
    played.play("withdraw")
    assert (played.case.stage, trainers.get(played.case.facts["trainer"]).status) == ("withdrawn", "removed")
