"""A filed case as the registers see it, people in their roles, and a ledger that can be read back."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import Posting, User
from registers import certificates, equivalences, readings
from registers.entries import Cause
from registers.models import Certificate

PERSON = {
    "first_name_ar": "ليلى",
    "last_name_ar": "بن صالح",
    "first_name_fr": "Leïla",
    "last_name_fr": "Ben Salah",
    "birth_date": "1998-04-02",
    "birth_place": "Béja",
    "gender": "f",
    "nationality": "TN",
    "id_type": "cin",
    "cin": "01234567",
}
DIPLOMA = {
    "diploma_title": "Brevet de technicien en froid",
    "awarding_body": "Institut El Amal",
    "country": "FR",
    "award_date": "2023-06-30",
}


@dataclass
class FiledCase:
    """What the registers read of a case."""

    id: uuid.UUID = field(default_factory=uuid.uuid4)
    number: str = "EQV-01/2026/000123"
    region: str = "TN-31"
    organisation: Any = None
    answers: dict[str, Any] = field(default_factory=lambda: {"person": dict(PERSON), "diploma": dict(DIPLOMA)})
    facts: dict[str, Any] = field(
        default_factory=lambda: {
            "proposal": {"outcome": "approve", "level": "BTP", "basis": "Same hours and same level of entry."},
            "opinion": {"outcome": "favourable", "session": "COM-equivalence-2026-03"},
            "awarding_body_query": {"name": "Institut El Amal", "country": "FR", "sent_on": "2026-03-01"},
        }
    )

    def cause(self, on: date = date(2026, 5, 4)) -> Cause:
        return Cause(case_id=self.id, case_number=self.number, event_stream=f"case:{self.id}", on=on)


@dataclass
class Told:
    """A recorder that remembers."""

    events: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, *, stream: str, kind: str, by: User, payload: Mapping[str, Any]) -> None:
        self.events.append({"stream": stream, "kind": kind, "by": by.pk, "payload": payload})

    @property
    def kinds(self) -> list[str]:
        return [e["kind"] for e in self.events]


@pytest.fixture
def case() -> FiledCase:
    return FiledCase()


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Told:
    """Readings and acts of the screens, recorded here."""
    kept = Told()
    monkeypatch.setattr(readings, "keep", kept)
    monkeypatch.setattr(readings, "append", kept)
    return kept


@pytest.fixture
def person_in(db: None) -> Callable[..., User]:
    """A fictional person posted in a role."""

    def make(role: str = "", *, name: str = "", identity: str = "") -> User:
        email = f"{name or role or 'applicant'}@example.invalid"
        user = User.objects.create_user(email=email, name_fr=name or role, identity=identity)
        if role:
            Posting.objects.create(user=user, role=role, since=date(2020, 1, 1))
        return user

    return make


@pytest.fixture
def signed_in(person_in: Callable[..., User]) -> Callable[[str], Client]:
    def make(role: str) -> Client:
        client = Client()
        client.force_login(person_in(role), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return make


@pytest.fixture
def certificate(db: None, case: FiledCase) -> Certificate:
    decision = equivalences.enter_granted(case=case, cause=case.cause())
    return certificates.enter_equivalent(decision=decision, case=case, cause=case.cause())


def many(count: int, *, start: int = 0) -> list[Certificate]:
    """Certificates of as many people."""
    made = []
    for i in range(start, start + count):
        filed = FiledCase(number=f"EQV-01/2026/{i:06d}")
        filed.answers["person"]["cin"] = f"{1000000 + i:08d}"
        decision = equivalences.enter_granted(case=filed, cause=filed.cause())
        made.append(certificates.enter_equivalent(decision=decision, case=filed, cause=filed.cause()))
    return made


@pytest.fixture
def entered_many() -> Callable[..., list[Certificate]]:
    return many
