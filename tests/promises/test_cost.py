"""P15: the record of acts costs little beside the work of an act."""

import pytest

from tests.promises.conftest import Play


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("commits", "rounds", "most"),
    # Others may be busy on this machine; the long version takes the median of many turns.
    [pytest.param(10, 3, 0.5, id="short"), pytest.param(40, 9, 0.25, id="long", marks=pytest.mark.proof)],
)
def test_event_costs_a_quarter_of_the_throughput_at_most(play: Play, commits: int, rounds: int, most: float) -> None:
    told = play("cost", writers=16, commits=commits, rounds=rounds)
    assert told["flaws"] == []
    assert told["share"] <= most, told
