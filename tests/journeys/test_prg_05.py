"""The authorisation of a certificate-of-competence programme: everything in the region, with the committee of the region."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from config.demonstration.driver import Player
from documents.models import Document
from registers import homologations, programmes
from registers.models import Decision
from tests.factories.cases import SFAX, TUNIS
from tests.factories.people import make_user, post
from workflow import committees, meetings, policies
from workflow.actions import perform
from workflow.refusals import ConditionsUnmet, NotEntitled

pytestmark = pytest.mark.django_db


@pytest.fixture
def competence(player: Callable[..., Player]) -> Callable[..., Player]:
    return partial(player, procedure="PRG-05")


def test_authorisation_from_the_draft_to_the_register(competence: Callable[..., Player]) -> None:
    played = competence("approved")
    case, today = played.case, timezone.localdate()
    found = homologations.get(case.facts["homologation"])
    assert (found.status, found.kind, found.level) == ("in_force", "competence", "CC")
    assert (found.starts_on, found.ends_on) == (today, date(today.year + 3, today.month, today.day) - timedelta(days=1))
    programme = programmes.get(case.facts["programme"])
    assert (programme.status, [unit["hours"] for unit in programme.competence_units]) == ("cc_authorised", [120, 180])
    assert Decision.objects.current().get(case_id=case.pk).outcome == "approved"
    letter = Document.objects.get(case=case, kind="CCA", is_reference=True)
    assert letter.content["committee"]["fr"] == "commission régionale du certificat de compétence (Tunis)"
    assert set(Document.objects.filter(case=case).values_list("kind", flat=True)) == {"ACK", "REC", "CCA"}


def test_committee_of_the_region_hears_the_case(competence: Callable[..., Player]) -> None:
    played = competence("committee_agenda")
    item = committees.live_item(played.case)
    assert item is not None
    assert (item.session.committee, played.case.region) == (f"competence:{TUNIS}", TUNIS)
    task = played.case.tasks.get(role=Role.COMMITTEE_SECRETARY, closed_at__isnull=True)
    assert task.committee == f"competence:{TUNIS}"


def test_secretary_of_another_region_has_no_say(competence: Callable[..., Player], ministry: dict[str, User]) -> None:
    played = competence("under_review")
    other = make_user(role=Role.COMMITTEE_SECRETARY, committee=f"competence:{SFAX}")
    with pytest.raises(NotEntitled):
        perform(played.case, "put_on_agenda", by=other, data={})
    assert not policies.visible_to(other).filter(pk=played.case.pk).exists()
    post(other, role=Role.COMMITTEE_SECRETARY, committee=f"competence:{TUNIS}")
    assert policies.visible_to(User.objects.get(pk=other.pk)).filter(pk=played.case.pk).exists()


def test_meeting_of_another_region_is_not_offered(competence: Callable[..., Player]) -> None:
    played = competence("under_review")
    there = make_user(role=Role.COMMITTEE_SECRETARY, committee=f"competence:{SFAX}")
    elsewhere = meetings.plan(
        committee=f"competence:{SFAX}", meets_at=timezone.now() + timedelta(days=30), place="Sfax", by=there
    )
    by = played.person_for("put_on_agenda")
    form = played.transition("put_on_agenda").form(
        None, None, case=played.case, actor=policies.entitle(played.case, played.transition("put_on_agenda"), by)
    )
    assert elsewhere not in form.fields["session"].queryset


def test_case_that_was_visited_goes_to_the_committee(competence: Callable[..., Player]) -> None:
    played = competence("visit_reported")
    played.play("put_on_agenda", "open_deliberation", "votes", "record_committee_opinion", "propose_approval", "sign_approval")
    assert played.case.stage == "approved"


def test_unfavourable_committee_leaves_nothing_but_a_refusal(competence: Callable[..., Player]) -> None:
    played = competence("committee_deliberation")
    played.play("unfavourable", "record_committee_opinion")
    with pytest.raises(ConditionsUnmet):
        played.perform("propose_approval")
    played.play("propose_refusal", "sign_refusal")
    assert played.case.stage == "refused"
    assert Document.objects.filter(case=played.case, kind="REF").exists()


def test_case_taken_off_the_agenda_returns_to_the_region(competence: Callable[..., Player]) -> None:
    played = competence("committee_agenda")
    played.play("remove_from_agenda")
    assert played.case.stage == "under_review"


def test_units_outside_the_range_of_the_manual_are_not_filed(competence: Callable[..., Player]) -> None:
    played = competence("draft")
    told = {**played.case.answers["competence"], "competence_units": [{"unit": "U", "hours": "40", "assessment": "oral"}]}
    played.case.answers = played.procedure.application.save_partial(played.case, "competence", told)
    played.case.save(update_fields=["answers"])
    with pytest.raises(ConditionsUnmet):
        played.perform("submit")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"dangerous_work": "yes"}, "min_age"),
        ({"assessors": [{"name": "A", "trade": "T", "employer": "E", "professional": "yes"}]}, "assessors"),
        ({"assessors": [{"name": n, "trade": "T", "employer": "E", "professional": "no"} for n in "AB"]}, "assessors"),
        ({"min_age": "14"}, "min_age"),
    ],
)
def test_answers_that_the_order_does_not_allow(competence: Callable[..., Player], changes: dict, field: str) -> None:
    played = competence("draft")
    section = played.procedure.application.clean_section(
        played.case, "competence", {**played.case.answers["competence"], **changes}
    )
    assert set(section.errors) == {field}
