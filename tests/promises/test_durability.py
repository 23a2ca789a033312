"""P9: what a person was told is kept, whenever the process that writes it, or the database itself, is killed."""

import pytest

from tests.promises.conftest import Play


@pytest.mark.parametrize("rounds", [pytest.param(4, id="short"), pytest.param(25, id="long", marks=pytest.mark.proof)])
def test_a_writer_killed_while_it_commits_loses_nothing_it_told(play: Play, rounds: int) -> None:
    told = play("killed_writer", rounds=rounds)
    assert told["acknowledged"] >= rounds
    assert (told["lost"], told["broken"], told["signals"], told["flaws"]) == ([], [], [9], [])


@pytest.mark.postgres
@pytest.mark.parametrize("rounds", [pytest.param(2, id="short"), pytest.param(10, id="long", marks=pytest.mark.proof)])
def test_a_database_server_killed_while_many_commit_loses_nothing_they_were_told(play_on: Play, rounds: int) -> None:
    told = play_on("killed_server", rounds=rounds)
    assert told["durable"] == {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
    assert told["rounds"] == rounds
    assert told["processes"] > 4  # the server itself, its writers and a connection for each of ours
    assert told["endings"] == ["OperationalError"]  # none of ours ended before the server did
    assert told["acknowledged"] >= 4 * rounds
    assert (told["lost"], told["told_otherwise"], told["half_done"], told["uncounted"]) == ([], [], [], 0)
    # Who was not answered asked again, and had it done or was told that it was.
    assert set(told["after"]) <= {"done", "repeated"}
    assert told["flaws"] == []
