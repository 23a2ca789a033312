"""What a committee does with a case that no agenda moves: heard again later, or before the session that sits now."""

from django.db.models import Max

from workflow import committees
from workflow.models import AgendaItem, CommitteeSession
from workflow.procedure import Procedure
from workflow.refusals import Refused

Status = CommitteeSession.Status


def take_off(procedure: Procedure) -> None:
    """The case goes back to be heard again, to no session yet; votes already cast stay with the one that heard them."""
    item = procedure.ask(committees.item_of)
    if item is not None:
        AgendaItem.objects.filter(pk=item.pk).update(adjourned_at=procedure.at)


def sitting(procedure: Procedure) -> CommitteeSession | None:
    """The open session that may hear the case: that of its agenda, or another one once that was closed without hearing it."""
    item = procedure.ask(committees.item_of)
    if item is None or item.session.status == Status.OPEN:
        return item.session if item else None
    if item.session.status not in (Status.CLOSED, Status.MINUTES_SIGNED):
        return None
    open_now = CommitteeSession.objects.filter(committee=item.session.committee, status=Status.OPEN)
    return open_now.order_by("meets_at").first()


def bring_forward(procedure: Procedure) -> None:
    """Puts a case that its own session did not hear before the one that sits now."""
    item, session = procedure.ask(committees.item_of), sitting(procedure)
    if item is None or session is None or item.session_id == session.pk:
        return
    session = CommitteeSession.objects.select_for_update().get(pk=session.pk)
    if session.status != Status.OPEN:
        raise Refused(committees.NOT_OPEN)
    AgendaItem.objects.filter(pk=item.pk).update(removed_at=procedure.at)
    last = session.items.aggregate(last=Max("position"))["last"] or 0
    AgendaItem.objects.create(session=session, case=procedure.case, position=last + 1, placed_at=procedure.at)
    procedure.forget(committees.item_of)
