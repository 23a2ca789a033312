"""An auditor at work, and a ledger of its own for each test."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from tests.factories.people import make_user
from workflow.models import Event, Payload


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, settings: Any) -> Path:
    settings.LEDGER_KEY, settings.LEDGER_ANCHORS = tmp_path / "ledger.pem", tmp_path / "anchors"
    return tmp_path / "anchors"


@pytest.fixture
def auditor(db: None, clock: object) -> User:
    return make_user(role=Role.AUDITOR, name_fr="Audit Exemple")


@pytest.fixture
def browser(auditor: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(auditor)
    return client


@pytest.fixture
def readings(auditor: User) -> Callable[[], list[tuple[str, dict[str, Any]]]]:
    """What was recorded of the auditor's own readings, in their order."""

    def read() -> list[tuple[str, dict[str, Any]]]:
        events = Event.objects.filter(stream="reading:ledger", actor=auditor).order_by("seq")
        return [(event.kind, Payload.objects.get(event=event).body) for event in events]

    return read
