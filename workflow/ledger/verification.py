"""Checks the whole ledger: chains, payloads, tree, signatures, anchors, and the cases that it tells of."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workflow.ledger import chain, erasure, merkle, sequencer
from workflow.ledger import checkpoint as notes
from workflow.ledger.export import Proof, bundle
from workflow.ledger.record import COLUMNS, actor_name
from workflow.models import Case, Checkpoint, Event, Leaf, Payload, StreamHead
from workflow.procedures import procedures

LATE = timedelta(minutes=10)  # after which a checkpoint must lie outside the database
Columns = list[str]


@dataclass(frozen=True)
class Flaw:
    """What is wrong, and where."""

    code: str
    where: str
    text: Any


@dataclass
class Report:
    events: int = 0
    streams: int = 0
    leaves: int = 0
    notes: int = 0
    unsequenced: int = 0
    erased: int = 0
    flaws: list[Flaw] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not self.flaws

    def add(self, code: str, where: str, text: Any) -> None:
        self.flaws.append(Flaw(code, where, text))


@dataclass
class _Found:
    """What one pass over the events leaves to be compared."""

    hashes: dict[int, bytes] = field(default_factory=dict)
    heads: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    stages: dict[str, str] = field(default_factory=dict)  # of each case, by its last recorded transition, or its opening
    erased: dict[tuple[str, int], tuple[str, Columns]] = field(default_factory=dict)
    erasures: dict[tuple[str, int], tuple[str, Columns]] = field(default_factory=dict)


def entry_of(event: Event, payload: Payload | None) -> chain.Entry:
    """A row as the chain's own value."""
    salt = payload.salt if payload else None
    return chain.Entry(
        stream=event.stream,
        seq=event.seq,
        at=event.at,
        actor=actor_name(event.actor_id),
        on_behalf_of=event.on_behalf_of,
        kind=event.kind,
        commit_hash=bytes(event.commit_hash),
        prev_hash=bytes(event.prev_hash),
        entry_hash=bytes(event.entry_hash),
        salt=bytes(salt) if salt is not None else None,
        payload=payload.body if payload else None,
    )


def verify(*, anchors: Path | None = None) -> Report:
    """Everything, in a few passes over the tables; memory grows with the streams and leaves, not with the payloads."""
    report = Report()
    # Read before the tables: a note that is signed meanwhile would seem to be of a longer tree.
    outside = list(sequencer.anchored(anchors or settings.LEDGER_ANCHORS))
    with _snapshot():
        found = _events(report)
        _heads(report, found)
        _cases(report, found)
        leaves = list(Leaf.objects.order_by("index").values_list("index", "event_id"))
        report.unsequenced = Payload.objects.filter(is_sequenced=False).count()
        kept = list(Checkpoint.objects.order_by("size"))
    _erasures(report, found)
    tree = _tree(report, found, leaves)
    _notes(report, tree, kept, outside)
    return report


@contextmanager
def _snapshot() -> Iterator[None]:
    """One state of all tables, so that what is recorded meanwhile raises no false alarm; no writer waits."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        # Not atomic(), which takes the lock of writers here.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def _events(report: Report) -> _Found:
    """Verifies every stream, entry by entry."""
    found = _Found()

    def entries() -> Iterator[chain.Entry]:
        for event in Event.objects.select_related("payload").order_by("stream", "seq").iterator(chunk_size=2_000):
            payload = getattr(event, "payload", None)
            if payload is None:
                report.add("payload_missing", f"{event.stream}#{event.seq}", _("The details of an event were taken away."))
            else:
                _sealed(report, found, event, payload)
            found.hashes[event.pk] = bytes(event.entry_hash)
            found.heads[event.stream] = (event.seq, bytes(event.entry_hash))
            if event.kind.startswith("transition.") or (event.kind == "case.opened" and event.target):
                found.stages[event.stream] = event.target
            report.events += 1
            yield entry_of(event, payload)

    for finding in chain.verify_chain(entries()):
        report.add(f"chain_{finding.flaw}", f"{finding.stream}#{finding.seq}", finding.text)
    report.streams = len(found.heads)
    return found


def _sealed(report: Report, found: _Found, event: Event, payload: Payload) -> None:
    """The columns that statistics fold must say what the payload sealed, or what its erasure sealed again."""
    columns = [event.procedure, event.region, event.source, event.target]
    if payload.body is None:
        report.erased += 1
        found.erased[event.stream, event.seq] = (bytes(event.entry_hash).hex(), columns)
        return
    body = payload.body if isinstance(payload.body, dict) else {}
    told = body.get(COLUMNS, {})
    if columns != [told.get(name, "") if isinstance(told, dict) else "" for name in ("procedure", "region", "source", "target")]:
        report.add("columns", f"{event.stream}#{event.seq}", _("The columns of an event differ from what it sealed."))
    if event.stream == erasure.STREAM:
        with suppress(KeyError, TypeError):  # a falsified payload may hold anything; the chain tells that it is false
            for witness in body["events"]:
                found.erasures[witness["stream"], witness["seq"]] = (witness["entry_hash"], witness[COLUMNS])


def _erasures(report: Report, found: _Found) -> None:
    """Each erased event is named by a recorded erasure."""
    for place, remains in found.erased.items():
        where = f"{place[0]}#{place[1]}"
        if place not in found.erasures:
            report.add("erased_unrecorded", where, _("The details of an event were erased, and no act says so."))
        elif found.erasures[place] != remains:
            report.add("columns", where, _("The columns of an event differ from what it sealed."))


def _heads(report: Report, found: _Found) -> None:
    """The row that each stream hangs on knows its last event."""
    heads = dict(found.heads)
    known = [(h.stream, h.seq, bytes(h.head)) for h in StreamHead.objects.iterator()]
    cases = Case.objects.filter(ledger_seq__gt=0).values_list("pk", "ledger_seq", "ledger_head")
    known += [(f"case:{pk}", seq, bytes(head)) for pk, seq, head in cases.iterator()]
    for stream, seq, head in known:
        if seq and heads.get(stream) != (seq, head):
            report.add("head", stream, _("The end of the stream is not where the record says."))
        heads.pop(stream, None)
    for stream in heads:
        report.add("head", stream, _("Nothing in the record knows this stream."))


def _cases(report: Report, found: _Found) -> None:
    """The stage of each case is the target of its last recorded transition, or of its opening; without any, the first stage."""
    initial = {(p.code, str(p.initial)) for p in procedures()}
    for pk, procedure, stage in Case.objects.values_list("pk", "procedure", "stage").iterator():
        recorded = found.stages.get(f"case:{pk}")
        if recorded != stage and (recorded is not None or (procedure, stage) not in initial):
            report.add("stage", f"case:{pk}", _("The case does not stand where its last recorded act left it."))


def _tree(report: Report, found: _Found, leaves: list[tuple[int, int]]) -> merkle.Tree:
    report.leaves = len(leaves)
    if [index for index, _event in leaves] != list(range(len(leaves))):
        report.add("tree_gap", "tree", _("Places of the tree are missing or repeated."))
    if len(leaves) + report.unsequenced != report.events:
        report.add("tree_count", "tree", _("The tree and the events do not count the same."))
    return merkle.Tree(merkle.leaf_hash(found.hashes.get(event, b"")) for _index, event in leaves)


def _notes(report: Report, tree: merkle.Tree, kept: list[Checkpoint], outside: list[str]) -> None:
    """Each signed note, kept here or outside, is of this tree."""
    try:
        public = notes.public_key(notes.load_key(settings.LEDGER_KEY)) if kept or outside else b""
    except (OSError, ValueError) as error:
        report.add("key", type(error).__name__, _("The key of the ledger cannot be read, so that no signature can be checked."))
        return
    for row in kept:
        at = f"checkpoint {row.size}"
        checkpoint = _opened(report, row.note, at, public)
        if checkpoint and (checkpoint.size, checkpoint.root) != (row.size, bytes(row.root)):
            report.add("note", at, _("The checkpoint does not say what its note says."))
        if checkpoint:
            _compare(report, tree, checkpoint, at)
    largest = kept[-1].size if kept else 0
    if largest != tree.size:
        report.add("tree_unsigned", "tree", _("The last places of the tree were never signed."))
    elif kept and kept[-1].nodes != [node.hex() for node in _range(tree).nodes]:
        report.add("nodes", f"checkpoint {largest}", _("The tree could not be continued from its last checkpoint."))
    _anchors(report, tree, kept, outside, public)


def _anchors(report: Report, tree: merkle.Tree, kept: list[Checkpoint], outside: list[str], public: bytes) -> None:
    known, texts = {row.size for row in kept}, [row.note for row in kept]
    farthest = 0
    for note in outside:
        if any(text.startswith(note) and text != note for text in texts):
            continue  # cut short by a full disk; the whole note is among ours
        checkpoint = _opened(report, note, "anchor", public)
        if checkpoint is None:
            continue
        at = f"anchor {checkpoint.size}"
        farthest = max(farthest, checkpoint.size)
        _compare(report, tree, checkpoint, at)
        if checkpoint.size not in known:
            report.add("checkpoint_missing", at, _("A checkpoint that was kept outside is missing here."))
    if kept and not outside:
        report.add("anchors_missing", "anchors", _("No anchor is kept outside the database."))
    elif kept and kept[-1].size > farthest and kept[-1].at < timezone.now() - LATE:
        report.add("anchors_late", f"anchor {farthest}", _("The last checkpoint is not kept outside the database."))


def _opened(report: Report, note: str, at: str, public: bytes) -> notes.Checkpoint | None:
    report.notes += 1
    try:
        return notes.verify(note, origin=settings.LEDGER_ORIGIN, public_key=public)
    except notes.CheckpointRefused as refusal:
        report.add("note", at, str(refusal))
        return None


def _compare(report: Report, tree: merkle.Tree, checkpoint: notes.Checkpoint, at: str) -> None:
    if checkpoint.size > tree.size:
        report.add("rolled_back", at, _("The tree is shorter than it once was."))
    elif tree.root(checkpoint.size) != checkpoint.root:
        report.add("root", at, _("The tree is not the one that was signed."))


def _range(tree: merkle.Tree) -> merkle.CompactRange:
    return merkle.CompactRange().extend(tree.node(0, index) for index in range(tree.size))


def export_case(case: Case) -> dict[str, Any]:
    """A bundle with which anyone verifies the history of one case, without the database.

    Raises:
        ValueError: the case has no sealed event yet.
    """
    sequencer.sequence_all()
    checkpoint = Checkpoint.objects.order_by("-size").first()
    size = checkpoint.size if checkpoint else 0
    # What was recorded since the checkpoint has no place in the tree yet.
    sealed = Event.objects.filter(stream=case.stream, leaf__index__lt=size).order_by("seq")
    rows = list(sealed.select_related("payload", "leaf"))
    if not rows or checkpoint is None:
        raise ValueError("this case has no event yet")
    leaves = Leaf.objects.filter(index__lt=size).order_by("index").values_list("event__entry_hash", flat=True)
    tree = merkle.Tree(merkle.leaf_hash(bytes(h)) for h in leaves)
    proofs = [Proof(r.leaf.index, tree.inclusion_proof(index=r.leaf.index, size=size)) for r in rows]
    public = notes.public_key(notes.load_or_generate_key(settings.LEDGER_KEY))
    return bundle([entry_of(r, r.payload) for r in rows], proofs, checkpoint.note, public)
