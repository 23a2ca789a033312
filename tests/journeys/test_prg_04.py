"""The homologation of a regulated speciality: moratorium, opinions, joint visit, and the signatures of two ministries."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from accounts.roles import Role
from config.demonstration.driver import Player
from documents.models import Document
from registers import homologations, restrictions
from registers.entries import Cause
from registers.models import Homologation
from tests.factories.people import make_user
from workflow import opinions, policies
from workflow.refusals import ConditionsUnmet
from workflow.sweep import run_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def regulated(player: Callable[..., Player]) -> Callable[..., Player]:
    return partial(player, procedure="PRG-04")


def days_later(clock: Any, days: int) -> None:
    for _day in range(days):
        clock.move_to(timezone.now() + timedelta(days=1))
        run_due()


def orders_of(case: Any) -> list[Document]:
    return list(Document.objects.filter(case=case, kind="HOM", is_reference=True))


def test_joint_order_is_issued_by_the_second_signature(regulated: Callable[..., Player]) -> None:
    played = regulated("awaiting_cosignature")
    assert orders_of(played.case) == []
    assert not Homologation.objects.current().filter(case_id=played.case.pk).exists()
    played.play("cosign")
    assert played.case.stage == "approved"
    assert played.case.facts["cosignature"]["seen"] == played.case.facts["signature"]["seen"]
    found = homologations.get(played.case.facts["homologation"])
    assert (found.status, found.kind, found.regulated_field) == ("in_force", "regulated", "transport")
    assert found.cosigned_by == "le ministère du Transport"
    assert orders_of(played.case)[0].content["joint"]["ministry"]["fr"] == "le ministère du Transport"


def test_second_ministry_signs_the_text_of_the_first_on_another_day(regulated: Callable[..., Player], clock: Any) -> None:
    played = regulated("awaiting_cosignature")
    signed_on = played.case.facts["signature"]["on"]
    days_later(clock, 9)
    played.play("cosign")
    assert orders_of(played.case)[0].content["starts_on"] == signed_on


def test_second_ministry_may_refuse(regulated: Callable[..., Player]) -> None:
    played = regulated("awaiting_cosignature")
    played.play("refuse_cosignature")
    assert played.case.stage == "refused"
    assert orders_of(played.case) == []
    assert Document.objects.filter(case=played.case, kind="REF").exists()


def test_unfavourable_binding_opinion_ends_in_a_refusal(regulated: Callable[..., Player], ministry: dict[str, User]) -> None:
    played = regulated("opinions_pending")
    authority = User.objects.get(pk=opinions.waiting_for(played.case)[0])
    assert policies.case_role(played.case, authority) == "external_authority"
    played.perform("record_opinion", by=authority, verdict="unfavourable", grounds="لا تتوفر شروط السلامة المستوجبة.")
    assert policies.case_role(played.case, authority) is None
    played.play("close_opinions", "propose_refusal", "sign_refusal")
    assert played.case.stage == "refused"


def test_silence_of_a_binding_administration_blocks_the_approval(regulated: Callable[..., Player], clock: Any) -> None:
    played = regulated("opinions_pending")
    days_later(clock, 50)
    played.case.refresh_from_db()
    assert played.case.stage == "central_review"
    assert [r.status for r in opinions.of_case(played.case)] == ["silent"]
    played.play("schedule_visit", "report_visit", "put_on_agenda", "open_deliberation", "votes", "record_committee_opinion")
    with pytest.raises(ConditionsUnmet):
        played.perform("propose_approval")


def test_moratorium_entered_by_two_persons_stops_the_registration(regulated: Callable[..., Player], client: Client) -> None:
    played = regulated("submitted")
    word = played.case.answers["programme"]["title_fr"].upper()[:8]
    typed = {"kind": "moratorium", "speciality": word, "starts_on": timezone.localdate().isoformat()}
    typed |= {"legal_basis": "Arrêté conjoint n° 36", "reason": "Les terrains de stage manquent."}
    client.force_login(make_user(role=Role.LEGAL_OFFICER))
    proposed = client.post(reverse("workflow:propose_restriction"), typed)
    client.force_login(make_user(role=Role.CENTRAL_DIRECTOR))
    assert client.get(proposed["Location"]).context["reach"].unregistered == 1
    client.post(proposed["Location"], {"decision": "accept"})
    with pytest.raises(ConditionsUnmet) as refusal:
        played.perform("register_case")
    with translation.override("en"):
        sentence = str(refusal.value.sentence)
    assert sentence == "The speciality is under a moratorium, or reserved to homologation."
    assert played.case.stage == "submitted"


def test_moratorium_stops_the_registration_and_its_end_lets_it_pass(regulated: Callable[..., Player], clock: Any) -> None:
    played = regulated("submitted")
    today = timezone.localdate()
    cause = Cause(case_id=None, case_number="", event_stream="test", on=today)
    sector = played.case.answers["programme"]["sector"]
    restrictions.impose(
        kind="moratorium", cause=cause, sector=sector, starts_on=today, ends_on=today + timedelta(days=1), legal_basis="AC2011-36"
    )
    with pytest.raises(ConditionsUnmet):
        played.perform("register_case")
    days_later(clock, 2)
    played.play("register_case")
    assert played.case.stage == "under_review"
