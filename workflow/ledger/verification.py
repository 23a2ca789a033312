"""Checks the whole ledger: chains, payloads, tree, signatures, anchors, and the cases that it tells of."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from workflow.ledger import chain, merkle, sequencer
from workflow.ledger import checkpoint as notes
from workflow.ledger.export import Proof, bundle
from workflow.ledger.record import actor_name
from workflow.models import Case, Checkpoint, Event, Leaf, Payload, StreamHead


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
    flaws: list[Flaw] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not self.flaws

    def add(self, code: str, where: str, text: Any) -> None:
        self.flaws.append(Flaw(code, where, text))


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
    hashes, stages = _chains(report)
    _tree(report, hashes, anchors or settings.LEDGER_ANCHORS)
    _cases(report, stages)
    return report


def _rows() -> Iterator[Event]:
    return Event.objects.select_related("payload").order_by("stream", "seq").iterator(chunk_size=2_000)


def _chains(report: Report) -> tuple[dict[int, bytes], dict[str, str]]:
    """Verifies every stream; returns the hash of each event by its id, and where each case was last moved to."""
    hashes: dict[int, bytes] = {}
    stages: dict[str, str] = {}
    heads: dict[str, tuple[int, bytes]] = {}

    def entries() -> Iterator[chain.Entry]:
        for event in _rows():
            payload = getattr(event, "payload", None)
            if payload is None:
                report.add("payload_missing", f"{event.stream}#{event.seq}", _("The details of an event were taken away."))
            else:
                _columns(report, event, payload)
            hashes[event.pk] = bytes(event.entry_hash)
            heads[event.stream] = (event.seq, bytes(event.entry_hash))
            if event.kind.startswith("transition."):
                stages[event.stream] = event.target
            report.events += 1
            yield entry_of(event, payload)

    for finding in chain.verify_chain(entries()):
        report.add(f"chain_{finding.flaw}", f"{finding.stream}#{finding.seq}", finding.text)
    report.streams = len(heads)
    known = [(h.stream, h.seq, bytes(h.head)) for h in StreamHead.objects.iterator()]
    known += [
        (f"case:{pk}", seq, bytes(head))
        for pk, seq, head in Case.objects.filter(ledger_seq__gt=0).values_list("pk", "ledger_seq", "ledger_head").iterator()
    ]
    for stream, seq, head in known:
        if seq and heads.pop(stream, None) != (seq, head):
            report.add("head", stream, _("The end of the stream is not where the record says."))
        heads.pop(stream, None)
    for stream in heads:
        report.add("head", stream, _("Nothing in the record knows this stream."))
    return hashes, stages


def _columns(report: Report, event: Event, payload: Payload) -> None:
    """The columns that statistics fold must say what the sealed payload says."""
    if payload.body is None or not event.kind.startswith("transition."):
        return
    columns = (event.procedure, event.region, event.source, event.target)
    told = tuple(payload.body.get(k, "") for k in ("procedure", "region", "source", "target"))
    if columns != told:
        report.add("columns", f"{event.stream}#{event.seq}", _("The columns of an event differ from what it sealed."))


def _tree(report: Report, hashes: dict[int, bytes], anchors: Path) -> None:
    leaves = list(Leaf.objects.order_by("index").values_list("index", "event_id"))
    report.leaves = len(leaves)
    report.unsequenced = Payload.objects.filter(is_sequenced=False).count()
    if [i for i, _e in leaves] != list(range(len(leaves))):
        report.add("tree_gap", "tree", _("Places of the tree are missing or repeated."))
    if len(leaves) + report.unsequenced != report.events:
        report.add("tree_count", "tree", _("The tree and the events do not count the same."))
    tree = merkle.Tree(merkle.leaf_hash(hashes.get(event, b"")) for _i, event in leaves)
    kept = [(c.note, f"checkpoint {c.size}") for c in Checkpoint.objects.order_by("size").iterator()]
    outside = [(note, "anchor") for note in sequencer.anchored(anchors)]
    if leaves and not outside:
        report.add("anchors_missing", str(anchors), _("No anchor is kept outside the database."))
    public = notes.public_key(notes.load_or_generate_key(settings.LEDGER_KEY))
    for note, where in [*kept, *outside]:
        report.notes += 1
        try:
            found = notes.verify(note, origin=settings.LEDGER_ORIGIN, public_key=public)
        except notes.CheckpointRefused as refusal:
            report.add("note", where, str(refusal))
            continue
        if found.size > tree.size:
            report.add("rolled_back", f"{where} {found.size}", _("The tree is shorter than it once was."))
        elif tree.root(found.size) != found.root:
            report.add("root", f"{where} {found.size}", _("The tree is not the one that was signed."))
    largest = Checkpoint.objects.aggregate(largest=Max("size"))["largest"] or 0
    if largest != len(leaves):
        report.add("tree_unsigned", "tree", _("The last places of the tree were never signed."))


def _cases(report: Report, stages: dict[str, str]) -> None:
    """The stage of each case is the target of its last recorded transition."""
    for pk, stage in Case.objects.filter(ledger_seq__gt=0).values_list("pk", "stage").iterator():
        if stages.get(f"case:{pk}") != stage:
            report.add("stage", f"case:{pk}", _("The case does not stand where its last recorded act left it."))


def export_case(case: Case) -> dict[str, Any]:
    """A bundle with which anyone verifies the history of one case, without the database."""
    sequencer.sequence()
    rows = list(Event.objects.filter(stream=case.stream).select_related("payload", "leaf").order_by("seq"))
    checkpoint = Checkpoint.objects.order_by("-size").first()
    if not rows or checkpoint is None:
        raise ValueError("this case has no event yet")
    leaves = Leaf.objects.order_by("index").values_list("event__entry_hash", flat=True)[: checkpoint.size]
    tree = merkle.Tree(merkle.leaf_hash(bytes(h)) for h in leaves)
    proofs = [Proof(r.leaf.index, tree.inclusion_proof(index=r.leaf.index, size=checkpoint.size)) for r in rows]
    public = notes.public_key(notes.load_or_generate_key(settings.LEDGER_KEY))
    return bundle([entry_of(r, r.payload) for r in rows], proofs, checkpoint.note, public)
