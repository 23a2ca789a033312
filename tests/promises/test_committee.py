"""P5: the rules of a meeting hold when its members speak at the same moment."""

import pytest

from tests.promises.conftest import Play


@pytest.mark.parametrize("rounds", [pytest.param(3, id="short"), pytest.param(50, id="long", marks=pytest.mark.proof)])
def test_votes_and_recusals_at_one_moment_keep_the_quorum(play: Play, rounds: int) -> None:
    told = play("meeting", rounds=rounds)
    assert told["errors"] == []
    assert (told["doubled"], told["broken_quorum"], told["absent_voters"]) == (0, 0, 0)
    # Something came first in each round, if only the absence by which the quorum was lost; second requests were refused.
    assert told["votes"] + told["recusals"] + told["absences"] >= rounds
    assert told["refused"] >= 4 * rounds
    assert told["flaws"] == []
