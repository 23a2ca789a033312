"""Which messages an act sends, and to whom; they leave through the outbox, and the act's event lists them."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from workflow import outbox
from workflow.machine import Transition
from workflow.models import Case, Event, OutboxRow
from workflow.procedure import Procedure
from workflow.procedures import procedure_of
from workflow.terms import Letter

STAGE, DOCUMENT, MESSAGE, REMINDER, ALERT = "mail.stage", "mail.document", "mail.message", "mail.reminder", "mail.alert"
OFFICERS = "officers"  # whoever holds the open task of the case, or the whole desk


def has_party(case: Case) -> bool:
    """Whether somebody outside the ministry is to be told: an applicant with an account, or the organisation concerned."""
    return case.applicant_id is not None or _organisation_knows(case)


def _organisation_knows(case: Case) -> bool:
    return case.organisation_id is not None and case.stage not in procedure_of(case).concealed


def parties(case: Case) -> Iterator[User]:
    """The applicant; where nobody applied, the people who act today for the organisation that the case is about."""
    if case.applicant_id is not None:
        yield User.objects.get(pk=case.applicant_id)
    elif _organisation_knows(case):
        today = timezone.localdate()
        members = User.objects.filter(is_active=True, memberships__organisation=case.organisation_id)
        current = Q(memberships__until__isnull=True) | Q(memberships__until__gte=today)
        yield from members.filter(current, memberships__since__lte=today).distinct().order_by("pk")


def _tells_stage(*, case: Case, transition: Transition, source: str, target: str) -> bool:
    """The party is told whenever the stage that they see has changed."""
    return transition.terms.notifies and has_party(case) and source != target


def of(*, case: Case, event: Event, transition: Transition) -> list[OutboxRow]:
    """The messages of a performed transition."""
    if not _tells_stage(case=case, transition=transition, source=event.source, target=event.target):
        return []
    return [_moved(case=case, event=event, transition=transition.name)]


def of_opening(*, case: Case, event: Event) -> list[OutboxRow]:
    """The messages of a case that begins without an application."""
    return [_moved(case=case, event=event)] if has_party(case) else []


def _moved(*, case: Case, event: Event, transition: str = "") -> OutboxRow:
    payload = {"case": str(case.pk), "transition": transition, "target": event.target}
    return outbox.row(topic=STAGE, key=f"event:{event.pk}", payload=payload)


def line(topic: str, to: str, **more: str) -> dict[str, str]:
    """One line of the list that an event keeps: what is sent, and to whom, by role."""
    return {"topic": topic, "to": to, **more}


def listed(act: Procedure, *, transition: Transition, source: str) -> list[dict[str, str]]:
    """Whom the transition tells: of the new stage at once, and of each document when it has been issued."""
    case = act.case
    found = documents_of(case, act.issued(transition))
    if _tells_stage(case=case, transition=transition, source=source, target=case.stage):
        found.insert(0, line(STAGE, Role.APPLICANT))
    return found


def listed_of_letter(*, case: Case, letter: Letter) -> list[dict[str, str]]:
    return documents_of(case, [letter.issues])


def documents_of(case: Case, issued: Iterable[Any]) -> list[dict[str, str]]:
    """The party is told of every document that is meant for them."""
    if not has_party(case):
        return []
    return [line(DOCUMENT, Role.APPLICANT, document=d.code) for d in issued if getattr(d, "is_for_applicant", True)]
