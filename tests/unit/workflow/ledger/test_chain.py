"""The chain shows every change, and survives the erasure of a person."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import translation

from workflow.ledger import chain
from workflow.ledger.chain import GENESIS, Finding, Flaw, verify_chain


def flaws(entries):
    return [(finding.seq, finding.flaw) for finding in verify_chain(entries)]


def rehash(entry, **changes):
    """The entry as a forger would write it, with a hash that fits its new content."""
    forged = replace(entry, **changes)
    digest = chain.entry_hash(
        stream=forged.stream,
        seq=forged.seq,
        at=forged.at,
        actor=forged.actor,
        on_behalf_of=forged.on_behalf_of,
        kind=forged.kind,
        commit_hash=forged.commit_hash,
        prev_hash=forged.prev_hash,
    )
    return replace(forged, entry_hash=digest)


def test_clean_history_has_no_finding(entries):
    assert verify_chain(entries) == []


def test_histories_may_be_interleaved(history):
    mixed = [entry for pair in zip(history(stream="a"), history(stream="b"), strict=True) for entry in pair]
    assert verify_chain(mixed) == []


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        (lambda entry: {"at": entry.at + timedelta(microseconds=1)}, [(3, Flaw.ENTRY)]),
        (lambda entry: {"at": entry.at.replace(tzinfo=None)}, [(3, Flaw.ENTRY)]),
        (lambda entry: {"actor": "user:4"}, [(3, Flaw.ENTRY)]),
        (lambda entry: {"on_behalf_of": ""}, [(3, Flaw.ENTRY)]),
        (lambda entry: {"kind": "transition.refuse"}, [(3, Flaw.ENTRY)]),
        (lambda entry: {"seq": 7}, [(3, Flaw.SEQUENCE), (3, Flaw.ENTRY), (4, Flaw.SEQUENCE)]),
        (lambda entry: {"commit_hash": GENESIS}, [(3, Flaw.ENTRY), (3, Flaw.COMMITMENT)]),
        (lambda entry: {"prev_hash": GENESIS}, [(3, Flaw.PREDECESSOR), (3, Flaw.ENTRY)]),
        (lambda entry: {"entry_hash": GENESIS}, [(3, Flaw.ENTRY), (4, Flaw.PREDECESSOR)]),
        (lambda entry: {"salt": bytes(16)}, [(3, Flaw.COMMITMENT)]),
        (lambda entry: {"salt": b"short"}, [(3, Flaw.COMMITMENT)]),
        (lambda entry: {"payload": {**entry.payload, "reason": "autre"}}, [(3, Flaw.COMMITMENT)]),
        (lambda entry: {"payload": {**entry.payload, "days": 1.5}}, [(3, Flaw.COMMITMENT)]),
        (lambda entry: {"payload": None}, [(3, Flaw.HALF_ERASED)]),
        (lambda entry: {"salt": None}, [(3, Flaw.HALF_ERASED)]),
    ],
)
def test_change_of_any_field_is_found(entries, changes, found):
    entries[2] = replace(entries[2], **changes(entries[2]))
    assert [(3 if seq == 7 else seq, flaw) for seq, flaw in flaws(entries)] == found


def test_entry_moved_to_another_stream_is_found(entries):
    entries[2] = replace(entries[2], stream="case:2")
    assert verify_chain(entries) == [
        Finding("case:2", 3, Flaw.SEQUENCE),
        Finding("case:2", 3, Flaw.PREDECESSOR),
        Finding("case:2", 3, Flaw.ENTRY),
        Finding("case:1", 4, Flaw.SEQUENCE),
        Finding("case:1", 4, Flaw.PREDECESSOR),
    ]


def test_forged_entry_with_a_fitting_hash_breaks_the_next_link(entries):
    entries[2] = rehash(entries[2], actor="user:4")
    assert flaws(entries) == [(4, Flaw.PREDECESSOR)]


def test_deleted_inserted_and_exchanged_entries_are_found(entries):
    assert flaws(entries[:2] + entries[3:]) == [(4, Flaw.SEQUENCE), (4, Flaw.PREDECESSOR)]
    assert flaws(entries[1:]) == [(2, Flaw.SEQUENCE), (2, Flaw.PREDECESSOR)]
    assert flaws([*entries[:3], entries[2], *entries[3:]]) == [(3, Flaw.SEQUENCE), (3, Flaw.PREDECESSOR)]
    exchanged = [entries[0], entries[2], entries[1], *entries[3:]]
    assert {seq for seq, _flaw in flaws(exchanged)} == {2, 3, 4}


def test_erased_person_leaves_a_chain_that_verifies(entries):
    erased = [replace(entry, salt=None, payload=None) for entry in entries]
    assert verify_chain(erased) == []
    assert [entry.is_erased for entry in erased] == [True] * 5


def test_same_payload_is_committed_to_differently_each_time():
    payload = {"name": "Fictional Person"}
    assert chain.commit(chain.new_salt(), payload) != chain.commit(chain.new_salt(), payload)


def test_finding_speaks_in_sentences():
    with translation.override("en"):
        assert Finding("case:1", 1, Flaw.ENTRY).text == "The entry is not the one that was recorded."
