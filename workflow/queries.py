"""Every list that a screen shows has its function here: queues, searches, timelines."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import DateField, ExpressionWrapper, FilteredRelation, FloatField, Func, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from accounts.roles import PARTY_ROLES, REACH, Reach, Role
from accounts.standing import Holding, Standing, standing_of
from registers.normalise import fold
from workflow import concerned, partners, policies
from workflow.models import Case, Clock, Event, Task

PAGE = 25
COUNT_CAP = 1000
# The columns of a queue's row: everything is on the task, so a page of a queue reads one table.
ROW = (
    "pk uuid case_id number procedure stage role region committee assignee_id status due amber_on snoozed_until"
    " applicant_name_ar applicant_name_fr submitted_at opened_at"
).split()


@dataclass(frozen=True)
class Page:
    """A page of a list ordered by key; the cursors are opaque and hold the last key seen."""

    rows: Sequence[Any]
    next: str = ""
    previous: str = ""


def encode_cursor(*key: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps([str(k) for k in key]).encode()).decode().rstrip("=")


def decode_cursor(text: str) -> list[str] | None:
    """The key of a cursor, or None when it is not one of ours."""
    try:
        found = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, UnicodeDecodeError):
        return None
    return [str(x) for x in found] if isinstance(found, list) and 0 < len(found) < 6 else None


# Queues -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Queue:
    """A role's open work, where the person holds the role."""

    role: str
    regions: frozenset[str] | None  # None: every region
    committees: frozenset[str]


def queues_of(standing: Standing) -> list[Queue]:
    """The queues that a person has, one per role that has desks."""
    found = []
    for role in sorted({h.role for h in standing.holdings}):
        if role in PARTY_ROLES or REACH[role] in (Reach.TECHNICAL, Reach.AUTOMATIC):
            continue
        found.append(Queue(role, standing.regions(role), standing.committees(role)))
    return found


def queue_tasks(
    user: User, role: str, *, only_mine: bool = False, snoozed: bool = False, on: date | None = None
) -> "QuerySet[Task]":
    """Open tasks of one of the person's roles, where they hold it; snoozed ones come back on their day."""
    standing = standing_of(user)
    held = [h for h in standing.holdings if h.role == role]
    tasks = Task.objects.filter(closed_at__isnull=True, role=role)
    if not held:
        return tasks.none()
    people = {user.pk, *(h.on_behalf_of for h in held if h.on_behalf_of)}
    if REACH[role] is Reach.ASSIGNED or only_mine:
        tasks = tasks.filter(assignee_id__in=people)
    if REACH[role] is Reach.REGION:
        regions = standing.regions(role)
        if regions is not None:
            tasks = tasks.filter(region__in=sorted(regions))
    if REACH[role] is Reach.COMMITTEE:
        tasks = tasks.filter(committee__in=sorted(standing.committees(role)))
        if role == "committee_member":
            tasks = tasks.filter(assignee_id__in=people)
    fields = _lent(held)
    if fields is not None:
        tasks = tasks.filter(fields)
    if snoozed:
        return tasks.filter(snoozed_until__gt=on or timezone.localdate())
    return awake(tasks, on=on)


def awake(tasks: "QuerySet[Task]", *, on: date | None = None) -> "QuerySet[Task]":
    """Without the tasks that were put off to a later day."""
    return tasks.filter(Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=on or timezone.localdate()))


class DaysBetween(Func):
    """The days from one date to another, as a number: the difference of dates is another type in each database."""

    arity = 2
    output_field = FloatField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, template="-(julianday(%(expressions)s))", arg_joiner=") - julianday(", **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, template="-((%(expressions)s)::date)::float8", arg_joiner=")::date - (", **more)


def by_legal_risk(tasks: "QuerySet[Task]", *, on: date | None = None) -> "QuerySet[Task]":
    """Tasks by what is left of the legal time limit of their case as a share of it: the latest first, however long the limit.

    Before registration, and while that clock is suspended, the limit of the desk itself counts.
    """
    legal = Q(case__clocks__kind=Clock.Kind.LEGAL, case__clocks__status=Clock.Status.RUNNING)
    own = Q(case__clocks__kind=Clock.Kind.STAGE, case__clocks__status=Clock.Status.RUNNING)
    tasks = tasks.annotate(
        legal=FilteredRelation("case__clocks", condition=legal), own=FilteredRelation("case__clocks", condition=own)
    )
    today = Value(on or timezone.localdate(), output_field=DateField())
    left = DaysBetween(today, Coalesce("legal__due", "own__due", "due"))
    risk = ExpressionWrapper(left / Coalesce("legal__days", "own__days", Value(1)), output_field=FloatField())
    return tasks.annotate(risk=risk).order_by("risk", "due", "id")


def overseen_tasks(user: User, role: str, *, snoozed: bool = False) -> "QuerySet[Task]":
    """Open tasks of the role that the person directs without holding it: in their regions, or at the centre."""
    standing, day = standing_of(user), timezone.localdate()
    tasks = Task.objects.filter(closed_at__isnull=True, role=role)
    if REACH[role] is Reach.REGION:
        regions = standing.regions(Role.REGIONAL_DIRECTOR)
        tasks = tasks.filter(region__in=sorted(regions)) if regions is not None else tasks
        directed = standing.holds(Role.REGIONAL_DIRECTOR)
    else:
        directed = standing.holds(Role.CENTRAL_DIRECTOR)
    if not directed or role in PARTY_ROLES:
        return tasks.none()
    return tasks.filter(snoozed_until__gt=day) if snoozed else awake(tasks)


def _lent(held: Sequence[Holding]) -> Q | None:
    """The field of a delegated signature; None when the role is held outright."""
    if any(not h.delegation for h in held):
        return None
    codes = {code for h in held for code in h.field}
    families = [c for c in codes if "-" not in c]
    where = Q(procedure__in=[c for c in codes if "-" in c])
    for family in families:
        where |= Q(procedure__startswith=f"{family}-")
    return where


def queue_page(tasks: "QuerySet[Task]", *, after: str = "", before: str = "", size: int = PAGE) -> Page:
    """A keyset page by due date; the same two statements on page 1 and on page 1,000."""
    key = _place(after or before)
    rows = tasks.only(*ROW)
    if after and key:
        rows = rows.filter(Q(due__gt=key[0]) | Q(due=key[0], id__gt=key[1])).filter(due__gte=key[0])
    if before and key:
        rows = rows.filter(Q(due__lt=key[0]) | Q(due=key[0], id__lt=key[1])).filter(due__lte=key[0])
        found = list(rows.order_by("-due", "-id")[: size + 1])
        more, found = len(found) > size, found[:size][::-1]
        first = encode_cursor(found[0].due, found[0].pk) if found and more else ""
        return Page(found, next=encode_cursor(found[-1].due, found[-1].pk) if found else "", previous=first)
    found = list(rows.order_by("due", "id")[: size + 1])
    more, found = len(found) > size, found[:size]
    last = encode_cursor(found[-1].due, found[-1].pk) if found and more else ""
    first = encode_cursor(found[0].due, found[0].pk) if found and after and key else ""
    return Page(found, next=last, previous=first)


def _place(cursor: str) -> tuple[date, int] | None:
    """The due date and the row at which a page of a queue begins; None when the cursor was not made here."""
    try:
        due, row = decode_cursor(cursor) or []
        return date.fromisoformat(due), int(row)
    except ValueError:
        return None


def capped_count(rows: "QuerySet[Any]") -> int:
    """How many there are, counted up to a thousand: nobody reads further, and counting a million takes long."""
    return rows.order_by().values("pk")[:COUNT_CAP].count()


# Cases --------------------------------------------------------------------------------------------------------------


def search(user: User, text: str) -> "QuerySet[Case]":
    """Cases that the person may read, by number, name or identity, in either script."""
    visible = policies.visible_to(user).exclude(number__isnull=True, submitted_at__isnull=True)
    for word in fold(text).split()[:6]:
        visible = visible.filter(search_text__contains=word)
    return visible.order_by("-submitted_at", "id")


def search_page(found: "QuerySet[Case]", *, after: str = "", before: str = "", size: int = PAGE) -> Page:
    """A keyset page of what a search found, the newest deposit first."""
    key = _deposit(after or before)
    if before and key:
        at, case = key
        rows = list(
            found.filter(Q(submitted_at__gt=at) | Q(submitted_at=at, id__lt=case)).order_by("submitted_at", "-id")[: size + 1]
        )
        more, rows = len(rows) > size, rows[:size][::-1]
        first = encode_cursor(_moment(rows[0]), rows[0].pk) if rows and more else ""
        return Page(rows, next=encode_cursor(_moment(rows[-1]), rows[-1].pk) if rows else "", previous=first)
    if after and key:
        found = found.filter(Q(submitted_at__lt=key[0]) | Q(submitted_at=key[0], id__gt=key[1]))
    rows = list(found.filter(submitted_at__isnull=False).order_by("-submitted_at", "id")[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    last = encode_cursor(_moment(rows[-1]), rows[-1].pk) if more else ""
    first = encode_cursor(_moment(rows[0]), rows[0].pk) if rows and after and key else ""
    return Page(rows, next=last, previous=first)


def _moment(case: Case) -> str:
    return case.submitted_at.isoformat() if case.submitted_at else ""


def _deposit(cursor: str) -> tuple[datetime, UUID] | None:
    try:
        at, case = decode_cursor(cursor) or []
        return datetime.fromisoformat(at), UUID(case)
    except ValueError:
        return None


def cases_of(user: User) -> "QuerySet[Case]":
    """The cases of a person as an applicant, and those put to them; a draft that was given up is no case."""
    own = Q(applicant=user) | Q(author=user, stage="draft")
    # Nobody applied for these: the ministry opened them about an organisation for which the person acts.
    opened = Q(applicant__isnull=True, registered_at__isnull=False) & policies.of_organisations(user)
    asked = Q(pk__in=partners.put_to([user.pk]).values("case"))
    asked |= Q(pk__in=concerned.concerning([user.pk]).values("case"))
    return Case.objects.filter(own | opened | asked).exclude(stage="withdrawn", submitted_at__isnull=True)


def timeline(case: Case) -> list[Event]:
    """The events of a case in their order, with what they say."""
    return list(Event.objects.filter(stream=case.stream).select_related("payload", "actor").order_by("seq"))


def last_acts(user: User, *, most: int = 20) -> list[Event]:
    return list(Event.objects.filter(actor=user).order_by("-id")[:most])
