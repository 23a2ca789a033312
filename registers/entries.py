"""What every entry of a register has: a public number, versions with dates, and the case that caused each."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Protocol, Self, Union

from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Organisation
from registers.normalise import fold
from registers.refusals import NotInRegister, NotSoNow

Life = Mapping[str, set[str]]  # status -> the statuses that may follow it
Named = Union["Entry", uuid.UUID, str]  # an entry, or the key that all its versions share


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

    @property
    def organisation(self) -> Organisation | None: ...


class EntryQuerySet(models.QuerySet[Any]):
    def newest(self) -> Self:
        """The last version of each entry, also of those that were found to be duplicates."""
        return self.filter(valid_to__isnull=True)

    def current(self) -> Self:
        return self.filter(valid_to__isnull=True, merged_into__isnull=True)

    def as_of(self, day: date) -> Self:
        """The versions in force on a day."""
        held = self.filter(valid_from__lte=day).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))
        return held.filter(merged_into__isnull=True)


class Entry(models.Model):
    """A version of an entry. A legal fact is never updated in place: a change closes one version and opens the next."""

    OF_THE_VERSION: ClassVar[frozenset[str]] = frozenset(
        {"id", "version", "valid_from", "valid_to", "case_id", "case_number", "event_stream", "created_at", "search_text"}
    )
    OF_THE_ENTRY: ClassVar[frozenset[str]] = frozenset({"entry", "number", "origin", "merged_into", "former"})
    LIFE: ClassVar[Life] = {}
    searched: ClassVar[tuple[str, ...]] = ("number",)  # the fields that search looks into
    receipt_column: ClassVar[str] = ""  # where the number of its receipt stands

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)  # the same in all versions
    version = models.PositiveIntegerField(default=1)
    number = models.CharField(max_length=40, db_index=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # first day on which the version no longer holds
    case_id = models.UUIDField(null=True, blank=True)
    case_number = models.CharField(max_length=24, blank=True)
    event_stream = models.CharField(max_length=80, blank=True)  # where the ledger tells of the act
    # What in the case made it: an effect that is applied twice finds its first entry; it cannot make a second.
    origin = models.CharField(max_length=80, blank=True, editable=False)
    merged_into = models.UUIDField(null=True, blank=True, editable=False)  # the entry of which this was a duplicate
    former = models.JSONField(default=list, blank=True, editable=False)  # numbers and receipts of merged duplicates
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
            models.UniqueConstraint(
                fields=["case_id", "origin"], condition=Q(version=1) & ~Q(origin=""), name="%(class)s_one_of_an_origin"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("an entry is amended, never saved again")
        self.search_text = self.spelt()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("an entry is struck off by a new version, never deleted")

    def spelt(self) -> str:
        """What search looks into: names and numbers, those of merged duplicates included."""
        words = [str(getattr(self, name) or "") for name in self.searched]
        return fold(" ".join([*words, *(f"{f['number']} {f['receipt']}" for f in self.former)]))

    def before(self, *statuses: str) -> Self:
        """The last version that stood in none of these statuses; this one, if there was none."""
        versions = type(self)._default_manager.filter(entry=self.entry).exclude(status__in=statuses)
        return versions.order_by("-version").first() or self

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
    def of(cls, named: Named) -> Self:
        """The current version of an entry; of a duplicate, that of the entry that was kept.

        Raises:
            NotInRegister: no such entry.
        """
        found = cls._default_manager.filter(valid_to__isnull=True, entry=key_of(named)).first()
        while found is not None and found.merged_into is not None:
            found = cls._default_manager.filter(valid_to__isnull=True, entry=found.merged_into).first()
        if found is None:
            raise NotInRegister
        return found

    @classmethod
    def taken(cls, facts: Mapping[str, Any]) -> dict[str, Any]:
        """Those of the facts that this register has a column for, read from JSON where need be; the others are left."""
        own = (f for f in cls._meta.concrete_fields if f.name not in cls.OF_THE_VERSION | cls.OF_THE_ENTRY)
        return {f.attname: _read(f, facts[f.name]) for f in own if f.name in facts}

    @classmethod
    def entered_once(cls, *, cause: Cause, origin: str, number: Callable[[], str], facts: Mapping[str, Any], **more: Any) -> Self:
        """The first version of a new entry, or the entry that the case has made from the same origin before."""
        if (already := cls._made(cause, origin)) is not None:
            return already
        try:
            with transaction.atomic():
                return cls.entered(cause=cause, origin=origin, number=number(), **{**cls.taken(facts), **cls.taken(more)})
        except IntegrityError:  # made by someone else since we looked
            already = cls._made(cause, origin)
            if already is None:
                raise
            return already

    @classmethod
    def _made(cls, cause: Cause, origin: str) -> Self | None:
        first = cls._default_manager.filter(case_id=cause.case_id, origin=origin, version=1) if cause.case_id else None
        found = first.first() if first is not None else None
        return cls.of(found) if found else None

    def changed(self, *, cause: Cause, facts: Mapping[str, Any] | None = None, **more: Any) -> Self:
        """The entry with these facts: a new version where they differ from what it says, else this one."""
        changes = self.differing(**{**self.taken(facts or {}), **self.taken(more)})
        return self.amended(cause=cause, **changes) if changes else self

    def moved(self, to: str, *, cause: Cause, **facts: Any) -> Self:
        """The entry in another status; said twice, it stays once.

        Raises:
            NotSoNow: from the status in which it stands, the register does not go there.
        """
        standing = self.status  # type: ignore[attr-defined]
        if to != standing and to not in self.LIFE.get(standing, ()):
            raise NotSoNow(self.get_status_display())  # type: ignore[attr-defined]
        return self.changed(cause=cause, facts={**facts, "status": to})

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


def key_of(named: Named) -> uuid.UUID:
    """The key that all versions of an entry share."""
    if isinstance(named, Entry):
        return named.entry
    try:
        return named if isinstance(named, uuid.UUID) else uuid.UUID(named)
    except ValueError:
        raise NotInRegister from None


def _read(field: Any, value: Any) -> Any:
    """A value of the kind that the column holds: dates and amounts come as text, entries as themselves."""
    if isinstance(field, models.ForeignKey):
        return value.pk if isinstance(value, models.Model) else value
    if isinstance(value, Entry):
        return value.entry
    if isinstance(field, models.BooleanField) and value in ("yes", "no"):  # as forms ask it
        return value == "yes"
    if isinstance(field, models.JSONField):
        return value if value is not None else field.get_default()
    if value is None or value == "":
        return None if field.null else field.get_default()
    if isinstance(field, models.CharField) and field.max_length:
        return " ".join(str(value).split())[: field.max_length]
    return field.to_python(value)


def today() -> date:
    """The date in the ministry's time zone."""
    return timezone.localdate()
