"""What a person holds today, and how soon a change is seen."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.models import User
from accounts.queries import holders, is_staff_member
from accounts.roles import Role
from accounts.standing import NOBODY, Holding, raise_version, standing_of
from tests.factories.people import make_user, post

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("holding", "terms", "reaches"),
    [
        (Holding(Role.FRONT_DESK, region="TN-11"), {"region": "TN-11"}, True),
        (Holding(Role.FRONT_DESK, region="TN-11"), {"region": "TN-61"}, False),
        (Holding(Role.FRONT_DESK), {"region": "TN-61"}, True),
        (Holding(Role.CENTRAL_OFFICER, region="TN-11"), {"region": "TN-61"}, True),
        (Holding(Role.COMMITTEE_CHAIR, committee="equivalence"), {"committee": "equivalence"}, True),
        (Holding(Role.COMMITTEE_CHAIR, committee="equivalence"), {"committee": "homologation"}, False),
        (Holding(Role.MINISTER_SIGNATORY, delegation="1", field=("EQV",)), {}, True),
        (Holding(Role.MINISTER_SIGNATORY, delegation="1", field=("EQV-01",)), {}, True),
        (Holding(Role.MINISTER_SIGNATORY, delegation="1", field=("EQV-02", "LIC")), {}, False),
        (Holding(Role.MINISTER_SIGNATORY, delegation="1", field=()), {}, False),
        (Holding(Role.MINISTER_SIGNATORY, delegation="1", field=("EQV",), excludes=("sign_refusal",)), {"transition": "sign_refusal"}, False),
        (Holding(Role.MINISTER_SIGNATORY, delegation="1", field=("EQV",), excludes=("sign_refusal",)), {"transition": "sign_approval"}, True),
    ],
)  # fmt: skip
def test_holding_reaches(holding: Holding, terms: dict[str, str], reaches: bool) -> None:
    assert holding.reaches(**{"region": "TN-11", "committee": "", "procedure": "EQV-01", **terms}) is reaches


@pytest.mark.parametrize(("since", "until", "holds"), [(0, 0, True), (1, None, False), (-5, -1, False), (-5, None, True)])
def test_posting_holds_from_and_until(since: int, until: int | None, holds: bool, clock: Any) -> None:
    user, today = make_user(), timezone.localdate()
    user.postings.create(
        role=Role.REGISTRAR, since=today + timedelta(days=since), until=None if until is None else today + timedelta(days=until)
    )
    assert standing_of(user).holds(Role.REGISTRAR) is holds


def test_standing_is_kept_until_its_version_is_raised(django_assert_num_queries: Any) -> None:
    user = make_user(role=Role.REGISTRAR)
    user.refresh_from_db()
    standing_of(user)
    with django_assert_num_queries(0):
        standing_of(user)
    user.postings.all().delete()
    assert standing_of(user).holds(Role.REGISTRAR)
    raise_version(user.pk, None)
    user.refresh_from_db()
    assert not standing_of(user).holds(Role.REGISTRAR)


def test_standing_of_nobody() -> None:
    assert standing_of(AnonymousUser()) is NOBODY  # type: ignore[arg-type]
    assert standing_of(make_user(role=Role.REGISTRAR, is_active=False)) is NOBODY
    assert not NOBODY.holds(Role.REGISTRAR)


def test_regions_and_committees_of_a_role() -> None:
    user = make_user(role=Role.FRONT_DESK, region="TN-11")
    post(user, role=Role.FRONT_DESK, region="TN-61")
    post(user, role=Role.COMMITTEE_SECRETARY, committee="equivalence")
    user.refresh_from_db()
    standing = standing_of(user)
    assert standing.regions(Role.FRONT_DESK) == {"TN-11", "TN-61"}
    assert (standing.regions(Role.AUDITOR), standing.committees()) == (frozenset(), {"equivalence"})
    post(user, role=Role.FRONT_DESK)
    user.refresh_from_db()
    assert standing_of(user).regions(Role.FRONT_DESK) is None


def test_substitute_neither_administers_nor_audits() -> None:
    today = timezone.localdate()
    for role in (Role.ADMINISTRATOR, Role.AUDITOR):
        absent, deputy = make_user(role=role), make_user()
        absent.absences.create(substitute=deputy, since=today, until=today)
        assert standing_of(deputy).roles() == frozenset()


def test_holders_are_active_people_posted_there_today(clock: Any) -> None:
    here, everywhere = make_user(role=Role.FRONT_DESK, region="TN-11"), make_user(role=Role.FRONT_DESK)
    make_user(role=Role.FRONT_DESK, region="TN-61")
    make_user(role=Role.FRONT_DESK, region="TN-11", is_active=False)
    make_user(role=Role.REGIONAL_OFFICER, region="TN-11")
    assert list(holders(role=Role.FRONT_DESK, region="TN-11")) == [here, everywhere]
    assert holders(role=Role.FRONT_DESK).count() == 3
    assert holders(role=Role.FRONT_DESK, on=timezone.localdate().replace(year=2019)).count() == 0


def test_holders_of_a_committee_are_its_own() -> None:
    member = make_user(role=Role.COMMITTEE_MEMBER, committee="equivalence")
    make_user(role=Role.COMMITTEE_MEMBER, committee="homologation")
    assert list(holders(role=Role.COMMITTEE_MEMBER, committee="equivalence")) == [member]


def test_staff_is_whoever_holds_held_or_will_hold_anything() -> None:
    today = timezone.localdate()
    past, deputy, nobody = make_user(), make_user(), make_user()
    past.postings.create(role=Role.REGISTRAR, since=today - timedelta(days=9), until=today - timedelta(days=8))
    past.absences.create(substitute=deputy, since=today, until=today)
    assert [is_staff_member(u) for u in (past, deputy, nobody)] == [True, True, False]


def test_name_is_in_the_script_of_the_page() -> None:
    from django.utils import translation

    user = User(email="x@takwin.invalid", name_ar="سارة", name_fr="Sara")
    shown = {}
    for language in ("ar", "fr", "en"):
        with translation.override(language):
            shown[language] = user.full_name
    assert shown == {"ar": "سارة", "fr": "Sara", "en": "Sara"}
    assert User(email="x@takwin.invalid").full_name == "x@takwin.invalid"
