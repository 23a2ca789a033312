"""The administration is open to administrators and to nobody else; they never see a case."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from tests.factories.people import make_user

SCREENS = ["administration", "users", "new_user", "delegations", "calendar", "parameters", "work"]


@pytest.mark.parametrize("name", SCREENS)
def test_screen_opens_for_an_administrator(browser, name):
    assert browser.get(reverse(f"workflow:{name}")).status_code == 200


@pytest.mark.parametrize("role", [Role.CENTRAL_DIRECTOR, Role.AUDITOR, Role.REGISTRAR, ""])
def test_screens_are_closed_to_everybody_else(db, signed_in, role):
    client = signed_in(make_user(role=role))
    found = {client.get(reverse(f"workflow:{name}")).status_code for name in SCREENS}
    found |= {client.post(reverse(f"workflow:{name}")).status_code for name in SCREENS[2:]}
    assert found == {403}


def test_pages_of_things_are_closed_to_everybody_else(db, signed_in, officer):
    client = signed_in(officer)
    posting = officer.postings.get()
    urls = [
        reverse("workflow:user", args=[officer.uuid]),
        reverse("workflow:end_posting", args=[posting.pk]),
        reverse("workflow:revoke_delegation", args=[1]),
        reverse("workflow:holiday", args=[1]),
        reverse("workflow:decide_parameter", args=[1]),
    ]
    assert [client.get(url).status_code for url in urls] == [403] * 5


@pytest.mark.parametrize("name", ["end_posting", "revoke_delegation", "holiday", "decide_parameter"])
def test_number_that_no_row_has(browser, name):
    assert [browser.get(reverse(f"workflow:{name}", args=[n])).status_code for n in (10**6, 10**30)] == [404, 404]


def test_administrator_never_sees_a_case(browser, player):
    case = player("under_review").case
    assert browser.get(reverse("workflow:case", args=[case.pk])).status_code == 404
