"""What the migrations enter is there for every test, whatever ran before it."""

import pytest

from workflow.models import Holiday


def entered() -> int:
    return Holiday.objects.filter(code="independence", date__year=2027).count()


@pytest.mark.parametrize("_turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_calendar_is_there_after_a_test_whose_acts_are_committed(_turn: int) -> None:
    assert entered() == 1
