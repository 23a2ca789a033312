"""People and cases on which the forms of transitions are tried."""

from datetime import date
from typing import Any

import pytest
from django.utils import translation

from accounts.models import Posting, User
from accounts.roles import Role
from tests.factories.answers import equivalence_answers
from workflow.actor import Actor
from workflow.models import Case


@pytest.fixture
def english() -> Any:
    with translation.override("en"):
        yield


def person(name: str, role: str = "", **place: str) -> User:
    user = User.objects.create_user(f"{name}@exemple.invalid", name_fr=name.title())
    if role:
        Posting.objects.create(user=user, role=role, since=date(2020, 1, 1), **place)
    return user


@pytest.fixture
def applicant(db: None) -> User:
    return person("yasmine")


@pytest.fixture
def officer(db: None) -> Actor:
    return Actor(person("officer", Role.CENTRAL_OFFICER), Role.CENTRAL_OFFICER)


@pytest.fixture
def case(applicant: User) -> Case:
    return Case.objects.create(
        procedure="EQV-01",
        stage="central_review",
        author=applicant,
        applicant=applicant,
        applicant_identity="cin:01234567",
        answers=equivalence_answers(),
        parameters={"EQV-01.fee": "0.000", "EQV-01.agenda_notice": 5},
    )
