"""Drafts that nobody touches: their author is told first, then they are discarded through the one door."""

import logging
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from workflow import actions, outbox, parameters
from workflow.actor import SYSTEM
from workflow.machine import Transition
from workflow.models import Case
from workflow.procedures import procedure_of, procedures
from workflow.refusals import Refused

logger = logging.getLogger(__name__)
MOST = 500  # in one round of the sweep


def discarding(case: Case) -> Transition | None:
    """The transition that clears a draft away."""
    return next((t for t in procedure_of(case).machine.leaving(case.stage) if t.terms.clears), None)


def clear(*, on: date) -> int:
    """Warns the authors of drafts that will be cleared away and discards those whose notice is over; how many acts."""
    days, notice = (int(parameters.value(f"drafts.{name}", on=on)) for name in ("days", "notice"))
    notice = min(notice, days)
    drafts = Case.objects.filter(
        stage__in={p.initial for p in procedures() if p.is_draft(p.initial)}, submitted_at__isnull=True, closed_at__isnull=True
    )
    quiet = drafts.filter(touched_at__lt=_morning(on - timedelta(days=days - notice)), warned_at__isnull=True)
    told = sum(_warn(pk, on=on + timedelta(days=notice)) for pk in list(quiet.values_list("pk", flat=True)[:MOST]))
    over = drafts.filter(touched_at__isnull=False, warned_at__lt=_morning(on - timedelta(days=notice) + timedelta(days=1)))
    over = over.exclude(warned_at__gte=_morning(on))  # a notice of the day is read before anything follows
    return told + sum(_discard(case) for case in list(over[:MOST]))


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


@transaction.atomic
def _warn(case_id: UUID, *, on: date) -> int:
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    if case.warned_at is not None or discarding(case) is None:
        return 0
    Case.objects.filter(pk=case.pk).update(warned_at=timezone.now())
    touched = case.touched_at.isoformat() if case.touched_at else ""
    told = {"case": str(case.pk), "on": on.isoformat()}
    outbox.order(outbox.row(topic="mail.draft", key=f"{case.pk}/{touched}", payload=told))
    return 1


def _discard(case: Case) -> int:
    transition = discarding(case)
    if transition is None:
        return 0
    try:
        with transaction.atomic():
            fresh = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
            if fresh.warned_at != case.warned_at:
                return 0  # somebody has just come back to it
            actions.perform(fresh, transition.name, by=SYSTEM)
    except Refused as refusal:
        logger.info("draft %s stays: %s", case.pk, refusal.code)
        return 0
    return 1
