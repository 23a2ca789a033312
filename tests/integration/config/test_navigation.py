"""What the navigation shows to whom, and what it costs."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from accounts.models import Posting, User
from accounts.roles import Role
from accounts.standing import standing_of
from config.navigation import entries

pytestmark = pytest.mark.django_db


def person(*roles: str, **where: str) -> User:
    user = User.objects.create_user(email=f"{len(roles)}-{'-'.join(roles)}@example.invalid")
    for role in roles:
        Posting.objects.create(user=user, role=role, since=datetime.date(2020, 1, 1), **where)
    return user


def shown(user: Any, path: str = "/") -> list[dict[str, Any]]:
    request = RequestFactory().get(path)
    request.user = user
    return entries(request)


def urls(user: Any) -> list[str]:
    return [entry["url"] for entry in shown(user)]


def test_entries_anonymous() -> None:
    assert shown(AnonymousUser()) == []


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.FRONT_DESK, ["/queues/", "/counter/", "/documents/deliveries/", "/search/", "/registers/"]),
        (Role.REGIONAL_OFFICER, ["/queues/", "/campaigns/", "/search/", "/registers/"]),
        (Role.CENTRAL_OFFICER, ["/queues/", "/campaigns/", "/search/", "/registers/"]),
        (Role.MINISTER_SIGNATORY, ["/signature/", "/search/"]),
        (Role.AUDITOR, ["/search/", "/registers/", "/documents/numbers/void/", "/documents/wordings/", "/ledger/"]),
        (
            Role.LEGAL_OFFICER,
            ["/queues/", "/openings/", "/campaigns/", "/search/", "/registers/", "/restrictions/", "/documents/wordings/"],
        ),
        (Role.ADMINISTRATOR, ["/administration/"]),
    ],
)
def test_entries_by_role(role: str, expected: list[str]) -> None:
    assert urls(person(role)) == expected


def test_entries_committee_secretary() -> None:
    assert urls(person(Role.COMMITTEE_SECRETARY, committee="equivalence")) == ["/queues/", "/committees/", "/search/"]


def test_entries_applicant() -> None:
    assert urls(person()) == ["/my/", "/procedures/"]


def test_entries_current_place() -> None:
    found = shown(person(Role.CENTRAL_OFFICER), "/queues/central_officer/")
    assert [entry["url"] for entry in found if entry["current"]] == ["/queues/"]


@pytest.mark.parametrize("roles", [(), (Role.FRONT_DESK, Role.REGIONAL_OFFICER, Role.CENTRAL_OFFICER, Role.MINISTER_SIGNATORY)])
def test_entries_cost_one_query(django_assert_num_queries: Any, roles: tuple[str, ...]) -> None:
    user = person(*roles)
    standing_of(user)
    with django_assert_num_queries(1):
        shown(user)


def test_entries_administrator_costs_no_query(django_assert_num_queries: Any) -> None:
    user = person(Role.ADMINISTRATOR)
    standing_of(user)
    with django_assert_num_queries(0):
        shown(user)


def test_absences_are_in_the_menu_of_whoever_holds_a_post(db: None) -> None:
    for user, expected in ((person("front_desk", region="TN-11"), True), (person(), False)):
        client = Client()
        client.force_login(user)
        assert ('href="/absences/"' in client.get("/help/", follow=True).text) is expected
