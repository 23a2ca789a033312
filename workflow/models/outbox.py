"""Work to be done after commit, answers already given, counters."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class OutboxRow(models.Model):
    """One piece of work, written in the transaction that needs it and done at least once after commit."""

    id = models.BigAutoField(primary_key=True)
    topic = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    not_before = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    dead_at = models.DateTimeField(null=True, blank=True)  # given up after many attempts; an operator may try again
    error = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "key"], name="one_row_per_work")]
        indexes = [
            models.Index(
                fields=["not_before", "id"],
                condition=Q(done_at__isnull=True, dead_at__isnull=True),
                name="outbox_waiting",
            )
        ]


class GivenAnswer(models.Model):
    """What was answered to a request that carried a key, so that repeating the request repeats the answer."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    body_hash = models.BinaryField(max_length=32)
    answer = models.JSONField(null=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)


class Counter(models.Model):
    """The last number given in a series; raised as the last statement of the transaction that uses it."""

    series = models.CharField(max_length=60, primary_key=True)  # "EQV-01/2026", "EQD/2026"
    last = models.PositiveBigIntegerField()
