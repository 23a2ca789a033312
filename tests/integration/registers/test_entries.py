"""Versions: a change closes one and opens the next; what was true on a day can always be read."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from registers import persons
from registers.identifiers import is_certificate_number
from registers.models import Certificate, Person

pytestmark = pytest.mark.django_db
BEFORE, ENTERED, CHANGED = date(2026, 5, 3), date(2026, 5, 4), date(2026, 9, 1)


def entered(case: Any) -> Person:
    return persons.enter_or_find(answers=case.answers["person"], cause=case.cause(ENTERED))


def test_amended_closes_and_opens(case: Any) -> None:
    first = entered(case)
    second = first.amended(cause=case.cause(CHANGED), last_name_fr="Trabelsi")
    first = Person.objects.get(pk=first.pk)
    assert (first.valid_from, first.valid_to, first.last_name_fr) == (ENTERED, CHANGED, "Ben Salah")
    assert (second.valid_from, second.valid_to, second.last_name_fr) == (CHANGED, None, "Trabelsi")
    assert (second.entry, second.number, second.version) == (first.entry, first.number, 2)
    assert (second.first_name_ar, second.identity) == (first.first_name_ar, first.identity)
    assert (second.case_id, second.case_number) == (case.id, case.number)


def test_as_of_each_day(case: Any) -> None:
    entered(case).amended(cause=case.cause(CHANGED), last_name_fr="Trabelsi")
    said = {
        day: list(Person.objects.as_of(day).values_list("last_name_fr", flat=True))
        for day in (BEFORE, ENTERED, CHANGED - timedelta(days=1), CHANGED)
    }
    assert said == {BEFORE: [], ENTERED: ["Ben Salah"], CHANGED - timedelta(days=1): ["Ben Salah"], CHANGED: ["Trabelsi"]}


def test_as_of_two_changes_in_one_day(case: Any) -> None:
    entered(case).amended(cause=case.cause(ENTERED), last_name_fr="Trabelsi")
    assert [p.last_name_fr for p in Person.objects.as_of(ENTERED)] == ["Trabelsi"]


def test_amended_closed_version(case: Any) -> None:
    first = entered(case)
    stale = Person.objects.get(pk=first.pk)
    first.amended(cause=case.cause(CHANGED), birth_place="Tunis")
    with pytest.raises(ValueError, match="current version"):
        stale.amended(cause=case.cause(CHANGED), birth_place="Sfax")
    assert list(Person.objects.order_by("version").values_list("version", "birth_place")) == [(1, "Béja"), (2, "Tunis")]


def test_amended_by_an_earlier_act(case: Any) -> None:
    """The new version never begins before the one that it replaces."""
    second = entered(case).amended(cause=case.cause(BEFORE), birth_place="Tunis")
    assert second.valid_from == ENTERED


def test_saved_again(case: Any) -> None:
    person = entered(case)
    person.birth_place = "Sfax"
    with pytest.raises(TypeError):
        person.save()
    with pytest.raises(TypeError):
        person.delete()
    assert Person.objects.get().birth_place == "Béja"


def test_database_refuses_two_current_versions(case: Any) -> None:
    person = entered(case)
    person.pk, person.version, person._state.adding = None, 2, True
    person.id = Person._meta.pk.get_default()
    with pytest.raises(IntegrityError), transaction.atomic():
        person.save()


def test_numbers_given_back_by_a_roll_back(case: Any) -> None:
    with transaction.atomic():
        assert entered(case).number == "P-0000001"
        transaction.set_rollback(True)
    assert Person.objects.count() == 0
    assert entered(case).number == "P-0000001"


def test_numbers_of_each_register(certificate: Certificate) -> None:
    assert certificate.number[:-1] == "2026-BTP-31-000001-"
    assert is_certificate_number(certificate.number) is True
