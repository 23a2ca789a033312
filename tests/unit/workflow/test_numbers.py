"""Numbers follow each other without a gap, in each series, and a roll-back gives its number back."""

from datetime import date

import pytest
from django.db import transaction

from workflow.models import Case
from workflow.numbers import case_number, last_of, next_in

pytestmark = pytest.mark.django_db


def test_numbers_follow_each_other_in_each_series() -> None:
    assert [next_in("a/2026"), next_in("a/2026"), next_in("b/2026"), next_in("a/2026")] == [1, 2, 1, 3]
    assert (last_of("a/2026"), last_of("b/2026"), last_of("c/2026")) == (3, 1, 0)


def test_number_of_a_rolled_back_act_is_given_again() -> None:
    next_in("a/2026")
    with transaction.atomic():
        assert next_in("a/2026") == 2
        transaction.set_rollback(True)
    assert next_in("a/2026") == 2


def test_case_number_names_procedure_and_year() -> None:
    case = Case(procedure="EQV-01")
    assert case_number(case, on=date(2026, 12, 31)) == "EQV-01/2026/000001"
    assert case_number(case, on=date(2026, 12, 31)) == "EQV-01/2026/000002"
    assert case_number(case, on=date(2027, 1, 1)) == "EQV-01/2027/000001"
