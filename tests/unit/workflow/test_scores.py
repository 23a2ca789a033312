"""Scores: the share of the scale that marks reach, the difference that calls a third, the mean."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from workflow import scores

WEIGHTS = {"aim": 75, "cost": 25}


def case(*totals: str, differ: bool = False) -> Any:
    given = [{"by": n, "total": total} for n, total in enumerate(totals)]
    return SimpleNamespace(facts={"scoring": {"scores": given, **({"differ": "40.00"} if differ else {})}})


@pytest.mark.parametrize(
    ("marks", "share"), [((5, 5), "100.00"), ((0, 0), "0.00"), ((4, 0), "60.00"), ((0, 4), "20.00"), ((1, 2), "25.00")]
)
def test_marks_weigh_as_the_criteria_do(marks: tuple[int, int], share: str) -> None:
    assert scores.percent(dict(zip(WEIGHTS, marks, strict=True)), weights=WEIGHTS) == Decimal(share)


def test_gap_is_that_of_the_first_two() -> None:
    assert scores.gap_of(case("80.00", "45.00", "99.00")) == Decimal("35.00")
    assert scores.gap_of(case("80.00")) == Decimal(0)


def test_two_scores_are_enough_unless_they_differ() -> None:
    assert [scores.is_complete(c) for c in (case("80.00"), case("80.00", "70.00"), case("80.00", "40.00", differ=True))] == [
        False,
        True,
        False,
    ]


def test_mean_is_of_everybody_who_scored() -> None:
    assert scores.mean_of(case("80.00", "40.00", "61.00")) == Decimal("60.33")


def test_mean_of_nobody_is_refused() -> None:
    with pytest.raises(LookupError):
        scores.mean_of(SimpleNamespace(facts={}))  # type: ignore[arg-type]
