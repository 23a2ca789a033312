"""The ministry in which the scenes are played, and the cases that they begin with."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.core.management import call_command
from django.db import connection

from accounts.models import User
from config.demonstration.driver import Player
from tests.factories.cases import make_ministry, make_player
from workflow.actions import perform
from workflow.ledger import sequencer, verification
from workflow.models import Case, Event


def prepare() -> dict[str, int]:
    """Makes the tables and the people; the number of people."""
    call_command("migrate", verbosity=0)
    people = make_ministry()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return {"people": len(people)}


def applicant() -> User:
    """The person without a posting whom the ministry was made with."""
    return User.objects.filter(postings__isnull=True).order_by("pk")[0]


def player(at: str, **terms: Any) -> Player:
    return make_player(at, applicant=applicant(), **terms)


def act(played: Player, name: str) -> tuple[User, dict[str, Any], dict[str, Any]]:
    """Who performs the transition now, and what they fill in and join."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    if name == "open_deliberation":
        played._open_meeting()
    if name == "record_committee_opinion":
        played._sign_minutes()
    by = played.person_for(name)
    if name in ("resubmit", "supply_complements", "supply_central_complements"):
        played._answer(by)
    data = played.filled(name, by)
    files = {k: data.pop(k) for k in list(data) if isinstance(data[k], SimpleUploadedFile)}
    return by, data, files


def request(
    case_id: UUID,
    name: str,
    *,
    by: User,
    data: dict[str, Any],
    files: dict[str, Any] | None = None,
    revision: int | None = None,
    key: UUID | None = None,
) -> Callable[[], dict[str, Any]]:
    """One press of the button, to be made in a process of its own."""

    def press() -> dict[str, Any]:
        done = perform(case_id, name, by=by, data=data, files=files or None, revision=revision, key=key)
        return {**done.as_json(), "is_repeated": done.is_repeated}

    return press


def moves(case: Case) -> list[str]:
    """What happened to the case, as the ledger tells it."""
    events = Event.objects.filter(stream=case.stream, kind__startswith="transition.").order_by("seq")
    return [kind.removeprefix("transition.") for kind in events.values_list("kind", flat=True)]


def record_is_clean() -> list[str]:
    """What the verification of the whole ledger finds wrong."""
    sequencer.sequence_all()
    return [f"{f.code} {f.where}" for f in verification.verify().flaws]


def new_key() -> UUID:
    return uuid4()


SCENES = {"prepare": prepare}
