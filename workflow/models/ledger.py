"""The ledger's tables: events in chains, one per stream, and the tree that seals them."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Event(models.Model):
    """One line of the ledger. Rows are only ever inserted; triggers refuse anything else."""

    id = models.BigAutoField(primary_key=True)
    stream = models.CharField(max_length=60)  # case:UUID, user:UUID, session:UUID, parameter:CODE, calendar, export
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=60)  # transition.submit, reading.attachment, refusal, task.taken, posting.opened …
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)
    on_behalf_of = models.CharField(max_length=80, blank=True)
    commit_hash = models.BinaryField(max_length=32)
    prev_hash = models.BinaryField(max_length=32)
    entry_hash = models.BinaryField(max_length=32)
    # What roll-ups fold, outside the payload because erasing a person keeps the count.
    procedure = models.CharField(max_length=8, blank=True)
    region = models.CharField(max_length=5, blank=True)
    source = models.CharField(max_length=40, blank=True)
    target = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stream", "seq"], name="one_event_per_place")]
        indexes = [models.Index(fields=["actor", "-id"], name="event_actor")]


class Payload(models.Model):
    """What an event says, apart from it, so that a person's data can be erased and the chain still verifies."""

    event = models.OneToOneField(Event, models.PROTECT, primary_key=True, related_name="payload")
    salt = models.BinaryField(max_length=32, null=True)  # null with the body once erased
    body = models.JSONField(null=True)
    # The sequencer's list of what it has not yet put in the tree.
    is_sequenced = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["event"], condition=Q(is_sequenced=False), name="payload_unsequenced")]


class Leaf(models.Model):
    """The place of an event in the Merkle tree."""

    index = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(Event, models.PROTECT, related_name="leaf")


class Checkpoint(models.Model):
    """A signed size and root of the tree, with the state that lets the next leaf be added."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    nodes = models.JSONField()  # compact range, hexadecimal, largest subtree first
    note = models.TextField()  # C2SP signed note
    at = models.DateTimeField()


class StreamHead(models.Model):
    """The last event of a stream that is not a case (a case row carries its own head)."""

    stream = models.CharField(max_length=60, primary_key=True)
    seq = models.PositiveIntegerField()
    head = models.BinaryField(max_length=32)
