"""Asks outside administrations for their opinion, keeps each answer, and lets silence count when time is up."""

from collections.abc import Iterable, Mapping
from typing import Any, TypedDict

from django.db.models import F, Q, QuerySet

from workflow import outbox
from workflow.models import Case, OpinionRequest, OutboxRow
from workflow.procedure import Procedure

OPEN = (OpinionRequest.Status.SENT, OpinionRequest.Status.REMINDED)


class Asked(TypedDict):
    """One administration to be asked: its account's key, its name in the letter, whether its opinion binds."""

    authority: int
    administration: str
    is_binding: bool


def ask(procedure: Procedure, *, of: Iterable[Asked], question: str, stage: str) -> list[OpinionRequest]:
    """Opens one request for each administration; the case waits for them at `stage`, which it is about to enter."""
    user = procedure.actor.user
    if user is None:
        raise ValueError("an opinion is asked by a person")
    requests = [
        OpinionRequest(
            case=procedure.case,
            stage=stage,
            authority_id=one["authority"],
            administration=one["administration"],
            is_binding=one["is_binding"],
            question=question,
            asked_at=procedure.at,
            asked_by=user,
        )
        for one in of
    ]
    # A case that left the stage by another way (withdrawn, sent back) left its requests behind.
    of_case(procedure.case).filter(status__in=OPEN).update(status=OpinionRequest.Status.SILENT)
    outbox.order(*(_mail(request, is_reminder=False) for request in requests))
    return OpinionRequest.objects.bulk_create(requests)


def _mail(request: OpinionRequest, *, is_reminder: bool) -> OutboxRow:
    payload = {"case": str(request.case_id), "user": request.authority_id, "is_reminder": is_reminder}
    return outbox.row(topic="mail.opinion", key=f"opinion:{request.pk}:{'reminder' if is_reminder else 'asked'}", payload=payload)


def answer(procedure: Procedure, *, verdict: str, grounds: str) -> OpinionRequest:
    """Keeps the answer of the administration that acts.

    Raises:
        LookupError: nothing was asked of it; the condition of the transition says so before.
    """
    request = own(procedure)
    if request is None or procedure.actor.user is None:
        raise LookupError("no open request")
    request.status, request.verdict, request.grounds = OpinionRequest.Status.ANSWERED, verdict, grounds
    request.answered_at, request.answered_by = procedure.at, procedure.actor.user
    request.save(update_fields=["status", "verdict", "grounds", "answered_at", "answered_by"])
    return request


def remind(procedure: Procedure) -> int:
    """Reminds who has not answered; how many."""
    late = list(open_of(procedure.case))
    outbox.order(*(_mail(request, is_reminder=True) for request in late))
    return open_of(procedure.case).update(status=OpinionRequest.Status.REMINDED)


def fall_silent(procedure: Procedure) -> int:
    """The time is up: who has not answered is silent; how many."""
    return of_case(procedure.case).filter(status__in=OPEN).update(status=OpinionRequest.Status.SILENT)


def of_case(case: Case) -> QuerySet[OpinionRequest]:
    """Every request about a case, oldest first."""
    return OpinionRequest.objects.filter(case=case).order_by("asked_at", "administration")


def open_of(case: Case) -> QuerySet[OpinionRequest]:
    """Those that wait for an answer now."""
    return of_case(case).filter(_is_open())


def of_authority(people: Iterable[int]) -> QuerySet[OpinionRequest]:
    """The open requests put to these accounts: all that they see of any case."""
    return OpinionRequest.objects.filter(_is_open(), authority_id__in=people)


def _is_open() -> Q:
    return Q(status__in=OPEN, case__stage=F("stage"))


def own(procedure: Procedure) -> OpinionRequest | None:
    """The open request put to whoever acts."""
    return open_of(procedure.case).filter(authority_id__in=procedure.actor.persons).first()


def waiting_for(case: Case) -> list[int]:
    """The accounts that are to answer: each gets a task of its own."""
    asked = of_case(case).filter(status__in=OPEN, stage=case.stage)
    return list(asked.values_list("authority_id", flat=True))


def newest(case: Case) -> list[OpinionRequest]:
    """For each administration the last request made of it: what it said in the end."""
    return list({request.authority_id: request for request in of_case(case)}.values())


def told(case: Case) -> list[Mapping[str, Any]]:
    """The opinions as letters and pages tell them."""
    return [
        {
            "administration": r.administration,
            "is_binding": r.is_binding,
            "status": r.status,
            "verdict": r.verdict,
            "grounds": r.grounds,
            "on": r.answered_at,
        }
        for r in newest(case)
    ]
