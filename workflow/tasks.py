"""Opens, takes, releases and closes the work that waits for a role."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import PARTY_ROLES, REACH, Reach, Role
from accounts.standing import standing_of
from workflow import clocks, rows
from workflow.actor import Actor
from workflow.attempts import attempt
from workflow.ledger import record
from workflow.models import Assignment, Case, Clock, Task
from workflow.procedures import committee_of, procedure_of
from workflow.refusals import NotEntitled, Refused
from workflow.terms import Desk

FAR = date(9999, 12, 31)


def open_of(case_id: UUID) -> list[Task]:
    """The open tasks of a case, in the order in which they were opened: whose they are and until when; nothing else was read."""
    return rows.fetch(Task, "closed_at IS NULL", only=("id", "role", "assignee_id", "due"), case_id=case_id)


def close(tasks: Sequence[Task], *, done: Collection[int], by: User | None, at: datetime) -> None:
    """Closes tasks in one statement: those in `done` (keys) were done, the others are no longer needed."""
    if not tasks:
        return
    for task in tasks:
        task.status = Task.Status.DONE if task.pk in done else Task.Status.CANCELLED
        task.closed_at, task.closed_by = at, by
    rows.update(*tasks, names=["status", "closed_at", "closed_by_id"])


def move_due(tasks: Sequence[Task], *, clock: Clock | None) -> None:
    """The tasks of a desk follow its clock when the day from which it counts has changed."""
    for task in tasks:
        task.due = (clock.due if clock else None) or FAR
        task.amber_on = clocks.amber_day(clock) if clock else None
    if tasks:
        rows.update(*tasks, names=["due", "amber_on"])


def open_at(case: Case, *, desk: Desk, clock: Clock | None, amber_on: date | None, at: datetime) -> list[Task]:
    """The tasks that a desk opens; unsaved, so that the door writes them in one statement."""
    if not desk.has_task:
        return []
    assigned = {
        a.role: a.user_id for a in rows.fetch(Assignment, "ended_at IS NULL", only=("id", "role", "user_id"), case_id=case.pk)
    }
    tasks: list[Task] = []
    for role in (desk.role, *desk.also):
        holders: Iterable[int | None] = desk.each(case) if desk.each and role == desk.role else [assigned.get(role)]
        for holder in holders:
            tasks.append(_task(case, role=role, holder=holder, clock=clock, amber_on=amber_on, at=at))
    return tasks


def call_each(case: Case, *, at: datetime) -> None:
    """Gives everybody whom the desk now calls a task of their own, and takes back those of whom it calls no more.

    The caller holds the case's lock.
    """
    desk = procedure_of(case).machine.desks.get(case.stage)
    if desk is None or desk.each is None:
        return
    wanted = set(desk.each(case))
    held = [t for t in open_of(case.pk) if t.role == desk.role]
    having = {t.assignee_id for t in held}
    close([t for t in held if t.assignee_id not in wanted], done=(), by=None, at=at)
    # A stage that everybody leaves together has one date for all.
    due = held[0].due if held else _due_of(case)
    called = [_task(case, role=desk.role, holder=u, clock=None, amber_on=None, at=at) for u in sorted(wanted - having)]
    for task in called:
        task.due = due
    if called:
        rows.insert(*called)


def _due_of(case: Case) -> date:
    clock = Clock.objects.filter(case=case, kind=Clock.Kind.STAGE, stage=case.stage).exclude(status=Clock.Status.STOPPED).first()
    return clock.due if clock and clock.due else FAR


def _task(case: Case, *, role: str, holder: int | None, clock: Clock | None, amber_on: date | None, at: datetime) -> Task:
    if role in PARTY_ROLES and role != Role.PARTNER:
        if case.applicant_id:
            holder = case.applicant_id
        elif not case.organisation_id:  # nobody has an account: the counter answers for the applicant
            role = procedure_of(case).counter
    regional = REACH[role] is Reach.REGION
    return rows.new(
        Task,
        case_id=case.pk,
        stage=case.stage,
        role=role,
        region=case.region if regional else "",
        committee=committee_of(case) if REACH[role] is Reach.COMMITTEE else "",
        assignee_id=holder,
        due=(clock.due if clock else None) or FAR,
        amber_on=amber_on,
        opened_at=at,
        number=case.number or "",
        procedure=case.procedure,
        applicant_name_ar=case.applicant_name_ar,
        applicant_name_fr=case.applicant_name_fr,
        submitted_at=case.submitted_at,
    )


def check_holder(tasks: Iterable[Task], *, actor: Actor, desk: Desk | None) -> None:
    """Refuses an act on work that a colleague of the same role has taken."""
    if desk and desk.each and actor.role == desk.role:
        return  # everybody has their own: what they may still do is for the conditions to say
    same = [t for t in tasks if t.role == actor.role]
    if same and all(t.assignee_id and t.assignee_id not in actor.persons for t in same):
        raise NotEntitled(_("A colleague holds this task. It can be reassigned to you from the queue."))


def may_hold(task: Task, user: User) -> bool:
    """Whether the person holds the task's role where the task is."""
    case = task.case
    for holding in standing_of(user).holdings:
        if holding.role == task.role and holding.reaches(region=task.region, committee=task.committee, procedure=task.procedure):
            return (
                REACH[task.role] is not Reach.ASSIGNED
                or case.assignments.filter(role=task.role, user=user, ended_at__isnull=True).exists()
            )
    return False


def _locked(task_uuid: UUID) -> Task:
    task = Task.objects.select_for_update(of=("self",)).select_related("case").filter(uuid=task_uuid).first()
    if task is None or task.closed_at:
        raise Refused(_("This task is already closed."))
    return task


def is_each(task: Task) -> bool:
    """Whether the work is the person's own, one task for each: a seat in a committee is not given back."""
    desk = procedure_of(task.case).machine.desks.get(task.stage)
    return desk is not None and desk.each is not None and task.role == desk.role


def _recorded(task: Task, *, kind: str, by: User, to: User | None) -> Task:
    payload = {"role": task.role, "stage": task.stage, "to": to.pk if to else None}
    record.append(stream=f"task:{task.case_id}", kind=kind, by=by, payload=payload, case=task.case)
    return task


@attempt("task.take", on="task_uuid")
def take(*, task_uuid: UUID, by: User) -> Task:
    """The person takes open work of a role they hold."""
    task = _locked(task_uuid)
    if not may_hold(task, by):
        raise NotEntitled
    if task.assignee_id and task.assignee_id != by.pk:
        raise Refused(_("A colleague has already taken this task."))
    Task.objects.filter(pk=task.pk).update(assignee=by, status=Task.Status.TAKEN)
    return _recorded(task, kind="task.taken", by=by, to=by)


@attempt("task.release", on="task_uuid")
def release(*, task_uuid: UUID, by: User) -> Task:
    """Gives a taken task back to the queue."""
    task = _locked(task_uuid)
    if task.assignee_id != by.pk or task.role in PARTY_ROLES or REACH[task.role] is Reach.ASSIGNED:
        raise NotEntitled
    if is_each(task):
        raise NotEntitled(_("A vote is personal: it cannot be given back."))
    Task.objects.filter(pk=task.pk).update(assignee=None, status=Task.Status.OPEN)
    return _recorded(task, kind="task.released", by=by, to=None)


def may_reassign(task: Task, by: User) -> bool:
    """Directors reassign in their region, the central director at the centre."""
    chief = Role.REGIONAL_DIRECTOR if REACH[task.role] is Reach.REGION else Role.CENTRAL_DIRECTOR
    holdings = standing_of(by).holdings
    return any(h.role == chief and h.reaches(region=task.region, committee="", procedure=task.procedure) for h in holdings)


@attempt("task.reassign", on="task_uuid")
def reassign(*, task_uuid: UUID, to: User, by: User) -> Task:
    """A director moves work to another holder of the role."""
    task = _locked(task_uuid)
    if task.role in PARTY_ROLES or not may_reassign(task, by):
        raise NotEntitled
    if not may_hold(task, to):
        raise Refused(_("This person does not hold the role of this task."))
    Task.objects.filter(pk=task.pk).update(assignee=to, status=Task.Status.TAKEN)
    return _recorded(task, kind="task.reassigned", by=by, to=to)


@attempt("task.snooze", on="task_uuid")
def snooze(*, task_uuid: UUID, until: date, by: User) -> Task:
    """Puts a task out of sight until a day, never beyond its due date."""
    task = _locked(task_uuid)
    if not may_hold(task, by):
        raise NotEntitled
    if not timezone.localdate() < until <= task.due:
        raise Refused(_("Choose a day after today and not after the due date."))
    Task.objects.filter(pk=task.pk).update(snoozed_until=until)
    return _recorded(task, kind="task.snoozed", by=by, to=None)


def least_loaded(users: Iterable[User], *, role: str, avoid: frozenset[int] = frozenset()) -> User | None:
    """The holder with the fewest open tasks of the role, those with a conflict left out."""
    from django.db.models import Count, Q  # only this balance counts

    pks = [u.pk for u in users if u.pk not in avoid]
    load = Count("tasks", filter=Q(tasks__closed_at__isnull=True, tasks__role=role))
    return User.objects.filter(pk__in=pks).annotate(load=load).order_by("load", "pk").first()
