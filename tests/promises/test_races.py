"""P1, P2, P4: whoever presses twice, or at the same moment as others, moves a case once and is told the truth."""

from typing import Any

import pytest

from tests.promises.conftest import Play
from workflow.procedures import named

# Acts that leave the case where it is.
STAYING = {"cast_vote", "declare_recusal"}

# Seconds in which all but one in a hundred of those who press at once have their answer; files pass the gate before.
ANSWERED, ANSWERED_WITH_FILES = 1.0, 3.0
# What a loser without a key may be told: the case has moved, or this person has already done it.
LATE = (
    [["outdated", 409]],
    [["not_a_transition", 409]],
    [["conditions_unmet", 409]],
    [["not_a_transition", 409], ["outdated", 409]],
)


def holds(race: dict[str, Any], *, n: int, keyed: bool) -> None:
    """The act was done once, and the others were told so."""
    assert race["errors"] == []
    assert (race["done"], race["events"], race["is_chain_whole"], race["twin_tasks"]) == (1, 1, True, [])
    assert race["moved"] == (race["transition"] not in STAYING)
    if keyed:  # the losers are given the winner's answer
        assert (race["repeated"], race["refused"], race["answers"]) == (n - 1, [], 1)
    else:
        assert race["repeated"] == 0
        assert race["refused"] in LATE


@pytest.mark.parametrize("keyed", [True, False], ids=["with a key", "without"])
@pytest.mark.parametrize("from_each", [pytest.param(False, id="short"), pytest.param(True, id="long", marks=pytest.mark.proof)])
def test_identical_submissions_of_every_act_move_a_case_once(play: Play, n: int, from_each: bool, keyed: bool) -> None:
    told = play("every", n=n, keyed=keyed, from_each=from_each)
    human = {t.name for t in named("EQV-01").machine.transitions.values() if t.by != ("system",)}
    assert told["acts"] == sorted(human)
    for race in told["races"]:
        holds(race, n=n, keyed=keyed)
    assert told["flaws"] == []
    # Others may be busy on this machine: then everybody waits longer, by as much as plain work does.
    assert told["p99"] <= ANSWERED * told["crowding"] * (1 if from_each else 3)
    assert told["p99_with_files"] <= ANSWERED_WITH_FILES * told["crowding"] * (1 if from_each else 3)


def test_the_same_request_again_gets_the_first_answer_whoever_answers(play: Play) -> None:
    told = play("replay")
    first = told["first"]
    assert (first["transition"], first["is_repeated"]) == ("transmit_to_centre", False)
    again = {**first, "is_repeated": True}
    assert (told["second"], told["third"]) == (again, [again, again])
    assert told["other_body"] == ["key_reused", 422]
    assert (told["other_case"], told["other_person"]) == ("key_reused", "key_reused")
    assert (told["moves"], told["events"], told["flaws"]) == (["transmit_to_centre"], 1, [])


def test_one_key_for_two_cases_moves_one_of_them(play: Play) -> None:
    told = play("one_key_for_two_cases", n=6)
    assert (told["done"], told["refused"], told["moved"]) == (1, ["key_reused"] * 5, 1)
    assert (told["errors"], told["flaws"]) == ([], [])


def test_the_second_of_two_officers_is_told_what_the_first_did(play: Play) -> None:
    told = play("two_officers")
    assert told["errors"] == []
    assert len(told["done"]) == 1
    assert told["refused"] == [["outdated", 409]]
    assert told["told"] == [[f"transition.{told['done'][0]}"]]
    # What the second wanted is in the ledger too, as a refusal.
    assert (told["last"], told["refusals"], told["flaws"]) == (told["done"][0], 1, [])
