"""P9: what a person was told is kept, whenever the process that writes it is killed."""

import pytest

from tests.promises.conftest import Play


@pytest.mark.parametrize("rounds", [pytest.param(4, id="short"), pytest.param(25, id="long", marks=pytest.mark.proof)])
def test_a_writer_killed_while_it_commits_loses_nothing_it_told(play: Play, rounds: int) -> None:
    told = play("killed_writer", rounds=rounds)
    assert told["acknowledged"] >= rounds
    assert (told["lost"], told["broken"], told["signals"], told["flaws"]) == ([], [], [9], [])
