"""EQV-02 told as the regulation tells it: a certificate from before homologation is placed at a level."""

from datetime import date
from typing import Any

import pytest

from accounts.models import User
from accounts.roles import Role
from registers.models import Certificate, EquivalenceDecision
from tests.factories.people import post as hold
from tests.journeys.conftest import letters, story
from workflow.models import Case
from workflow.refusals import ConditionsUnmet, DutiesConflict, FormInvalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(player: Any) -> Any:
    def make(*steps: str) -> Any:
        brought = player(procedure="EQV-02")
        brought.play(*steps)
        return brought

    return make


def test_certificate_is_placed_by_the_table(asked: Any, days: Any) -> None:
    brought = asked("submit")
    case: Case = brought.case
    days(date(2026, 11, 24))
    brought.play("register_case")
    assert (case.number, case.clocks.get(stage="under_review").due) == ("EQV-02/2026/000001", date(2026, 12, 1))
    days(date(2026, 11, 25))
    brought.play("transmit_to_centre")
    assert case.clocks.get(stage="central_review").due == date(2026, 12, 16)
    brought.play("propose_approval", "sign_approval")
    assert case.stage == "approved"
    decision, line = EquivalenceDecision.objects.get(), Certificate.objects.get()
    assert (decision.status, decision.level, decision.country) == ("granted", "CAP", "TN")
    assert (line.kind, line.level, line.decision) == ("classification", "CAP", decision.entry)
    assert decision.decision_number == line.decision_number == "2026/EQV/000001"
    content = case.documents.get(kind="CLA", is_reference=True).content
    assert (content["rests_on"], content["level"]["code"]) == ("table", "CAP")
    assert dict(letters(case)).keys() == {"ACK", "REC", "CLA"}
    assert story(case) == ["submit", "register_case", "transmit_to_centre", "propose_approval", "sign_approval"]


def test_silence_of_the_region_sends_the_case_to_the_centre(asked: Any, days: Any) -> None:
    brought = asked("submit", "register_case")
    days(date(2026, 12, 1))
    brought.case.refresh_from_db()
    assert brought.case.stage == "central_review"
    assert story(brought.case)[-1] == "transmit_without_opinion"


def test_lost_original_is_searched_and_the_committee_places_it(asked: Any) -> None:
    """No original and no line of the table: archives first, then the committee."""
    brought = asked("lose_original", "submit", "register_case", "transmit_to_centre")
    with pytest.raises(ConditionsUnmet):
        brought.perform("propose_approval")
    brought.play("search_archives", "record_archive_result")
    with pytest.raises(ConditionsUnmet):
        brought.perform("propose_approval")
    brought.play("refer_to_committee", "open_deliberation", "votes", "record_committee_opinion")
    with pytest.raises(FormInvalid):
        brought.perform("propose_approval", rests_on="table")
    brought.play("propose_approval", "sign_approval")
    content = brought.case.documents.get(kind="CLA", is_reference=True).content
    assert (content["rests_on"], content["minutes"]) == ("opinion", "2026/01")
    assert EquivalenceDecision.objects.get().session_number == brought.case.facts["opinion"]["session"]


def test_another_level_than_the_tables_needs_the_committee(asked: Any) -> None:
    brought = asked("submit", "register_case", "transmit_to_centre")
    with pytest.raises(FormInvalid) as refusal:
        brought.perform("propose_approval", level="BTS")
    assert set(refusal.value.form.errors) == {"level"}


def test_classification_is_refused(asked: Any) -> None:
    brought = asked("submit", "register_case", "transmit_to_centre", "propose_refusal", "sign_refusal")
    assert (brought.case.stage, Certificate.objects.count()) == ("refused", 0)
    assert EquivalenceDecision.objects.get().status == "refused"


def test_whoever_searched_does_not_sign(asked: Any, ministry: dict[str, User]) -> None:
    brought = asked(
        "submit", "register_case", "transmit_to_centre", "search_archives", "record_archive_result", "propose_approval"
    )
    hold(ministry["registrar"], role=Role.MINISTER_SIGNATORY)
    with pytest.raises(DutiesConflict):
        brought.perform("sign_approval", by=ministry["registrar"])
