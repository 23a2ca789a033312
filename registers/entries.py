"""What every entry of a register has: a public number, versions with dates, and the case that caused each."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Protocol, Self

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from registers.normalise import fold


@dataclass(frozen=True, slots=True)
class Cause:
    """The act by which an entry is made or changed: a case, if there is one, and the line of the ledger that says so."""

    case_id: uuid.UUID | None
    case_number: str
    event_stream: str
    on: date


class Filed(Protocol):
    """What the registers read of a case: the application, and what its transitions established."""

    @property
    def answers(self) -> Mapping[str, Any]: ...

    @property
    def facts(self) -> Mapping[str, Any]: ...

    @property
    def number(self) -> str | None: ...

    @property
    def region(self) -> str: ...


class EntryQuerySet(models.QuerySet["Entry"]):
    def current(self) -> Self:
        return self.filter(valid_to__isnull=True)

    def as_of(self, day: date) -> Self:
        """The versions in force on a day."""
        return self.filter(valid_from__lte=day).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))


class Entry(models.Model):
    """A version of an entry. A legal fact is never updated in place: a change closes one version and opens the next."""

    OF_THE_VERSION: ClassVar[frozenset[str]] = frozenset(
        {"id", "version", "valid_from", "valid_to", "case_id", "case_number", "event_stream", "created_at", "search_text"}
    )
    searched: ClassVar[tuple[str, ...]] = ("number",)  # the fields that search looks into

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)  # the same in all versions
    version = models.PositiveIntegerField(default=1)
    number = models.CharField(max_length=40, db_index=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # first day on which the version no longer holds
    case_id = models.UUIDField(null=True, blank=True)
    case_number = models.CharField(max_length=24, blank=True)
    event_stream = models.CharField(max_length=80, blank=True)  # where the ledger tells of the act
    created_at = models.DateTimeField(auto_now_add=True)
    search_text = models.TextField(blank=True, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["entry", "version"], name="%(class)s_one_version"),
            models.UniqueConstraint(fields=["number"], condition=Q(valid_to__isnull=True), name="%(class)s_one_current_number"),
            models.UniqueConstraint(fields=["entry"], condition=Q(valid_to__isnull=True), name="%(class)s_one_current_version"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="%(class)s_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("an entry is amended, never saved again")
        self.search_text = fold(" ".join(str(getattr(self, name) or "") for name in self.searched))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("an entry is struck off by a new version, never deleted")

    @property
    def heading(self) -> str:
        """The name by which people know the entry."""
        return self.number

    @property
    def is_current(self) -> bool:
        return self.valid_to is None

    def differing(self, **facts: Any) -> dict[str, Any]:
        """Those of the facts that this version does not say already."""
        return {name: value for name, value in facts.items() if getattr(self, name) != value}

    @classmethod
    def entered(cls, *, cause: Cause, **facts: Any) -> Self:
        """The first version of a new entry."""
        made: Self = cls._default_manager.create(
            **facts, valid_from=cause.on, case_id=cause.case_id, case_number=cause.case_number, event_stream=cause.event_stream
        )
        return made

    @transaction.atomic
    def amended(self, *, cause: Cause, **changes: Any) -> Self:
        """Closes this version and opens the next one with the changes; returns the new version.

        Raises:
            ValueError: this is no longer the current version.
        """
        cls = type(self)
        fields = {f.attname: getattr(self, f.attname) for f in cls._meta.concrete_fields if f.name not in self.OF_THE_VERSION}
        # A change never holds before what it changes, even when its act is dated earlier.
        day = max(cause.on, self.valid_from)
        closed = cls._default_manager.filter(pk=self.pk, valid_to__isnull=True).update(valid_to=day)
        if not closed:
            raise ValueError("only the current version of an entry can be amended")
        self.valid_to = day
        made: Self = cls._default_manager.create(
            **{**fields, **changes},
            version=self.version + 1,
            valid_from=day,
            case_id=cause.case_id,
            case_number=cause.case_number,
            event_stream=cause.event_stream,
        )
        return made


def today() -> date:
    """The date in the ministry's time zone."""
    return timezone.localdate()
