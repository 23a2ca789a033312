"""Complaints: read, put to the structure without telling who complains, mediated, inspected, answered."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from config.demonstration.driver import Player
from documents.rendering.letters import html_of
from registers import complaints, providers, sites
from registers.models import Complaint, NonConformity
from tests.factories.people import make_user
from workflow import cases, policies
from workflow.refusals import ConditionsUnmet, DutiesConflict, FormInvalid
from workflow.sweep import run_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def complaining(player: Callable[..., Player]) -> Callable[..., Player]:
    return partial(player, procedure="PUB-01")


@pytest.fixture
def until(clock: Any) -> Callable[[date], None]:
    def pass_days(day: date) -> None:
        while timezone.localdate() < day:
            clock.move_to(timezone.now() + timedelta(days=1))
            run_due()

    return pass_days


def due(case: Any) -> date:
    return case.clocks.get(kind="stage", stage=case.stage, status="running").due


def entered(played: Player) -> Complaint:
    return complaints.get(played.case.facts["complaint"])


def test_acknowledgement_names_the_number_that_the_case_already_has(complaining: Callable[..., Player]) -> None:
    case = complaining("submitted").case
    said = {d.language: d.content for d in case.documents.filter(kind="ACK")}
    pages = {language: html_of(template="ACK", language=language, context=content) for language, content in said.items()}
    assert {language: f"{case.number}</bdi>" in page for language, page in pages.items()} == {"ar": True, "fr": True}
    assert [promise in page for promise, page in (("reçoit un numéro", pages["fr"]), ("يسند إليه عدد", pages["ar"]))] == [
        False
    ] * 2


def test_complaint_from_the_deposit_to_the_answer(complaining: Callable[..., Player]) -> None:
    played = complaining()
    played.play("submit")
    assert played.case.number == "PUB-01/2026/000001"
    assert due(played.case) == date(2026, 11, 30)  # five working days
    played.play("qualify", "ask_provider", "answer_complaint", "resolve_direct")
    told, structure = entered(played), providers.get(played.case.provider)
    assert (played.case.stage, told.status, told.outcome, told.subject) == ("resolved", "closed", "upheld", "refund")
    assert (told.provider, told.anonymous, told.complainant) == (structure.entry, True, None)
    assert told.number == "CPL-2026-000001"
    assert structure.risk_score == 30  # never inspected, no visit for two years, one complaint upheld
    assert sorted(played.case.documents.filter(is_reference=True).values_list("kind", flat=True)) == ["ACK", "CANS"]


def test_report_without_a_name_keeps_none(complaining: Callable[..., Player]) -> None:
    played = complaining()
    name = played.case.answers["contact"]["first_name_fr"]
    played.play("nameless", "submit")
    case = played.case
    assert case.number == "PUB-01/2026/000001"
    assert (case.applicant_name_fr, case.applicant_identity, "contact" in case.answers) == ("Plaignant anonyme", "", False)
    assert name.lower() not in case.search_text.lower()
    assert [s["code"] for s in played.procedure.application.summary(case)] == ["complaint", "declaration"]


def test_who_claims_a_right_gives_a_name_to_the_ministry_alone(complaining: Callable[..., Player]) -> None:
    played = complaining("qualification")
    assert (played.case.applicant_name_fr != "", played.case.answers["contact"] != {}) == (True, True)


# What the structure may know -------------------------------------------------------------------------------------------


def test_structure_is_not_told_who_complains(complaining: Callable[..., Player], client: Any) -> None:
    played = complaining("provider_response")
    partner = played.person_for("answer_complaint")
    assert policies.case_role(played.case, partner) == Role.PARTNER
    client.force_login(partner)
    who = played.case.answers["contact"]
    secrets = [who["first_name_ar"], who["last_name_ar"], who["first_name_fr"], who["last_name_fr"], who["email"], who["cin"]]
    pages = [f"/cases/{played.case.pk}/", f"/cases/{played.case.pk}/act/answer_complaint/", "/my/"]
    for page in pages:
        answer = client.get(page, follow=True)
        assert answer.status_code == 200, page
        html = answer.content.decode()
        # The same strings are on the officer's page, so that their absence means something.
        assert [s for s in secrets if s in html] == [], page
    assert played.case.answers["complaint"]["facts"] not in html
    officer = played.procedure.application.summary(played.case, role=Role.COMPLAINTS_OFFICER)
    assert secrets[0] in {row["value"] for section in officer for row in section["rows"]}


def test_structure_reads_what_it_is_asked(complaining: Callable[..., Player], client: Any) -> None:
    played = complaining("provider_response")
    client.force_login(played.person_for("answer_complaint"))
    page = client.get(f"/cases/{played.case.pk}/act/answer_complaint/").content.decode()
    assert played.case.facts["question"]["question"] in page


@pytest.mark.parametrize("told", ["first_name_fr", "last_name_ar", "phone", "cin"])
def test_question_that_tells_who_complains_is_refused(complaining: Callable[..., Player], told: str) -> None:
    played = complaining("qualification")
    secret = played.case.answers["contact"][told]
    with pytest.raises(FormInvalid) as refusal:
        played.perform("ask_provider", question=f"Pourquoi n’avez-vous pas remboursé ({secret}) ?")
    assert refusal.value.form.errors.as_data()["question"][0].code == "identity"


def test_complainant_who_hides_nothing_is_named_to_the_structure(complaining: Callable[..., Player]) -> None:
    played = complaining()
    played.case.answers["complaint"]["anonymous"] = "no"
    played.case.save(update_fields=["answers"])
    played.play("submit", "qualify", "ask_provider")
    application = played.procedure.application
    shown = {row["field"] for s in application.summary(played.case, role=Role.PARTNER) for row in s["rows"]}
    assert {"first_name_ar", "facts", "subject"} - shown == set()
    assert {"phone", "email", "cin", "address", "birth_date"} & shown == set()
    assert application.conceals_party(played.case, role=Role.PARTNER) is False


def test_silence_of_the_structure_is_a_non_conformity(complaining: Callable[..., Player], until: Callable[[date], None]) -> None:
    played = complaining("provider_response")
    assert due(played.case) == date(2026, 12, 7)  # ten working days
    until(date(2026, 12, 8))
    played.case.refresh_from_db()
    line = NonConformity.objects.current().get(case_id=played.case.pk)
    assert (played.case.stage, played.case.facts["provider_answer"]["silent"]) == ("qualification", True)
    assert (line.line, line.severity, line.provider) == ("APP-07", "minor", played.case.provider)


# Time ------------------------------------------------------------------------------------------------------------------


def test_danger_is_read_the_next_working_day(complaining: Callable[..., Player]) -> None:
    played = complaining()
    played.play("in_danger", "submit")
    assert due(played.case) == date(2026, 11, 24)


def test_danger_does_not_lapse(complaining: Callable[..., Player], until: Callable[[date], None]) -> None:
    usual, danger = complaining("awaiting_complements"), complaining()
    danger.play("in_danger", "submit", "qualify", "request_complements")
    until(date(2026, 12, 15))  # twenty days from 23 November, and their morning after
    for played in (usual, danger):
        played.case.refresh_from_db()
    assert (usual.case.stage, danger.case.stage) == ("lapsed", "awaiting_complements")
    assert (entered(usual).outcome, entered(danger).status) == ("lapsed", "open")


def test_incomplete_complaint_lapses_after_fifteen_days(
    complaining: Callable[..., Player], until: Callable[[date], None]
) -> None:
    played = complaining("incomplete")
    until(date(2026, 12, 8))
    played.case.refresh_from_db()
    assert played.case.stage == "incomplete"
    until(date(2026, 12, 9))
    played.case.refresh_from_db()
    assert (played.case.stage, Complaint.objects.count()) == ("lapsed", 0)


# Mediation, inspection, answers ----------------------------------------------------------------------------------------


def test_mediation_is_for_money_or_contract(complaining: Callable[..., Player]) -> None:
    played = complaining()
    played.play("nameless", "submit", "qualify")
    with pytest.raises(ConditionsUnmet):
        played.perform("propose_mediation")
    agreed = complaining("mediation")
    agreed.play("propose_mediation_again", "propose_mediation", "resolve")
    assert (agreed.case.stage, entered(agreed).outcome) == ("resolved", "mediated")


def test_danger_opens_an_inspection_without_notice(complaining: Callable[..., Player], ministry: dict[str, User]) -> None:
    played = complaining()
    played.play("in_danger", "submit", "qualify", "trigger_inspection")
    assert played.case.facts["order"]["site"] in {str(s.entry) for s in sites.of_provider(played.case.provider)}
    check_mission(played)
    assert played.case.duties["signs"] == [ministry["director"].pk]
    played.play("inspected", "record_inspection_result", "resolve_direct")
    assert played.case.stage == "resolved"


def check_mission(played: Player) -> None:
    """The mission knows the structure and not who complained, and the complaint waits for it."""
    mission = played.case.children.get()
    assert (mission.procedure, mission.stage, mission.provider) == ("MON-03", "planned", played.case.provider)
    asked = mission.answers["mission"]
    assert (asked["mission_type"], asked["announced"]) == ("complaint", "no")
    who = played.case.answers["contact"]
    assert who["last_name_fr"] not in str(mission.answers) + str(mission.facts) + mission.applicant_name_fr
    with pytest.raises(ConditionsUnmet):
        played.perform("record_inspection_result")


def test_inspection_needs_serious_facts_and_a_known_structure(complaining: Callable[..., Player]) -> None:
    mild, unknown = complaining("submitted"), complaining("submitted")
    mild.perform("qualify", urgency="normal")
    unknown.perform("qualify", provider="")
    for played in (mild, unknown):
        with pytest.raises(ConditionsUnmet):
            played.perform("trigger_inspection", site="", order_reason="x" * 20)
    with pytest.raises(ConditionsUnmet):
        unknown.perform("ask_provider")


def test_director_who_qualified_does_not_order_the_inspection(complaining: Callable[..., Player]) -> None:
    played = complaining("qualification")
    officer = User.objects.get(pk=played.case.duties["instructs"][0])
    from tests.factories.people import post

    post(officer, role=Role.REGIONAL_DIRECTOR, region=played.case.region)
    with pytest.raises(DutiesConflict):
        played.perform("trigger_inspection", by=User.objects.get(pk=officer.pk))


def test_complaint_typed_at_the_counter_is_read_by_another(complaining: Callable[..., Player], ministry: dict[str, User]) -> None:
    played = complaining("submitted")
    officer = ministry[Role.COMPLAINTS_OFFICER]
    played.case.duties = {"files": [officer.pk]}
    played.case.save(update_fields=["duties"])
    with pytest.raises(ConditionsUnmet):
        played.perform("qualify", by=officer)
    played.perform("qualify", by=make_user(role=Role.COMPLAINTS_OFFICER, region=played.case.region))


def test_officer_who_acts_for_the_structure_does_not_answer(
    complaining: Callable[..., Player], ministry: dict[str, User]
) -> None:
    from accounts.models import Membership, Organisation

    played = complaining("qualification")
    own = Organisation.objects.get(uuid=providers.get(played.case.provider).organisation)
    Membership.objects.create(user=ministry[Role.COMPLAINTS_OFFICER], organisation=own, since=timezone.localdate())
    with pytest.raises(ConditionsUnmet):
        played.perform("close_unfounded")


def test_withdrawn_complaint_is_closed_in_its_register(complaining: Callable[..., Player]) -> None:
    played = complaining("withdrawn")
    assert (entered(played).status, entered(played).outcome) == ("closed", "withdrawn")


def test_public_warning_names_the_structure_and_nobody_else(
    complaining: Callable[..., Player], ministry: dict[str, User]
) -> None:
    played = complaining("qualification")
    warning = played.its_play.letters["public_warning"]
    cases.send_letter(case=played.case, name="public_warning", by=ministry["director"], data=warning)
    content = played.case.documents.get(kind="WARN", is_reference=True).content
    structure = providers.get(played.case.provider)
    assert content["structure"]["fr"] == structure.corporate_name_fr
    assert played.case.applicant_name_fr not in str(content)
