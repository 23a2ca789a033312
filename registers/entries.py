"""What every entry of a register has: a public number, versions with dates, and the case that caused each."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Cause:
    """The act by which an entry is made or changed: a case and the line of the ledger that says so."""

    case_id: uuid.UUID
    case_number: str
    event_stream: str
    on: date


class EntryQuerySet(models.QuerySet["Entry"]):
    def current(self) -> Self:
        return self.filter(valid_to__isnull=True)

    def as_of(self, day: date) -> Self:
        """The versions in force on a day."""
        return self.filter(valid_from__lte=day).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))


class Entry(models.Model):
    """A version of an entry. A legal fact is never updated in place: a change closes one version and opens the next."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)  # the same in all versions
    version = models.PositiveIntegerField(default=1)
    number = models.CharField(max_length=40, db_index=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # first day on which the version no longer holds
    case_id = models.UUIDField(null=True, blank=True)
    case_number = models.CharField(max_length=24, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["entry", "version"], name="%(class)s_one_version"),
            models.UniqueConstraint(fields=["number"], condition=Q(valid_to__isnull=True), name="%(class)s_one_current_number"),
            models.UniqueConstraint(fields=["entry"], condition=Q(valid_to__isnull=True), name="%(class)s_one_current_version"),
        ]

    def __str__(self) -> str:
        return self.number

    def amended(self, *, cause: Cause, **changes: Any) -> Self:
        """Closes this version and opens the next one with the changes; returns the new version."""
        cls = type(self)
        fields: Mapping[str, Any] = {
            f.attname: getattr(self, f.attname)
            for f in cls._meta.concrete_fields
            if f.name not in ("id", "version", "valid_from", "valid_to", "case_id", "case_number", "created_at")
        }
        closed = cls._default_manager.filter(pk=self.pk, valid_to__isnull=True).update(valid_to=cause.on)
        if not closed:
            raise ValueError("only the current version of an entry can be amended")
        return cls._default_manager.create(
            **{**fields, **changes},
            version=self.version + 1,
            valid_from=cause.on,
            case_id=cause.case_id,
            case_number=cause.case_number,
        )


def today() -> date:
    """The date in the ministry's time zone."""
    return timezone.localdate()
