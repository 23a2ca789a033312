"""P1, P2, P4: whoever presses twice, or at the same moment as others, moves a case once and is told the truth."""

from typing import Any

import pytest

from tests.promises.conftest import Play

RACED = [("submitted", "return_incomplete"), ("submitted", "register_case"), ("under_review", "transmit_to_centre")]


def holds(told: dict[str, Any], *, n: int, keyed: bool) -> None:
    assert told["errors"] == []
    assert (told["done"], told["events"], told["moved"], told["is_chain_whole"], told["twin_tasks"]) == (1, 1, 1, True, [])
    if keyed:  # the losers are given the winner's answer
        assert (told["repeated"], told["refused"], told["answers"]) == (n - 1, [], 1)
    else:
        assert told["repeated"] == 0
        assert told["refused"] in ([["outdated", 409]], [["not_a_transition", 409]])
    assert told["flaws"] == []


@pytest.mark.parametrize("keyed", [True, False], ids=["with a key", "without"])
@pytest.mark.parametrize(("at", "name"), RACED)
def test_identical_submissions_move_a_case_once(play: Play, n: int, at: str, name: str, keyed: bool) -> None:
    told = play("identical", at=at, name=name, n=n, keyed=keyed)
    holds(told, n=n, keyed=keyed)
    # A second on a quiet machine; others may be busy on this one.
    assert told["slowest"] < 15


@pytest.mark.proof
def test_identical_submissions_of_every_act_move_a_case_once(play: Play, n: int) -> None:
    found = play("every", n=n)
    assert len(found) == 2 * 18
    for place, told in enumerate(found):
        holds(told, n=n, keyed=place % 2 == 0)


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
