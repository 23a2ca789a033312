"""What the applicant is asked, item by item, and what their answers change."""

from typing import Any

import pytest

from accounts.models import User
from tests.factories.cases import TUNIS
from tests.factories.people import make_user
from workflow import completeness
from workflow.models import Case, ItemRequest

pytestmark = pytest.mark.django_db


def test_deposit_copies_what_queues_show(player: Any) -> None:
    brought = player("draft")
    assert (brought.case.region, brought.case.applicant_name_fr, brought.case.submitted_at) == ("", "", None)
    brought.play("submit")
    case = Case.objects.get()
    person = case.answers["person"]
    assert case.applicant_name_fr == f"{person['first_name_fr']} {person['last_name_fr']}"
    assert (case.applicant_identity, case.region, case.language) == (f"cin:{person['cin']}", TUNIS, person["preferred_language"])


def test_asked_items_wait_for_their_answers(player: Any, ministry: dict[str, User]) -> None:
    case = player("awaiting_complements").case
    request = completeness.open_request(case)
    assert (request.kind, request.stage, request.round, request.asked_by) == (
        "complement",
        "awaiting_complements",
        1,
        ministry["officer"],
    )
    assert [i["code"] for i in completeness.unanswered(case)] == ["SYLL"]
    assert (completeness.may_change(case, "SYLL"), completeness.may_change(case, "DIPL")) == (True, False)
    completeness.mark_answered(case, "SYLL", text="Voir la page 3.")
    assert completeness.unanswered(case) == []
    assert completeness.open_request(case).items[0]["text"] == "Voir la page 3."


def test_sending_before_every_answer_is_refused(player: Any, ministry: dict[str, User]) -> None:
    from workflow.actions import perform
    from workflow.refusals import ConditionsUnmet

    case = player("awaiting_complements").case
    with pytest.raises(ConditionsUnmet):
        perform(case.pk, "supply_complements", by=ministry["applicant"])
    assert ItemRequest.objects.get().answered_at is None


def test_second_round_is_numbered(player: Any) -> None:
    brought = player("awaiting_complements")
    brought.play("supply_complements", "request_complements")
    rounds = brought.case.item_requests.order_by("asked_at").values_list("round", "answered_at")
    assert [(n, at is not None) for n, at in rounds] == [(1, True), (2, False)]


def test_nothing_is_open_when_nothing_was_asked(player: Any) -> None:
    case = player("under_review").case
    assert completeness.open_request(case) is None
    assert completeness.may_change(case, "DIPL") is False
    assert completeness.unanswered(case) == [{"code": "none"}]
    completeness.mark_answered(case, "DIPL")
    assert ItemRequest.objects.count() == 0


def test_corrected_answer_changes_the_copies_until_registration(player: Any, ministry: dict[str, User]) -> None:
    brought = player("incomplete")
    case = brought.case
    case.answers["person"]["governorate"] = "TN-61"
    case.answers["person"]["first_name_fr"] = "Corrigée"
    case.save(update_fields=["answers"])
    brought.play("resubmit")
    assert (brought.case.region, brought.case.applicant_name_fr.split()[0]) == ("TN-61", "Corrigée")


def test_region_of_a_registered_case_does_not_move(player: Any) -> None:
    brought = player("awaiting_complements")
    brought.case.answers["person"]["governorate"] = "TN-61"
    brought.case.save(update_fields=["answers"])
    brought.play("supply_complements")
    assert brought.case.region == TUNIS


def test_officer_with_a_tie_is_not_named(player: Any, ministry: dict[str, User]) -> None:
    brought = player("submitted")
    ministry["officer"].identity = brought.case.applicant_identity
    ministry["officer"].save()
    other = make_user(role="regional_officer", region=TUNIS)
    brought.play("register_case")
    assert brought.case.assignments.get(role="regional_officer").user == other
