"""Search in both scripts, pages by number, and the register of a day."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from registers import persons, queries
from registers.catalogue import REGISTERS
from registers.models import Certificate, Person

pytestmark = pytest.mark.django_db
PERSONS, CERTIFICATES = REGISTERS["persons"], REGISTERS["certificates"]


@pytest.mark.parametrize(
    "typed", ["leila", "LEÏLA bensalah", "Ben Salah", "ليلي", "لَيلى بنصالح", "٠١٢٣٤٥٦٧", "P-0000001", "salah ليلى", ""]
)
def test_entries_found(case: Any, typed: str) -> None:
    person = persons.enter_or_find(answers=case.answers["person"], cause=case.cause())
    assert list(queries.entries(PERSONS, text=typed)) == [person]


@pytest.mark.parametrize("typed", ["Trabelsi", "leila trabelsi", "01234568", "%", "_"])
def test_entries_not_found(case: Any, typed: str) -> None:
    persons.enter_or_find(answers=case.answers["person"], cause=case.cause())
    expected = 1 if not typed.strip("%_") else 0  # signs alone ask for nothing
    assert queries.entries(PERSONS, text=typed).count() == expected


def test_entries_of_a_day(case: Any) -> None:
    first = persons.enter_or_find(answers=case.answers["person"], cause=case.cause())
    second = first.amended(cause=case.cause(date(2026, 9, 1)), last_name_fr="Trabelsi", last_name_ar="الطرابلسي")
    assert list(queries.entries(PERSONS, text="salah")) == []
    assert list(queries.entries(PERSONS, text="salah", on=date(2026, 8, 31))) == [first]
    assert list(queries.entries(PERSONS, on=date(2026, 9, 1))) == [second]
    assert list(queries.entries(PERSONS, on=date(2026, 5, 3))) == []


def test_entries_by_status(certificate: Certificate) -> None:
    assert list(queries.entries(CERTIFICATES, status="issued")) == [certificate]
    assert list(queries.entries(CERTIFICATES, status="void")) == []


def test_page_there_and_back(entered_many: Callable[[int], list[Certificate]]) -> None:
    numbers = sorted((c.number for c in entered_many(7)), reverse=True)
    found = queries.entries(CERTIFICATES)
    first = queries.page(found, size=3)
    second = queries.page(found, after=first.after, size=3)
    third = queries.page(found, after=second.after, size=3)
    assert [e.number for p in (first, second, third) for e in p.entries] == numbers
    assert (first.before, third.after) == ("", "")
    back = queries.page(found, before=third.before, size=3)
    assert list(back.entries) == list(second.entries)
    start = queries.page(found, before=back.before, size=3)
    assert (list(start.entries), start.before, start.after) == (list(first.entries), "", first.after)


def test_namesakes(case: Any) -> None:
    one = persons.enter_or_find(answers=case.answers["person"], cause=case.cause())
    abroad = {**case.answers["person"], "id_type": "passport", "passport_no": "AA123456", "last_name_fr": "Bensalah"}
    two = persons.enter_or_find(answers=abroad, cause=case.cause())
    born_later = {**case.answers["person"], "cin": "07654321", "birth_date": "1999-04-02"}
    persons.enter_or_find(answers=born_later, cause=case.cause())
    assert Person.objects.count() == 3
    assert queries.namesakes(one) == [two]


def test_certificate_by_number(certificate: Certificate) -> None:
    assert queries.certificate(f" {certificate.number.lower()} ") == certificate
    assert queries.certificate("2026-BTP-31-999999-X") is None
