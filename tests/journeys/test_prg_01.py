"""The declaration of a programme without homologation, from the draft to the register."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from config.demonstration.driver import Player
from documents.models import Document
from registers import programmes, restrictions
from registers.entries import Cause
from registers.models import Decision, Programme
from workflow.refusals import ConditionsUnmet, DutiesConflict, FormInvalid
from workflow.sweep import run_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def declared(player: Callable[..., Player]) -> Callable[..., Player]:
    return partial(player, procedure="PRG-01")


def days_later(clock: Any, days: int) -> None:
    for _day in range(days):
        clock.move_to(timezone.now() + timedelta(days=1))
        run_due()


def letters_of(case: Any) -> set[str]:
    return set(Document.objects.filter(case=case).values_list("kind", flat=True))


def close_sector(sector: str, *, kind: str) -> None:
    today = timezone.localdate()
    cause = Cause(case_id=None, case_number="", event_stream="test", on=today)
    restrictions.impose(kind=kind, cause=cause, sector=sector, starts_on=today, reason="…", legal_basis="AC2011-36")


def test_declaration_from_the_draft_to_the_register(declared: Callable[..., Player]) -> None:
    played = declared()
    played.play("submit", "register_case")
    assert played.case.number == "PRG-01/2026/000001"
    assert played.case.provider is not None
    played.play("register_declaration")
    programme = programmes.get(played.case.facts["programme"])
    assert (programme.status, str(programme.provider)) == (Programme.Status.DECLARED, str(played.case.provider))
    assert programme.total_hours == 300
    assert programme.advert_text == played.case.answers["publicity"]["advert_text"]
    assert programme.certificate_title == "Attestation de formation"
    assert letters_of(played.case) == {"ACK", "REC", "PRGR"}


def test_silence_registers_after_fifteen_working_days(declared: Callable[..., Player], clock: Any) -> None:
    played = declared("under_review")
    stage = played.case.clocks.get(kind="stage", stage="under_review", status="running")
    assert stage.due.isoformat() == "2026-12-14"
    days_later(clock, 21)
    played.case.refresh_from_db()
    assert played.case.stage == "under_review"
    days_later(clock, 1)
    played.case.refresh_from_db()
    assert played.case.stage == "registered"
    receipt = Document.objects.filter(case=played.case, kind="PRGR").first()
    assert receipt is not None
    assert receipt.content["tacit"] is True


def test_silence_counts_net_of_complements(declared: Callable[..., Player], clock: Any) -> None:
    played = declared("awaiting_complements")
    days_later(clock, 10)
    played.play("supply_complements")
    days_later(clock, 21)
    played.case.refresh_from_db()
    assert played.case.stage == "under_review"
    days_later(clock, 3)
    played.case.refresh_from_db()
    assert played.case.stage == "registered"


def test_objection_is_reasoned_and_entered(declared: Callable[..., Player], ministry: dict[str, User]) -> None:
    played = declared("under_review")
    with pytest.raises(FormInvalid):
        played.perform("object_to_declaration", reason="")
    played.play("object_to_declaration")
    assert played.case.stage == "refused"
    decision = Decision.objects.current().get(case_id=played.case.pk)
    assert (decision.outcome, decision.signed_by_id) == ("refused", ministry["director"].pk)
    assert not Programme.objects.current().filter(case_id=played.case.pk).exists()


def test_reserved_speciality_is_not_registered(declared: Callable[..., Player]) -> None:
    played = declared("submitted")
    close_sector(played.case.answers["programme"]["sector"], kind="homologation_only")
    with pytest.raises(ConditionsUnmet):
        played.perform("register_case")


def test_reserved_speciality_is_not_registered_by_silence(declared: Callable[..., Player], clock: Any) -> None:
    played = declared("under_review")
    close_sector(played.case.answers["programme"]["sector"], kind="moratorium")
    days_later(clock, 40)
    played.case.refresh_from_db()
    assert played.case.stage == "under_review"


def test_officer_who_asked_complements_does_not_sign(declared: Callable[..., Player], ministry: dict[str, User]) -> None:
    from accounts.roles import Role
    from tests.factories.people import post

    played = declared("awaiting_complements")
    played.play("supply_complements")
    post(ministry["officer"], role=Role.REGIONAL_DIRECTOR, region=played.case.region)
    with pytest.raises(DutiesConflict):
        played.perform("register_declaration", by=ministry["officer"])


def test_second_declaration_of_the_same_programme_waits(declared: Callable[..., Player]) -> None:
    first, second = declared("under_review"), declared("submitted")
    second.case.answers = {**second.case.answers, **{k: first.case.answers[k] for k in ("holder", "programme")}}
    second.case.applicant_identity = first.case.applicant_identity
    second.case.save(update_fields=["answers", "applicant_identity"])
    with pytest.raises(ConditionsUnmet):
        second.perform("register_case")
