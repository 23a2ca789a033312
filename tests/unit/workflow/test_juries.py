"""Who sits in a jury, and whether it may examine."""

from typing import Any

import pytest

from workflow import juries
from workflow.models import Case


def seat(user: int, capacity: str = "member", quality: str = "profession", **more: Any) -> dict[str, Any]:
    return {"user": user, "name": f"N{user}", "capacity": capacity, "quality": quality, "employer": "E", **more}


PRESIDENT = seat(1, "president", "ministry")


@pytest.mark.parametrize(
    ("seats", "independent"),
    [
        ([PRESIDENT, seat(2), seat(3, quality="provider")], True),
        ([PRESIDENT, seat(2)], False),
        ([seat(1), seat(2), seat(3)], False),
        ([PRESIDENT, seat(2, quality="provider"), seat(3, quality="provider")], False),
        ([PRESIDENT, seat(2), seat(3, quality="provider"), seat(4, quality="provider")], False),
    ],
)
def test_jury_is_independent_when_presided_and_mostly_from_outside(seats: list[Any], independent: bool) -> None:
    assert juries.is_independent(seats) is independent


def test_who_has_an_interest_stands_but_does_not_sit_and_who_was_replaced_does_neither() -> None:
    tied, gone = seat(2, conflict={"reason": "r"}), seat(3, replaced={"by": 4})
    case = Case(facts={"jury": {"seats": [PRESIDENT, tied, gone, seat(4)]}})
    assert [s["user"] for s in juries.standing(case)] == [1, 2, 4]
    assert [s["user"] for s in juries.sitting(case)] == [1, 4]
    assert juries.members(case) == [4]
