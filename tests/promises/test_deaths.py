"""P6, P7, P8: a process killed at any step loses no act, no document and no message."""

import pytest

from tests.promises.conftest import Play

# Killed after its commit, a web process has done its work; the person is given the same answer again.
COMMITTED = {"the act is committed", "the answer is on its way"}


@pytest.mark.parametrize("printed", [pytest.param(False, id="short"), pytest.param(True, id="long", marks=pytest.mark.proof)])
def test_deaths_at_every_step_lose_nothing(play: Play, printed: bool) -> None:
    told = play("lives", printed=printed)
    for step, act in told["web"].items():
        assert (step, act["signal"]) == (step, 9)
        done = step in COMMITTED
        assert (step, act["after_death"], act["second"]) == (step, int(done), "repeated" if done else "done")
        assert (act["moves"], act["documents"], act["numbers"]) == (1, ["ar", "fr"], 1)
    # The numbers of those who died were given to those who came after.
    numbers = sorted(act["number"] for act in told["web"].values())
    assert numbers == [f"EQV-01/{numbers[0][7:11]}/{n:06d}" for n in range(1, len(numbers) + 1)]

    assert told["worker"] == dict.fromkeys(told["worker"], 9)
    assert told["stuck"] > 0  # what the dead had leased
    assert (told["errors"], told["left"]) == ([], [])
    assert told["documents"] >= 2 * len(told["web"])
    assert (told["not_issued"], told["files_missing"], told["files_over"], told["files_partial"]) == ([], [], 0, 0)
    assert (told["issued"], told["issued_twice"]) == (told["documents"], [])
    assert (told["number_gaps"], told["numbers_per_act"]) == ([], [1])
    # Messages arrive at least once; one that arrives twice is recognised by its identity.
    assert told["mails_lost"] == []
    assert told["mail_identities"] == told["mail_rows"]
    assert told["mail_doubles"] == 1  # that of whom died between sending and noting it
    assert told["flaws"] == []
