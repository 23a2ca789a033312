"""Erases what a closed case tells of a person; number, dates, outcome and the proof of the record remain."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from accounts.standing import standing_of
from workflow.ledger import erasure
from workflow.models import Case, ContactCode, Event, GivenAnswer, ItemRequest, Message, Note, Notice, OutboxRow, Task, Vote
from workflow.refusals import DutiesConflict, NotEntitled, Refused

_erasers: list[Callable[[Case], None]] = []


def erases(function: Callable[[Case], None]) -> Callable[[Case], None]:
    """Registers what else must be erased with a case: attachments, documents."""
    _erasers.append(function)
    return function


@transaction.atomic
def erase_case(*, case: Case, asked_by: User, approved_by: User, reason: str) -> None:
    """Erases a closed case at the registrar's request, with the central director's approval.

    The registers are permanent: what the case entered there stays.

    Raises:
        Refused: the case is open, or the two people may not.
    """
    if asked_by == approved_by:
        raise DutiesConflict("SD-15", _("Erasing takes two persons."))
    if not standing_of(asked_by).holds(Role.REGISTRAR) or not standing_of(approved_by).holds(Role.CENTRAL_DIRECTOR):
        raise NotEntitled
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if locked.is_open:
        raise Refused(_("Only a closed case can be erased."))
    for erase in _erasers:
        erase(locked)
    streams = [locked.stream, *(f"{name}:{locked.pk}" for name in ("reading", "refusal", "task", "contact"))]
    payload = {"case": str(locked.pk), "number": locked.number or "", "reason": reason, "approved_by": approved_by.pk}
    erasure.erase(events=Event.objects.filter(stream__in=streams), kind="case.erased", by=asked_by, told=payload)
    Message.objects.filter(case=locked).delete()
    ContactCode.objects.filter(case=locked).delete()
    Note.objects.filter(case=locked).delete()
    Notice.objects.filter(case=locked).delete()
    ItemRequest.objects.filter(case=locked).update(items=[])
    Vote.objects.filter(item__case=locked).update(reason="")
    Task.objects.filter(case=locked).update(applicant_name_ar="", applicant_name_fr="")
    OutboxRow.objects.filter(payload__case=str(locked.pk)).update(payload={})
    if locked.applicant_id:
        GivenAnswer.objects.filter(user=locked.applicant_id).delete()
    Case.objects.filter(pk=locked.pk).update(
        answers={}, facts={}, applicant=None, applicant_name_ar="", applicant_name_fr="", applicant_identity="", search_text=""
    )
