"""Puts a case to a structure that did not ask for it: those who act for it answer, as long as the question is open."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import Membership, User
from accounts.roles import Role
from workflow import assignments, outbox
from workflow.models import Assignment, Case, OutboxRow
from workflow.procedure import Procedure
from workflow.procedures import procedure_of, procedures


def members_of(organisation: UUID | None, *, on: date) -> list[int]:
    """Those who may act for an organisation on a day; nobody where it has no account."""
    if organisation is None:
        return []
    held = Membership.objects.filter(organisation__uuid=organisation, user__is_active=True, since__lte=on)
    return sorted(held.filter(Q(until__isnull=True) | Q(until__gte=on)).values_list("user_id", flat=True).distinct())


def ask(procedure: Procedure, *, organisation: UUID | None) -> list[int]:
    """Names those who may answer for the organisation, in place of whoever was asked before, and writes to them.

    Somebody who is a party to the case does not answer it for the other side.
    """
    case = procedure.case
    people = [pk for pk in members_of(organisation, on=procedure.today) if pk != case.applicant_id]
    assignments.assign_team(case, role=Role.PARTNER, user_ids=people, at=procedure.at)
    outbox.order(*(_mail(procedure, pk) for pk in people))
    return people


def _mail(procedure: Procedure, user: int) -> OutboxRow:
    key = f"partner:{procedure.case.pk}:{procedure.case.revision}:{user}"
    return outbox.row(topic="mail.partner", key=key, payload={"case": str(procedure.case.pk), "user": user})


def release(procedure: Procedure) -> None:
    """The answer is there, or no longer awaited: they see the case no more."""
    open_of(procedure.case).update(ended_at=procedure.at)


def open_of(case: Case) -> "QuerySet[Assignment]":
    return Assignment.objects.filter(case=case, role=Role.PARTNER, ended_at__isnull=True)


def waiting_for(case: Case) -> list[int]:
    """The accounts that may answer: each gets a task of its own."""
    return list(open_of(case).order_by("user_id").values_list("user_id", flat=True))


def is_partner(case: Case, user: User) -> bool:
    """Whether the case was put to this person, and the answer is awaited."""
    desk = procedure_of(case).machine.desks.get(case.stage)
    return desk is not None and desk.role == Role.PARTNER and open_of(case).filter(user=user).exists()


def put_to(people: Iterable[int]) -> "QuerySet[Assignment]":
    """The open questions put to these accounts; a case that was withdrawn waits for nobody."""
    stages = {stage for p in procedures() for stage, desk in p.machine.desks.items() if desk.role == Role.PARTNER}
    found = Assignment.objects.filter(role=Role.PARTNER, ended_at__isnull=True, user_id__in=people)
    return found.filter(case__stage__in=stages)
