"""Which postings, absences and delegations may go together."""

from datetime import date, timedelta
from typing import Any

import pytest

from accounts.models import Posting, User
from accounts.policies import Unfit, check_absence, check_delegation, check_posting
from accounts.roles import COMMITTEE_ROLES, PARTY_ROLES, POSTED_ROLES, REACH, Reach, Role
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
LATER = TODAY + timedelta(days=30)


def posting(user: User, **terms: Any) -> None:
    given = {"role": Role.REGISTRAR, "region": "", "committee": "", "since": TODAY, "until": None}
    check_posting(user=user, **{**given, **terms})


def test_every_role_has_its_reach() -> None:
    assert (len(Role), set(REACH)) == (29, set(Role))
    assert set(Role) - PARTY_ROLES - {Role.SYSTEM} == POSTED_ROLES
    assert {role for role in Role if REACH[role] is Reach.COMMITTEE} == COMMITTEE_ROLES


@pytest.mark.parametrize("role", sorted([*PARTY_ROLES, Role.SYSTEM]))
def test_role_of_a_party_is_never_posted(role: str, db: None) -> None:
    with pytest.raises(Unfit):
        posting(make_user(), role=role)


@pytest.mark.parametrize(
    "terms",
    [
        {"until": TODAY - timedelta(days=1)},
        {"region": "TN-11"},
        {"committee": "equivalence"},
        {"role": Role.COMMITTEE_MEMBER},
        {"role": Role.FRONT_DESK, "committee": "equivalence"},
        {"role": Role.COMMITTEE_CHAIR, "committee": "equivalence", "region": "TN-11"},
    ],
)
def test_posting_elsewhere_is_refused(terms: dict[str, Any], db: None) -> None:
    with pytest.raises(Unfit):
        posting(make_user(), **terms)


@pytest.mark.parametrize(
    "terms",
    [
        {},
        {"role": Role.FRONT_DESK, "region": "TN-11"},
        {"role": Role.FRONT_DESK},
        {"role": Role.COMMITTEE_MEMBER, "committee": "equivalence", "until": LATER},
    ],
)
def test_fitting_posting_is_let_through(terms: dict[str, Any], db: None) -> None:
    posting(make_user(), **terms)


def test_same_posting_is_not_given_twice(db: None) -> None:
    user = make_user(role=Role.FRONT_DESK, region="TN-11")
    with pytest.raises(Unfit):
        posting(user, role=Role.FRONT_DESK, region="TN-11")
    posting(user, role=Role.FRONT_DESK, region="TN-61")


@pytest.mark.parametrize("apart", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_administrators_and_auditors_hold_nothing_else(apart: Role, db: None) -> None:
    with pytest.raises(Unfit):
        posting(make_user(role=Role.REGISTRAR), role=apart)
    with pytest.raises(Unfit):
        posting(make_user(role=apart), role=Role.REGISTRAR)
    ended = make_user(role=Role.REGISTRAR)
    Posting.objects.filter(user=ended).update(until=TODAY - timedelta(days=1))
    posting(ended, role=apart)


def test_absence_overlaps_no_other(db: None) -> None:
    user = make_user(role=Role.REGISTRAR)
    user.absences.create(since=TODAY, until=LATER)
    with pytest.raises(Unfit):
        check_absence(user=user, substitute=None, since=LATER, until=LATER + timedelta(days=3))
    check_absence(user=user, substitute=None, since=LATER + timedelta(days=1), until=LATER + timedelta(days=3))


@pytest.mark.parametrize("who", ["self", "administrator", "auditor", "closed", "away"])
def test_substitute_must_be_able_to_replace(who: str, db: None) -> None:
    user = make_user(role=Role.REGISTRAR)
    deputy = (
        user if who == "self" else make_user(role=who if who in ("administrator", "auditor") else "", is_active=who != "closed")
    )
    if who == "away":
        deputy.absences.create(since=TODAY, until=TODAY)
    with pytest.raises(Unfit):
        check_absence(user=user, substitute=deputy, since=TODAY, until=LATER)


def test_absence_ends_after_it_begins(db: None) -> None:
    with pytest.raises(Unfit):
        check_absence(user=make_user(), substitute=None, since=LATER, until=TODAY)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR, Role.APPLICANT, Role.SYSTEM])
def test_role_that_cannot_be_lent(role: Role, db: None) -> None:
    with pytest.raises(Unfit):
        check_delegation(delegate=make_user(), role=role, since=TODAY, until=LATER)


def test_signature_is_not_lent_to_an_auditor(db: None) -> None:
    with pytest.raises(Unfit):
        check_delegation(delegate=make_user(role=Role.AUDITOR), role=Role.MINISTER_SIGNATORY, since=TODAY, until=LATER)
    check_delegation(delegate=make_user(), role=Role.MINISTER_SIGNATORY, since=TODAY, until=LATER)
