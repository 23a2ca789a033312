"""FIN-02 told as stories: an agreement with a host firm, its places, silence, a foreign partner, a hundred places and more."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from config.demonstration.applications import join_papers
from config.demonstration.driver import Player
from config.demonstration.training import cause_of
from registers import agreements, decisions, homologations, programmes
from registers.models import Agreement
from tests.journeys.conftest import letters
from workflow.models import Clock
from workflow.refusals import ConditionsUnmet, FormInvalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreed(player: Callable[..., Player]) -> Callable[..., Player]:
    return lambda stage="", **changes: player(stage, procedure="FIN-02", **changes)


def entered(told: Player) -> Agreement:
    return agreements.get(told.case.facts["agreement"])


def tell(told: Player, section: str, **changes: Any) -> None:
    told.case.answers = {**told.case.answers, section: {**told.case.answers[section], **changes}}
    told.case.save(update_fields=["answers"])


def due(case: Any) -> date | None:
    return case.clocks.filter(kind=Clock.Kind.STAGE, stage=case.stage).exclude(status="stopped").get().due


def test_agreement_from_the_filing_to_the_register(agreed: Any) -> None:
    told = agreed("under_review")
    assert due(told.case) == date(2026, 12, 14)  # fifteen working days
    told.play("register_agreement")
    held, case = entered(told), told.case
    assert (case.stage, held.status, held.agreement_type, held.places) == ("registered", "active", "placement", 12)
    assert (held.starts_on, held.ends_on) == (date(2027, 1, 2), date(2030, 1, 1))
    assert (held.provider, held.partner_rne, len(held.tutors)) == (
        case.provider,
        case.answers["partner"]["partner_rne"],
        2,
    )
    assert agreements.host_places(held.provider, on=date(2027, 6, 1)) == 12
    assert sorted(code for code, _number in letters(case)) == ["ACK", "AGREC", "REC"]
    said = case.documents.get(kind="AGREC", is_reference=True).content
    assert (said["ends_on"], said["tacit"]) == ("2030-01-01", False)


def test_silence_registers_a_domestic_placement(agreed: Any, days: Any) -> None:
    told = agreed("under_review")
    days(date(2026, 12, 14))
    told.case.refresh_from_db()
    assert told.case.stage == "under_review"
    days(date(2026, 12, 15))
    told.case.refresh_from_db()
    assert (told.case.stage, entered(told).places) == ("registered", 12)
    assert told.case.documents.get(kind="AGREC", is_reference=True).content["tacit"] is True


def test_places_count_for_the_homologation_of_the_programme(agreed: Any) -> None:
    told = agreed("under_review")
    [programme] = told.procedure.application.chosen_programmes(told.case)
    days_in_force = {"starts_on": date(2026, 1, 1), "ends_on": date(2029, 12, 31)}
    held = homologations.enter(
        programme=programme, site=programme.sites[0], facts={}, cause=cause_of(0, on=date(2026, 11, 23)), **days_in_force
    )
    told.play("register_agreement")
    assert (homologations.get(held).host_places, entered(told).homologation) == (12, held.entry)


def test_partner_receives_no_more_than_it_can_over_all_structures(agreed: Any) -> None:
    first, second = agreed("registered"), agreed()
    partner = first.case.answers["partner"]
    tell(second, "partner", **{k: partner[k] for k in ("partner_rne", "partner_name_ar", "partner_name_fr")})
    tell(second, "partner", partner_capacity=23)
    second.play("submit", "register_case")
    with pytest.raises(ConditionsUnmet):
        second.play("register_agreement")
    agreements.end(agreement=entered(first), cause=cause_of(0, on=date(2026, 11, 23)))
    second.play("register_agreement")
    assert entered(second).places == 12


def test_uninsured_trainees_are_not_placed(agreed: Any) -> None:
    told = agreed()
    tell(told, "terms", insurance_covered="no")
    told.play("submit", "register_case")
    with pytest.raises(ConditionsUnmet):
        told.play("register_agreement")
    told.play("propose_refusal", "sign_refusal")
    assert (told.case.stage, decisions.of_case(told.case.pk).outcome) == ("refused", "refused")


def test_foreign_partner_is_for_the_centre_after_an_opinion(agreed: Any, days: Any) -> None:
    told = agreed()
    told.play("abroad", "submit", "register_case")
    for name in ("register_agreement", "propose_approval"):
        with pytest.raises(ConditionsUnmet):
            told.perform(name)
    told.play("request_opinions")
    days(date(2026, 12, 15))  # fifteen working days: deemed favourable
    told.case.refresh_from_db()
    assert told.case.stage == "under_review"
    told.play("propose_approval", "sign_approval")
    held = entered(told)
    assert (told.case.stage, held.foreign_partner, held.partner_rne) == ("registered", True, "")


def test_foreign_partner_is_not_registered_by_silence(agreed: Any, days: Any) -> None:
    told = agreed()
    told.play("abroad", "submit", "register_case")
    days(date(2026, 12, 20))
    told.case.refresh_from_db()
    assert told.case.stage == "under_review"


def test_hundred_and_thirty_places_are_signed_by_the_centre(agreed: Any) -> None:
    told = agreed("awaiting_signature")
    assert due(told.case) == date(2026, 11, 30)
    told.play("return_for_review", "propose_approval", "sign_approval")
    assert (told.case.stage, entered(told).places) == ("registered", 130)


def test_joint_programme_names_its_agreement(agreed: Any) -> None:
    told = agreed()
    tell(told, "terms", agreement_type="joint_programme")
    join_papers(told.case, told.case.author)
    told.play("submit", "register_case", "propose_approval", "sign_approval")
    [programme] = told.procedure.application.chosen_programmes(told.case)
    assert programmes.get(programme).agreement == entered(told).entry


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"end_date": "2032-01-03"}, "end_date"),
        ({"end_date": "2027-01-01"}, "end_date"),
        ({"tutors": [{"name": "سمير الخيالي", "function": "رئيس ورشة"}]}, "tutors"),
        ({"places": "0"}, "places"),
    ],
)
def test_terms_out_of_bounds_are_refused(agreed: Any, changes: dict[str, Any], field: str) -> None:
    told = agreed()
    section = told.procedure.application.clean_section(told.case, "terms", {**told.case.answers["terms"], **changes})
    assert list(section.errors) == [field]


def test_director_ticks_what_was_seen(agreed: Any) -> None:
    told = agreed("under_review")
    with pytest.raises(FormInvalid) as refusal:
        told.perform("register_agreement", insured="")
    assert list(refusal.value.form.errors) == ["insured"]
