"""What every structure concerned is told: a new restriction of its speciality and region, a warning to the public."""

from typing import Any

import pytest
from django.core import mail

from config.demonstration.plays.mon_05 import WARNING, warn
from registers import restrictions
from tests.factories.providers import cause
from tests.integration.providers.conftest import Structure, structure  # noqa: F401
from workflow import outbox
from workflow.models import Notice, OutboxRow

pytestmark = pytest.mark.django_db


def spread() -> None:
    """Everything that was ordered is told, twice: the second time changes nothing."""
    for topic in ("restriction.tell", "mail.broadcast"):
        for row in OutboxRow.objects.filter(topic=topic).order_by("pk"):
            for _twice in range(2):
                OutboxRow.objects.filter(pk=row.pk).update(done_at=None)
                row.refresh_from_db()
                assert outbox.work(row), row.error


@pytest.mark.parametrize(
    ("scope", "is_told"),
    [
        ({"speciality": "كهرباء"}, False),
        ({"region": "TN-11"}, True),
        ({"region": "TN-61"}, False),
        ({"level": "BTP", "region": "TN-11"}, True),
        ({"level": "CC"}, False),
        ({"identity": "cin:01234567"}, False),
    ],
)
def test_new_restriction_is_told_to_those_on_whom_it_bears(
    structure: Structure,  # noqa: F811
    clock: Any,
    scope: dict[str, str],
    is_told: bool,
) -> None:
    restrictions.impose(kind="moratorium", cause=cause(), reason="تعليق مؤقت", ends_on="2027-06-30", **scope)
    spread()
    told = Notice.objects.filter(kind="broadcast")
    assert list(told.values_list("user", flat=True)) == ([structure.member.pk] if is_told else [])
    assert [m.to for m in mail.outbox] == ([[structure.member.email]] if is_told else [])
    if is_told:
        assert told.get().texts["en"]["title"] == "New restriction: Moratorium on a speciality"
        assert told.get().texts["en"]["lines"][1:] == ["From 3 March 2025 to 30 June 2027", "تعليق مؤقت"]


def test_restriction_on_a_structure_is_told_by_its_decision_alone(structure: Structure, clock: Any) -> None:  # noqa: F811
    one = restrictions.impose(kind="no_new_session", cause=cause(), provider=structure.provider)
    assert (restrictions.concerned(one), OutboxRow.objects.filter(topic="restriction.tell").count()) == ([], 0)


def test_restriction_that_was_lifted_is_told_to_nobody(structure: Structure, clock: Any) -> None:  # noqa: F811
    one = restrictions.impose(kind="moratorium", cause=cause(), region="TN-11")
    assert [p.entry for p in restrictions.concerned(one)] == [structure.provider.entry]
    restrictions.lift(restriction=one, cause=cause())
    spread()
    assert not Notice.objects.exists()


def test_warning_is_told_to_the_other_structures_of_the_region(player: Any, structure: Structure) -> None:  # noqa: F811
    watched = player("evidence_collection", procedure="MON-05")
    warn(watched)
    spread()
    told = Notice.objects.filter(kind="broadcast", user=structure.member).get()
    assert (told.texts["en"]["title"], told.texts["ar"]["lines"][1]) == ("Warning to the public", WARNING["text"])
    assert not Notice.objects.filter(kind="broadcast").exclude(user=structure.member).exists()  # nor the suspect
