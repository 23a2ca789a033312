"""The writers of accounts: each change is told, takes effect at once, and bends to the policies."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts import actions
from accounts.models import Absence, Posting, User
from accounts.policies import Unfit
from accounts.roles import Role
from accounts.standing import standing_of
from tests.factories.people import make_user
from workflow.ledger import record
from workflow.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(clock: Any) -> User:
    return make_user(role=Role.ADMINISTRATOR)


def roles(user: User) -> set[str]:
    return set(standing_of(User.objects.get(pk=user.pk)).roles())


def told(user: User) -> list[tuple[str, User | None]]:
    return [(e.kind, e.actor) for e in Event.objects.filter(stream=f"user:{user.uuid}").order_by("seq")]


def post(user: User, admin: User, **terms: Any) -> Posting:
    return actions.post(user=user, by=admin, record=record.append, **{"role": Role.REGISTRAR, **terms})


def test_posting_opens_and_ends(admin: User, clock: Any) -> None:
    user, today = make_user(), timezone.localdate()
    posting = post(user, admin)
    assert roles(user) == {"registrar"}
    actions.end_posting(posting=posting, until=today, by=admin, record=record.append)
    assert roles(user) == {"registrar"}
    clock.shift(timedelta(days=1))
    assert roles(user) == set()
    assert told(user) == [("posting.opened", admin), ("posting.ended", admin)]


def test_posting_that_never_began_goes(admin: User) -> None:
    user, today = make_user(), timezone.localdate()
    posting = post(user, admin, since=today + timedelta(days=5))
    actions.end_posting(posting=posting, until=today, by=admin, record=record.append)
    assert Posting.objects.filter(user=user).count() == 0
    assert [kind for kind, _by in told(user)] == ["posting.opened", "posting.ended"]


def test_ended_posting_is_not_prolonged(admin: User) -> None:
    user, today = make_user(), timezone.localdate()
    posting = post(user, admin, until=today)
    with pytest.raises(Unfit):
        actions.end_posting(posting=posting, until=today + timedelta(days=1), by=admin, record=record.append)


def test_change_that_is_not_told_does_not_happen(admin: User) -> None:
    user = make_user()

    def broken(**_terms: Any) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        actions.post(user=user, role=Role.REGISTRAR, by=admin, record=broken)
    with pytest.raises(RuntimeError):
        actions.amend_user(user=user, by=admin, record=broken, is_active=False)
    assert Posting.objects.filter(user=user).count() == 0
    assert User.objects.get(pk=user.pk).is_active


def test_closed_account_loses_everything_at_once(admin: User) -> None:
    user = make_user(role=Role.REGISTRAR)
    actions.amend_user(user=user, by=admin, record=record.append, is_active=False)
    assert roles(user) == set()
    event = Event.objects.select_related("payload").get(stream=f"user:{user.uuid}")
    assert event.payload.body["changed"] == {"is_active": ["True", "False"]}


def test_substitute_holds_the_postings_of_the_absent_person(admin: User, clock: Any) -> None:
    absent, deputy, today = make_user(role=Role.REGISTRAR), make_user(), timezone.localdate()
    terms = {"since": today + timedelta(days=1), "until": today + timedelta(days=3)}
    absence = actions.declare_absence(user=absent, substitute=deputy, by=absent, record=record.append, **terms)
    held = []
    for _day in range(5):
        held.append(roles(deputy))
        clock.shift(timedelta(days=1))
    assert held == [set(), {"registrar"}, {"registrar"}, {"registrar"}, set()]
    assert [h.on_behalf_of for h in standing_of(deputy, on=terms["since"]).holdings] == [absent.pk]
    assert told(absent) == [("absence.declared", absent)]
    assert absence.reason == ""


def test_substitute_of_a_closed_account_holds_nothing(admin: User) -> None:
    absent, deputy, today = make_user(role=Role.REGISTRAR), make_user(), timezone.localdate()
    actions.declare_absence(user=absent, substitute=deputy, since=today, until=today, by=absent, record=record.append)
    assert roles(deputy) == {"registrar"}
    actions.amend_user(user=absent, by=admin, record=record.append, is_active=False)
    assert roles(deputy) == set()


def test_absence_is_shortened_or_taken_back(admin: User) -> None:
    user, today = make_user(role=Role.REGISTRAR), timezone.localdate()
    for since, until, left in ((0, 5, 1), (2, 5, 0)):
        Absence.objects.all().delete()
        absence = actions.declare_absence(
            user=user, substitute=None, since=today + timedelta(days=since), until=today + timedelta(days=until), by=user, record=record.append
        )  # fmt: skip
        actions.end_absence(absence=absence, until=today, by=user, record=record.append)
        assert Absence.objects.count() == left


def test_interest_closes_cases_and_is_taken_back_for_a_reason(admin: User) -> None:
    user = make_user()
    interest = actions.declare_interest(user=user, identity="cin:01111111", tie="sœur", by=user, record=record.append)
    assert standing_of(User.objects.get(pk=user.pk)).interests == {"cin:01111111"}
    with pytest.raises(Unfit):
        actions.declare_interest(user=user, identity="cin:01111111", tie="sœur", by=user, record=record.append)
    actions.withdraw_interest(interest=interest, reason="Erreur de numéro", by=admin, record=record.append)
    assert standing_of(User.objects.get(pk=user.pk)).interests == frozenset()
    assert told(user) == [("interest.declared", user), ("interest.withdrawn", admin)]


def test_delegation_is_lent_and_revoked(admin: User) -> None:
    user, today = make_user(), timezone.localdate()
    terms = {
        "number": "2026/1",
        "decided_on": today,
        "delegator": "minister",
        "field": ["EQV"],
        "since": today,
        "until": date(2027, 1, 1),
    }
    delegation = actions.delegate_signature(delegate=user, by=admin, record=record.append, **terms)
    assert roles(user) == {"minister_signatory"}
    with pytest.raises(Unfit):
        actions.delegate_signature(delegate=make_user(), by=admin, record=record.append, **terms)
    actions.revoke_delegation(delegation=delegation, on=today, by=admin, record=record.append)
    assert roles(user) == set()
    with pytest.raises(Unfit):
        actions.revoke_delegation(delegation=delegation, on=today + timedelta(days=1), by=admin, record=record.append)
    assert told(user) == [("delegation.opened", admin), ("delegation.revoked", admin)]
