"""Browsers of officers, and what the page of an act sends."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import User
from workflow.models import Case

Open = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _stopped(clock: Any) -> None:
    """The dates of the factories are in the past of this day."""


@pytest.fixture
def browser() -> Open:
    """Signs a person in, in English; a session lives an hour of the stopped clock, so that this comes after the story."""

    def of(user: User) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(user)
        return client

    return of


def stamped(case: Case, **typed: Any) -> dict[str, Any]:
    """What was typed, with the revision that was seen and the key of the request."""
    return {"revision": case.revision, "key": str(uuid4()), **typed}
