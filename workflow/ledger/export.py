"""The bundle with which anyone checks the history of one case, without the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workflow.ledger import canonical, checkpoint
from workflow.ledger.chain import Entry

FORMAT = "takwin-ledger-export/1"


@dataclass(frozen=True, slots=True)
class Proof:
    """Where an entry stands in the tree, and the hashes from its leaf to the checkpoint's root."""

    index: int
    hashes: Sequence[bytes]


def bundle(entries: Sequence[Entry], proofs: Sequence[Proof], checkpoint_note: str, public_key: bytes) -> dict[str, Any]:
    """The export of one stream, as JSON's own types; the format is described in verify_export.py.

    Needs one proof per entry: the checkpoint must be newer than the last entry.
    """
    streams = {entry.stream for entry in entries}
    if len(streams) != 1 or len(proofs) != len(entries):
        raise ValueError("A bundle holds the entries of one stream, each with its proof.")
    origin = checkpoint.parse(checkpoint_note).origin
    return {
        "format": FORMAT,
        "stream": streams.pop(),
        "public_key": checkpoint.verifier_key(name=origin, public_key=public_key),
        "checkpoint": checkpoint_note,
        "entries": [_exported(entry, proof) for entry, proof in zip(entries, proofs, strict=True)],
    }


def _exported(entry: Entry, proof: Proof) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "at": canonical.instant(entry.at),
        "actor": entry.actor,
        "on_behalf_of": entry.on_behalf_of,
        "kind": entry.kind,
        "commit_hash": entry.commit_hash.hex(),
        "prev_hash": entry.prev_hash.hex(),
        "entry_hash": entry.entry_hash.hex(),
        "salt": entry.salt.hex() if entry.salt is not None else None,
        "payload": canonical.plain(entry.payload),
        "leaf_index": proof.index,
        "proof": [node.hex() for node in proof.hashes],
    }
