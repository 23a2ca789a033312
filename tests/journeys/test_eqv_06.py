"""The validation of prior experience: closed until an order opens it; eligibility, portfolio, jury, unit by unit."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from config.demonstration.driver import Player
from documents.models import Document
from forms.equivalence.experience import years_of
from registers import certificates, examinations, trainees
from registers.models import Certificate
from tests.factories.cases import open_service
from workflow import cases, parameters
from workflow.procedures import named
from workflow.refusals import ConditionsUnmet, FormInvalid, NotEntitled
from workflow.sweep import run_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def validation(player: Callable[..., Player]) -> Callable[..., Player]:
    return partial(player, procedure="EQV-06")


def letters(played: Player) -> set[str]:
    return set(Document.objects.filter(case=played.case).values_list("kind", flat=True))


def test_service_is_closed_until_an_order_opens_it(ministry: dict[str, User], client: Client) -> None:
    procedure = named("EQV-06")
    assert not parameters.is_open(procedure)
    with pytest.raises(NotEntitled):
        cases.open_draft(procedure=procedure, by=ministry["applicant"])
    catalogue, page = reverse("workflow:catalogue"), reverse("workflow:procedure", args=["EQV-06"])
    assert "EQV-06" not in client.get(catalogue).content.decode()
    assert client.get(page).status_code == 404
    open_service("EQV-06")
    assert "EQV-06" in client.get(catalogue).content.decode()
    assert client.get(page).status_code == 200
    assert parameters.is_open(procedure)
    assert cases.open_draft(procedure=procedure, by=ministry["applicant"]).stage == "draft"


def test_other_procedures_are_open_without_a_switch() -> None:
    assert parameters.is_open(named("EQV-01"))


def test_draft_is_not_filed_once_the_service_is_closed_again(validation: Callable[..., Player]) -> None:
    from workflow.models import Parameter

    played = validation("draft")
    Parameter.objects.filter(code="EQV-06.in_service").delete()
    with pytest.raises(ConditionsUnmet):
        played.perform("submit")


def test_validation_from_the_draft_to_the_diploma(validation: Callable[..., Player]) -> None:
    played = validation("approved")
    case, told = played.case, played.case.facts["eligibility"]
    line = Certificate.objects.current().get(case_id=case.pk)
    assert (line.kind, line.title, line.level) == ("experience", told["title_fr"], "CAP")
    assert examinations.get(case.facts["examination"]).exam_type == "experience"
    candidate = trainees.of_person(line.person)
    assert candidate is not None
    assert [unit["code"] for unit in candidate.units] == ["U1", "U2"]
    assert certificates.of_person(line.person).count() == 1
    assert letters(played) == {"ACK", "REC", "ELI", "DIPV"}


def test_units_that_are_validated_are_kept_for_five_years(validation: Callable[..., Player]) -> None:
    played = validation("partial_validated")
    assert played.case.facts["jury_result"]["validated"] == ["U2"]
    letter = Document.objects.get(case=played.case, kind="VPART", is_reference=True)
    assert letter.content["until"] == (timezone.localdate() + timedelta(days=1825)).isoformat()
    assert [unit["code"] for unit in letter.content["left"]] == ["U1"]
    assert not Certificate.objects.current().filter(case_id=played.case.pk).exists()


def test_president_settles_what_divides_the_members(validation: Callable[..., Player]) -> None:
    played = validation("jury_deliberation")
    played.play("disagrees")
    with pytest.raises(FormInvalid):
        played.perform("validate_fully", settled_u1="refused")
    played.play("validate_fully", "sign_diplomas")
    assert played.case.facts["jury_result"]["settled"] == {"U1": "validated"}


def test_result_is_stated_once_everybody_voted(validation: Callable[..., Player]) -> None:
    played = validation("jury_deliberation")
    played.play("cast_vote")
    with pytest.raises(ConditionsUnmet):
        played.perform("validate_fully")


def test_unit_that_the_members_refuse_prevents_a_full_validation(validation: Callable[..., Player]) -> None:
    played = validation("jury_deliberation")
    played.play("divides")
    with pytest.raises(ConditionsUnmet):
        played.perform("validate_fully")
    with pytest.raises(ConditionsUnmet):
        played.perform("refuse_validation")


def test_jury_that_validates_nothing_refuses(validation: Callable[..., Player]) -> None:
    played = validation("refused")
    assert letters(played) == {"ACK", "REC", "ELI", "REF"}


def test_jury_has_nobody_of_an_employer_of_the_candidate(validation: Callable[..., Player]) -> None:
    played = validation("portfolio_check")
    with pytest.raises(FormInvalid):
        played.perform("schedule_jury", first_employer="ورشة النموذج")
    with pytest.raises(FormInvalid):
        played.perform("schedule_jury", first_professional="no", second_professional="no")


def test_jury_votes_anew_after_the_signatory_returned_the_case(validation: Callable[..., Player]) -> None:
    played = validation("awaiting_signature")
    played.play("return_for_review")
    assert "ballots" not in played.case.facts
    played.play("refuses", "refuse_validation")
    assert played.case.stage == "refused"


def test_portfolio_that_does_not_come_in_a_year_closes_the_case(validation: Callable[..., Player], clock: Any) -> None:
    played = validation("eligible")
    for _week in range(56):
        clock.move_to(timezone.now() + timedelta(days=7))
        run_due()
    played.case.refresh_from_db()
    assert played.case.stage == "lapsed"


def test_ineligible_person_is_told_why(validation: Callable[..., Player]) -> None:
    played = validation("ineligible")
    letter = Document.objects.get(case=played.case, kind="ELI", is_reference=True)
    assert letter.content["eligible"] is False
    assert letter.content["grounds"]


@pytest.mark.parametrize(
    ("rows", "years"),
    [
        ([("2015-01-01", "2018-01-01", 40)], "3.0"),
        ([("2015-01-01", "2019-01-01", 20)], "2.0"),
        ([("2015-01-01", "2018-01-01", 40), ("2016-01-01", "2018-01-01", 40)], "3.0"),
        ([("2015-01-01", "2018-01-01", 20), ("2015-01-01", "2018-01-01", 20)], "3.0"),
        ([("2015-01-01", "2018-01-01", 60)], "3.0"),
    ],
)
def test_experience_counts_overlaps_once_and_part_time_in_proportion(rows: list[Any], years: str) -> None:
    assert str(years_of({"since": a, "until": b, "weekly_hours": h} for a, b, h in rows)) == years
