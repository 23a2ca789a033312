"""P3: numbers of cases and of decisions have no gap and no twin, whoever rolls back or is killed."""

import pytest

from tests.promises.conftest import Play


@pytest.mark.parametrize(
    ("writers", "seconds", "least"),
    [pytest.param(8, 4, 20, id="short"), pytest.param(16, 40, 1000, id="long", marks=pytest.mark.proof)],
)
def test_numbers_have_no_gap_and_no_twin(play: Play, writers: int, seconds: int, least: int) -> None:
    told = play("numbers", writers=writers, seconds=seconds)
    assert told["errors"] == []
    assert told["given"] >= least
    assert told["killed"] >= 1
    assert (told["decision_gaps"], told["decision_twins"]) == ([], 0)
    assert (told["case_gaps"], told["case_twins"]) == ([], 0)
    # The counters stand where the last number is: nothing was taken by those who changed their mind or died.
    assert told["counters"] == sorted([told["given"], told["cases"]])


@pytest.mark.parametrize(
    ("total", "deaths"),
    [
        pytest.param(40, 3, id="short"),
        pytest.param(1000, 0, id="long", marks=pytest.mark.proof),
        pytest.param(1000, 12, id="long with deaths", marks=pytest.mark.proof),
    ],
)
def test_decisions_requested_at_once_get_consecutive_numbers(play: Play, total: int, deaths: int) -> None:
    told = play("demand", workers=8, total=total, deaths=deaths)
    assert told == {
        "killed": deaths,
        "errors": [],
        "numbers": True,
        "requests": True,
        "given": total,
        "documents": 2 * total,
        "carried": total,
        "ordered": 2 * total,
    }
