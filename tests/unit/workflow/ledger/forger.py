"""What somebody could do who holds every right on the database, and perhaps the key of the log."""

from typing import Any

from django.conf import settings

from workflow.ledger import chain, merkle
from workflow.ledger import checkpoint as notes
from workflow.ledger.record import actor_name
from workflow.models import Case, Checkpoint, Event, Leaf, Payload, StreamHead

TABLES = [StreamHead, Case, Event, Payload, Leaf, Checkpoint]


def events_of(case: Case) -> list[Event]:
    return list(Event.objects.filter(stream=case.stream).order_by("seq"))


def change(event: Event, **columns: Any) -> None:
    Event.objects.filter(pk=event.pk).update(**columns)


def say(event: Event, body: Any) -> None:
    Payload.objects.filter(event=event).update(body=body)


def delete(event: Event) -> None:
    """The event and all that hangs on it."""
    Leaf.objects.filter(event=event).delete()
    Payload.objects.filter(event=event).delete()
    Event.objects.filter(pk=event.pk).delete()


def rechain(case: Case) -> None:
    """Computes the whole chain of a case anew over what its rows now say, so that nothing shows in it."""
    head = chain.GENESIS
    rows = list(Event.objects.filter(stream=case.stream).select_related("payload").order_by("seq", "pk"))
    places = {row.pk: place for place, row in enumerate(rows, start=1)}
    for row in rows:  # out of the way first: two events never share a place
        change(row, seq=1_000_000 + row.pk)
    for row in rows:
        commit = chain.commit(bytes(row.payload.salt), row.payload.body)
        facts = {"stream": row.stream, "seq": places[row.pk], "at": row.at, "actor": actor_name(row.actor_id)}
        facts |= {"on_behalf_of": row.on_behalf_of, "kind": row.kind, "commit_hash": commit, "prev_hash": head}
        before, head = head, chain.entry_hash(**facts)
        change(row, seq=places[row.pk], commit_hash=commit, prev_hash=before, entry_hash=head)
    Case.objects.filter(pk=case.pk).update(ledger_seq=len(rows), ledger_head=head)


def renumber_leaves() -> None:
    """Closes the gaps that deletions leave in the tree."""
    events = list(Leaf.objects.order_by("index").values_list("event_id", flat=True))
    Leaf.objects.all().delete()
    Leaf.objects.bulk_create(Leaf(index=index, event_id=event) for index, event in enumerate(events))


def sign_anew(*, sizes: list[int] | None = None) -> None:
    """Makes checkpoints of the tree as it now is, with the stolen key."""
    key = notes.load_key(settings.LEDGER_KEY)
    hashes = [bytes(h) for h in Leaf.objects.order_by("index").values_list("event__entry_hash", flat=True)]
    leaves = [merkle.leaf_hash(h) for h in hashes]
    kept = {c.size: c.at for c in Checkpoint.objects.all()}
    last = max(kept.values())
    Checkpoint.objects.all().delete()
    for size in sizes or sorted({*(s for s in kept if s < len(leaves)), len(leaves)}):
        tree = merkle.CompactRange().extend(leaves[:size])
        note = notes.sign(notes.Checkpoint(settings.LEDGER_ORIGIN, size, tree.root), key=key)
        nodes = [n.hex() for n in tree.nodes]
        Checkpoint.objects.create(size=size, root=tree.root, nodes=nodes, note=note, at=kept.get(size, last))


def copy_of_tables() -> dict[Any, list[Any]]:
    """A backup of what the ledger holds."""
    return {model: list(model.objects.all()) for model in TABLES}


def restore(copy: dict[Any, list[Any]]) -> None:
    """Brings the backup back over whatever was done since."""
    for model in reversed(TABLES):
        if model is not Case:
            model.objects.all().delete()
    for model in TABLES:
        for row in copy[model]:
            row.save(force_insert=model is not Case)
