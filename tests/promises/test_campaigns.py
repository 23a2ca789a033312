"""P41: whatever dies while a campaign is opened or reminded of, each structure has one obligation and one reminder."""

import pytest

from tests.promises.conftest import Play


@pytest.mark.parametrize(
    ("structures", "rounds"),
    [pytest.param(55, 4, id="short"), pytest.param(1_000, 40, id="long", marks=pytest.mark.proof)],
)
def test_a_campaign_whose_process_is_killed_again_and_again_asks_everybody_once(play: Play, structures: int, rounds: int) -> None:
    told = play("killed_campaign", structures=structures, rounds=rounds)
    assert 9 in told["deaths"]
    # After each death too: all of a case or nothing of it.
    assert (told["between"], told["errors"]) == ([], [])
    assert (told["status"], told["obligations"], told["structures"]) == ("open", structures, structures)
    assert (told["doubled"], told["torn"], told["gaps"]) == ([], [], False)
    assert 9 in told["sweeps_killed"]
    assert (told["sweep_errors"], told["reminded"], told["times"], told["letters"]) == ([], structures, [1], structures)
    assert told["flaws"] == []
