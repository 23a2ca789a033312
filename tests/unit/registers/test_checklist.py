"""Scores and grades of visits, line by line."""

from decimal import Decimal

import pytest

from registers import checklist
from registers.checklist import CONFORM, NOT_APPLICABLE, NOT_CONFORM, PARTIAL

ALL = {line.code: CONFORM for line in checklist.LINES}


def test_checklist_has_its_lines_and_weights() -> None:
    assert (len(checklist.LINES), sum(weight for weight, _label in checklist.CATEGORIES.values())) == (54, 100)
    assert {line.category for line in checklist.LINES} == set(checklist.CATEGORIES)


def test_everything_conform_is_a_hundred() -> None:
    found = checklist.outcome(ALL)
    assert (found.score, found.grade, found.failed, found.is_fit) == (Decimal("100.0"), "A", (), True)


def test_partial_is_not_offered_for_critical_lines() -> None:
    critical = [line for line in checklist.LINES if line.severity == "critical"]
    assert [PARTIAL in dict(line.answers) for line in critical] == [False] * len(critical)


def test_not_applicable_is_offered_only_where_the_line_says_so() -> None:
    assert [line.may_not_apply for line in checklist.LINES] == [NOT_APPLICABLE in dict(line.answers) for line in checklist.LINES]


def test_category_without_an_applicable_line_leaves_its_weight_to_the_others() -> None:
    without = {code: NOT_APPLICABLE if code.startswith("FOR") else answer for code, answer in ALL.items()}
    assert checklist.outcome(without).score == Decimal("100.0")


def test_critical_failure_is_d_unless_mended_on_the_spot() -> None:
    failed = {**ALL, "SEC-01": NOT_CONFORM}
    assert (checklist.outcome(failed).grade, checklist.outcome(failed, repaired=["SEC-01"]).grade) == ("D", "C")
    assert checklist.outcome(failed).critical_failed == ("SEC-01",)
    assert not checklist.outcome(failed, repaired=["SEC-01"]).is_fit


@pytest.mark.parametrize(("majors", "grade"), [(1, "A"), (2, "B")])
def test_more_than_one_major_failure_is_no_a(majors: int, grade: str) -> None:
    codes = ["ADM-02", "ADM-03"][:majors]
    found = checklist.outcome({**ALL, **dict.fromkeys(codes, NOT_CONFORM)})
    assert (found.score >= 85, found.grade) == (True, grade)


def test_low_scores() -> None:
    lighter = [line.code for line in checklist.LINES if line.severity != "critical"]
    half = checklist.outcome({**ALL, **dict.fromkeys(lighter, PARTIAL)})
    none = checklist.outcome({**ALL, **dict.fromkeys(lighter, NOT_CONFORM)})
    assert [(f.grade, f.score < 85) for f in (half, none)] in ([("C", True), ("D", True)], [("B", True), ("D", True)])
    assert checklist.outcome(ALL, obstructed=True).grade == "D"
