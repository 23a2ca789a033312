"""Marks of two markers, averages and mentions: arithmetic alone."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.training.averages import is_disputed, kept, mention_of, standings


def row(**changes: Any) -> dict[str, Any]:
    told = {"candidate": "ENR-1", "module": "Bases", "coefficient": 1, "mark_20": "12", "second_mark": "13", "absent": "no"}
    return {**told, "agreed_mark": "", **changes}


@pytest.mark.parametrize(
    ("changes", "mark"),
    [
        ({}, "12.50"),
        ({"second_mark": "12.25"}, "12.13"),  # the half cent goes up
        ({"mark_20": "8", "second_mark": "14", "agreed_mark": "10"}, "10"),
        ({"absent": "yes"}, None),
        ({"second_mark": ""}, None),
    ],
)
def test_mark_of_a_paper_is_the_agreed_one_or_the_mean(changes: dict[str, str], mark: str | None) -> None:
    assert kept(row(**changes)) == (None if mark is None else Decimal(mark))


@pytest.mark.parametrize(("second", "disputed"), [("15", False), ("15.01", True), ("8.99", True), ("", False)])
def test_marks_are_disputed_beyond_three_points(second: str, disputed: bool) -> None:
    assert is_disputed(row(second_mark=second)) is disputed


def test_average_is_weighted_and_counts_a_missed_paper_as_zero() -> None:
    rows = [row(coefficient=3), row(module="Atelier", coefficient=1, absent="yes")]
    found = standings(rows, continuous={}, share=Decimal(40))["ENR-1"]
    assert (found.average, found.marks) == (Decimal("9.38"), (("Bases", Decimal("12.50")), ("Atelier", None)))


def test_continuous_assessment_counts_for_its_share() -> None:
    found = standings([row()], continuous={"ENR-1": Decimal(15)}, share=Decimal(40))["ENR-1"]
    assert (found.average, found.mention) == (Decimal("13.50"), "fair")


def test_candidate_who_came_to_no_paper_has_no_average() -> None:
    found = standings([row(absent="yes")], continuous={}, share=Decimal(40))["ENR-1"]
    assert (found.average, found.mention) == (None, "")


@pytest.mark.parametrize(
    ("average", "mention"), [("9.99", ""), ("10", "pass"), ("12", "fair"), ("13.99", "fair"), ("14", "good"), ("16", "very_good")]
)
def test_mention_of_an_average(average: str, mention: str) -> None:
    assert mention_of(Decimal(average)) == mention


MARKS = st.decimals(min_value=0, max_value=20, places=2)


@given(st.lists(st.tuples(MARKS, MARKS, st.integers(1, 20)), min_size=1, max_size=8))
def test_average_lies_between_the_lowest_and_the_highest_mark(papers: list[tuple[Decimal, Decimal, int]]) -> None:
    rows = [row(module=str(n), mark_20=a, second_mark=b, coefficient=c) for n, (a, b, c) in enumerate(papers)]
    found = standings(rows, continuous={}, share=Decimal(0))["ENR-1"]
    marks = [mark for _module, mark in found.marks if mark is not None]
    assert found.average is not None
    assert min(marks) - Decimal("0.01") <= found.average <= max(marks) + Decimal("0.01")
