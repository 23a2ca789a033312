"""The hash chain of one stream of acts, whose personal part can be erased without breaking it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from hmac import compare_digest
from secrets import token_bytes
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workflow.ledger import canonical

# Each use of the hash has its own prefix, so that no commitment can ever pass for an entry or a leaf.
COMMITMENT = b"takwin ledger commitment 1\0"
ENTRY = b"takwin ledger entry 1\0"
GENESIS = bytes(32)
SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """One act. Erasing a person takes away salt and payload together; all the rest stays."""

    stream: str
    seq: int
    at: datetime
    actor: str
    on_behalf_of: str
    kind: str
    commit_hash: bytes
    prev_hash: bytes
    entry_hash: bytes
    salt: bytes | None
    payload: Mapping[str, Any] | None

    @property
    def is_erased(self) -> bool:
        return self.payload is None and self.salt is None


def new_salt() -> bytes:
    return token_bytes(SALT_BYTES)


def commit(salt: bytes, payload: Mapping[str, Any]) -> bytes:
    """SHA-256 that binds the act to its payload, and tells nothing of it once the salt is gone."""
    return _commit(salt, canonical.encode(payload))


def _commit(salt: bytes, encoded: bytes) -> bytes:
    if len(salt) != SALT_BYTES:
        raise ValueError(f"A salt has {SALT_BYTES} bytes.")
    return sha256(COMMITMENT + salt + encoded).digest()


def entry_hash(
    *,
    stream: str,
    seq: int,
    at: datetime,
    actor: str,
    on_behalf_of: str,
    kind: str,
    commit_hash: bytes,
    prev_hash: bytes,
) -> bytes:
    """SHA-256 of the act's place, time, people, kind, commitment and predecessor."""
    facts = {
        "actor": actor,
        "at": canonical.instant(at),
        "commit_hash": commit_hash.hex(),
        "kind": kind,
        "on_behalf_of": on_behalf_of,
        "prev_hash": prev_hash.hex(),
        "seq": seq,
        "stream": stream,
    }
    return sha256(ENTRY + canonical.encode_plain(facts)).digest()


def append(
    *,
    stream: str,
    seq: int,
    at: datetime,
    actor: str,
    on_behalf_of: str,
    kind: str,
    payload: Mapping[str, Any],
    prev_hash: bytes,
    salt: bytes | None = None,
) -> Entry:
    """The entry that follows `prev_hash` (GENESIS for seq 1), its payload in the plain form that is stored."""
    salt = salt or new_salt()
    stored = canonical.plain(payload)
    commit_hash = _commit(salt, canonical.encode_plain(stored))
    digest = entry_hash(
        stream=stream,
        seq=seq,
        at=at,
        actor=actor,
        on_behalf_of=on_behalf_of,
        kind=kind,
        commit_hash=commit_hash,
        prev_hash=prev_hash,
    )
    return Entry(stream, seq, at, actor, on_behalf_of, kind, commit_hash, prev_hash, digest, salt, stored)


class Flaw(StrEnum):
    SEQUENCE = "sequence"
    PREDECESSOR = "predecessor"
    ENTRY = "entry"
    COMMITMENT = "commitment"
    HALF_ERASED = "half_erased"


FLAWS: dict[Flaw, str | Promise] = {
    Flaw.SEQUENCE: _("An entry is missing, repeated or out of order."),
    Flaw.PREDECESSOR: _("The entry does not follow the one before it."),
    Flaw.ENTRY: _("The entry is not the one that was recorded."),
    Flaw.COMMITMENT: _("The details of the entry are not those that were recorded."),
    Flaw.HALF_ERASED: _("Only one of the details and their salt was erased."),
}


@dataclass(frozen=True, slots=True)
class Finding:
    stream: str
    seq: int
    flaw: Flaw

    @property
    def text(self) -> str:
        return str(FLAWS[self.flaw])


def verify_chain(entries: Iterable[Entry]) -> list[Finding]:
    """What is wrong with these entries, given in order within each stream, every stream from its first entry.

    Entries cut off at the end leave no trace here: the tree's checkpoint shows them.
    """
    findings: list[Finding] = []
    heads: dict[str, tuple[int, bytes]] = {}
    for entry in entries:
        seq, head = heads.get(entry.stream, (0, GENESIS))
        flaws = _flaws(entry, expected_seq=seq + 1, head=head)
        findings += [Finding(stream=entry.stream, seq=entry.seq, flaw=flaw) for flaw in flaws]
        heads[entry.stream] = (entry.seq, entry.entry_hash)
    return findings


def _flaws(entry: Entry, *, expected_seq: int, head: bytes) -> list[Flaw]:
    flaws = []
    if entry.seq != expected_seq:
        flaws.append(Flaw.SEQUENCE)
    if not compare_digest(entry.prev_hash, head):
        flaws.append(Flaw.PREDECESSOR)
    if not compare_digest(entry.entry_hash, _recomputed(entry)):
        flaws.append(Flaw.ENTRY)
    if entry.payload is not None and entry.salt is not None:
        if not _is_committed(entry.salt, entry.payload, commit_hash=entry.commit_hash):
            flaws.append(Flaw.COMMITMENT)
    elif not entry.is_erased:
        flaws.append(Flaw.HALF_ERASED)
    return flaws


def _recomputed(entry: Entry) -> bytes:
    try:
        return entry_hash(
            stream=entry.stream,
            seq=entry.seq,
            at=entry.at,
            actor=entry.actor,
            on_behalf_of=entry.on_behalf_of,
            kind=entry.kind,
            commit_hash=entry.commit_hash,
            prev_hash=entry.prev_hash,
        )
    except ValueError:  # a falsified row may hold what could never have been recorded
        return b""


def _is_committed(salt: bytes, payload: Mapping[str, Any], *, commit_hash: bytes) -> bool:
    try:
        return compare_digest(commit(salt, payload), commit_hash)
    except ValueError:
        return False
