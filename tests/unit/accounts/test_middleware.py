"""Sessions end, staff hold a second factor, and what was typed into a dead session is kept."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(clock: Any) -> User:
    return make_user()


def is_in(client: Client) -> bool:
    return client.get("/my/").status_code == 200


def test_idle_session_ends(person: User, client: Client, clock: Any) -> None:
    client.force_login(person)
    assert is_in(client)
    clock.shift(timedelta(seconds=configured.SESSION_IDLE_SECONDS - 1))
    assert is_in(client)
    clock.shift(timedelta(seconds=configured.SESSION_IDLE_SECONDS + 61))
    assert not is_in(client)


def test_session_in_use_ends_in_the_evening(person: User, client: Client, clock: Any) -> None:
    client.force_login(person)
    passed = 0
    while passed <= configured.SESSION_ABSOLUTE_SECONDS:
        assert is_in(client)
        clock.shift(timedelta(minutes=20))
        passed += 20 * 60
    assert not is_in(client)


def test_closed_account_is_out_at_the_next_request(person: User, client: Client) -> None:
    client.force_login(person)
    assert is_in(client)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert not is_in(client)


@pytest.mark.parametrize(
    ("role", "path", "sent"), [("", "/my/", False), (Role.REGISTRAR, "/my/", True), (Role.REGISTRAR, "/healthz", False)]
)
def test_staff_without_second_factor_is_sent_to_set_one_up(
    role: str, path: str, sent: bool, client: Client, settings: Any, clock: Any
) -> None:
    settings.STAFF_SECOND_FACTOR = True
    client.force_login(make_user(role=role))
    response = client.get(path)
    assert (response.status_code == 302 and response.url == "/accounts/2fa/") is sent


def test_form_typed_into_a_dead_session_waits_for_its_author(player: Any, ministry: dict[str, User], client: Client) -> None:
    case = player("under_review").case
    url = f"/cases/{case.pk}/act/transmit_to_centre/"
    typed = {"opinion": "favourable", "text": "Ce que j'ai écrit avant midi.", "revision": "2", "csrfmiddlewaretoken": "x"}
    answer = client.post(url, typed)
    assert answer.status_code == 302
    assert client.session["kept_form"]["path"] == url
    assert "csrfmiddlewaretoken" not in client.session["kept_form"]["fields"]
    case.refresh_from_db()
    assert case.stage == "under_review"


def test_long_form_is_not_kept(client: Client, player: Any) -> None:
    case = player("under_review").case
    client.post(f"/cases/{case.pk}/act/transmit_to_centre/", {"text": "x" * 200_001})
    assert "kept_form" not in client.session


def test_password_typed_at_sign_in_is_not_kept(client: Client) -> None:
    client.post("/accounts/login/", {"login": "x@takwin.invalid", "password": "a secret"})
    assert "kept_form" not in client.session
