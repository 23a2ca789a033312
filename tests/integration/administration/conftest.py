"""Administrators, an officer to be administered, and browsers in which they are signed in."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from tests.factories.people import make_user


@pytest.fixture
def administrator(db: None, clock: object) -> User:
    return make_user(role=Role.ADMINISTRATOR, name_fr="Amina Exemple")


@pytest.fixture
def colleague(administrator: User) -> User:
    return make_user(role=Role.ADMINISTRATOR, name_fr="Karim Exemple")


@pytest.fixture
def officer(db: None) -> User:
    return make_user(role=Role.REGIONAL_OFFICER, region="TN-11", name_fr="Salma Exemple")


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def browser(administrator: User, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(administrator)
