"""Who may see and do what; a list and a page never disagree."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.models import Membership, Organisation, User
from accounts.roles import Role
from tests.factories.cases import SFAX, TUNIS
from tests.factories.people import lend_signature, make_everybody, make_user, post, substitute_for
from workflow import policies
from workflow.models import Case
from workflow.procedures import named
from workflow.refusals import DutiesConflict, NotEntitled
from workflow.terms import Duty

pytestmark = pytest.mark.django_db
MACHINE = named("EQV-01").machine
STAGES = ("draft", "submitted", "expert_review", "committee_deliberation", "awaiting_signature", "approved")


@pytest.mark.parametrize("stage", STAGES)
def test_list_and_page_agree(stage: str, player: Any, ministry: dict[str, User]) -> None:
    """`visible_to` and `case_role` are two ways of saying the same."""
    player("submitted", applicant=make_user())  # another case, so that lists are not just empty or full
    case = player(stage).case
    people = [*ministry.values(), *make_everybody(region=TUNIS, committee="equivalence").values()]
    people += [*make_everybody(region=SFAX, committee="other").values(), lend_signature(), substitute_for(ministry["officer"])]
    seen = {u.pk: policies.can_see(case, u) for u in people}
    listed = {u.pk: policies.visible_to(u).filter(pk=case.pk).exists() for u in people}
    assert seen == listed
    assert set(seen.values()) == {True, False}


def test_forged_file_is_read_by_the_legal_office(player: Any, ministry: dict[str, User]) -> None:
    case = player("central_review").case
    assert policies.case_role(case, ministry["legal_officer"]) is None
    Case.objects.filter(pk=case.pk).update(stage="refused_fraud")
    case.refresh_from_db()
    assert policies.case_role(case, ministry["legal_officer"]) == Role.LEGAL_OFFICER
    assert list(policies.visible_to(ministry["legal_officer"])) == [case]


def test_draft_is_seen_by_its_author_alone(player: Any, ministry: dict[str, User]) -> None:
    case = player("draft").case
    people = {name: policies.case_role(case, user) for name, user in ministry.items()}
    assert people == {name: "applicant" if name == "applicant" else None for name in ministry}


@pytest.mark.parametrize(
    ("since", "until", "sees"), [(-10, None, True), (-10, 0, True), (-10, -1, False), (0, None, True), (1, None, False)]
)
def test_member_of_the_organisation_is_a_party(since: int, until: int | None, sees: bool, player: Any) -> None:
    case, today = player("submitted").case, timezone.localdate()
    organisation = Organisation.objects.create(name_ar="جمعية", name_fr="Association")
    Case.objects.filter(pk=case.pk).update(organisation=organisation)
    case.refresh_from_db()
    user = make_user()
    last = None if until is None else today + timedelta(days=until)
    Membership.objects.create(user=user, organisation=organisation, since=today + timedelta(days=since), until=last)
    assert policies.is_party(case, user) is sees
    assert policies.visible_to(user).exists() is sees


def test_nobody_signed_in_sees_nothing(player: Any) -> None:
    case = player("submitted").case
    anybody = AnonymousUser()
    assert policies.case_role(case, anybody) is None  # type: ignore[arg-type]
    assert policies.visible_to(anybody).count() == 0  # type: ignore[arg-type]


def test_closed_account_sees_nothing(player: Any, ministry: dict[str, User]) -> None:
    case = player("submitted").case
    assert policies.can_see(case, ministry["applicant"])
    ministry["applicant"].is_active = False
    assert not policies.can_see(case, ministry["applicant"])
    assert policies.visible_to(ministry["applicant"]).count() == 0


def test_posting_without_region_reaches_every_region(player: Any) -> None:
    case = player("under_review").case
    assert policies.can_perform(case, MACHINE.transitions["transmit_to_centre"], make_user(role=Role.REGIONAL_DIRECTOR))


def test_titles_are_tried_until_one_is_free_of_conflict(player: Any, ministry: dict[str, User]) -> None:
    """A signatory by two titles may use the other one; the duty binds the person, so here neither helps."""
    case, user = player("awaiting_signature").case, lend_signature()
    post(user, role=Role.MINISTER_SIGNATORY)
    assert policies.entitle(case, MACHINE.transitions["sign_approval"], user).holding is not None
    Case.objects.filter(pk=case.pk).update(duties={Duty.PROPOSES: [user.pk]})
    case.refresh_from_db()
    with pytest.raises(DutiesConflict):
        policies.entitle(case, MACHINE.transitions["sign_approval"], user)


def test_rapporteur_of_another_case_is_not_entitled(player: Any, ministry: dict[str, User]) -> None:
    case = player("expert_review").case
    report = MACHINE.transitions["file_rapporteur_report"]
    assert policies.entitle(case, report, ministry["rapporteur"]).role == Role.RAPPORTEUR
    with pytest.raises(NotEntitled):
        policies.entitle(case, report, make_user(role=Role.RAPPORTEUR))


def test_named_person_reads_the_case_after_another_was_named(player: Any, ministry: dict[str, User]) -> None:
    """Their report stands in it; but they act on it no more."""
    from workflow import assignments

    case = player("expert_review").case
    assignments.assign(case, role=Role.RAPPORTEUR, user_id=make_user(role=Role.RAPPORTEUR).pk, at=timezone.now())
    assert policies.can_see(case, ministry["rapporteur"])
    assert not policies.can_perform(case, MACHINE.transitions["file_rapporteur_report"], ministry["rapporteur"])


@pytest.mark.parametrize("duty", list(policies.EXCLUDES))
def test_every_exclusion_has_its_sentence(duty: Duty) -> None:
    assert {rule for _earlier, rule in policies.EXCLUDES[duty]} <= set(policies.SENTENCES)
