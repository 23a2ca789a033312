"""An act that could not be delivered is displayed: after the days of display it counts as notified, whoever has read it."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from documents import deliveries_due, deliveries_entered
from documents.deliveries import DeliveryRefused, check_day, keep_scan, opened, tell_ledger
from documents.models import DeliveryAttempt, Document
from workflow import parameters, sweep
from workflow.attempts import attempt
from workflow.ledger import record
from workflow.models import Case, OutboxRow

Channel, Status = DeliveryAttempt.Channel, DeliveryAttempt.Status
SHORTEST_PLACE = 3  # characters


def last_day(display: DeliveryAttempt) -> date:
    """The day on which the act counts as notified, by the number of days in force on the first one."""
    start = display.posted_on or timezone.localdate(display.recorded_at)
    return start + timedelta(days=parameters.value("delivery.display_days", on=start))


def may_be_displayed_from(letter: DeliveryAttempt) -> date | None:
    """From which day a registered letter that nobody took may be followed by a display; None: it may not.

    One that came back, from that day; one of which the post says nothing, once its time at the counter is over.
    """
    if letter.channel != Channel.POST:
        return None
    if letter.status == Status.RETURNED:
        return letter.settled_on
    return _end_at_counter(letter) if letter.status == Status.POSTED else None


@attempt("delivery.display", on="case")
def display(*, case: Case, letter: DeliveryAttempt, place: str, on: date, scan: Any, by: User) -> DeliveryAttempt:
    """Records where and from which day the act is displayed; `scan` shows it there.

    Raises:
        NotEntitled, DutiesConflict: the person may not.
        DeliveryRefused: the letter may still be taken, the act is proved or displayed already, or something is missing.
    """
    actor, document, found = opened(case, letter, by)
    attempts = deliveries_entered.counting(deliveries_entered.attempts_of([found.act])[found.act])
    if deliveries_entered.first_proof(attempts):
        raise DeliveryRefused(_("The delivery of this document is proved already."))
    if any(a.status == Status.DISPLAYED for a in attempts):
        raise DeliveryRefused(_("This document is on display already."))
    start = may_be_displayed_from(found)
    if start is None or start > timezone.localdate():
        raise DeliveryRefused(_("A document is displayed once its registered letter came back, or nobody collected it in time."))
    check_day(on, after=start, field="on")
    if len(place.strip()) < SHORTEST_PLACE:
        raise DeliveryRefused(_("Say where it is displayed."), field="place")
    if scan is None:
        raise DeliveryRefused(_("A display is proved by a scan: join it."), field="scan")
    entry, n = deliveries_entered.entry_of(document), DeliveryAttempt.objects.filter(act=found.act).count() + 1
    made = DeliveryAttempt(
        case=case, act=found.act, n=n, slip=f"{entry.number}/{n}", addressee=found.addressee, entry=entry.entry,
        channel=Channel.DISPLAY, status=Status.DISPLAYED, posted_on=on, note=place.strip(),
        recorded_by=by, recorded_at=timezone.now(),
    )  # fmt: skip
    keep_scan(made, scan, by)
    made.save(force_insert=True)
    tell_ledger("delivery.displayed", made, document, actor, on=on.isoformat(), proof=made.proof_sha256)
    return made


def to_be_displayed(*, on: date) -> list[DeliveryAttempt]:
    """Registered letters that nobody took, of acts that nothing proves or displays, once the time at the counter is over."""
    counted = DeliveryAttempt.objects.filter(corrected_by__isnull=True)
    letters = counted.filter(channel=Channel.POST, status__in=(Status.RETURNED, Status.POSTED))
    letters = letters.filter(act__in=deliveries_due.unproved().values("act"))
    letters = letters.exclude(Exists(counted.filter(act=OuterRef("act"), status=Status.DISPLAYED)))
    return [one for one in letters.order_by("recorded_at", "n") if (end := _end_at_counter(one)) and end <= on]


def _end_at_counter(letter: DeliveryAttempt) -> date | None:
    since = letter.settled_on or letter.posted_on
    return since + timedelta(days=parameters.value("delivery.counter_days", on=since)) if since else None


def running() -> QuerySet[DeliveryAttempt]:
    """Displays that nobody corrected and whose days are not over."""
    return DeliveryAttempt.objects.filter(channel=Channel.DISPLAY, status=Status.DISPLAYED, corrected_by__isnull=True)


@sweep.daily("delivery.displays")
def settle_daily(row: OutboxRow) -> None:
    settle(on=date.fromisoformat(row.key))


def settle(*, on: date) -> None:
    """Notifies the acts whose days of display are over; what was proved earlier in another way stays the earlier proof."""
    for found in running().order_by("posted_on", "pk"):
        if last_day(found) <= on:
            with transaction.atomic():
                _settle(found)


def _settle(found: DeliveryAttempt) -> None:
    document = Document.objects.select_for_update().get(act=found.act, is_reference=True)
    row = running().select_for_update(of=("self",)).filter(pk=found.pk).first()
    if row is None:  # corrected or settled meanwhile
        return
    if document.status not in (Document.Status.ISSUED, Document.Status.REPLACED):  # withdrawn: there is nothing to notify
        row.status = Status.ABANDONED
        row.save(update_fields=["status"])
        return
    row.status, row.settled_on = Status.DELIVERED, last_day(row)
    row.save(update_fields=["status", "settled_on"])
    payload = {"attempt": str(row.pk), "slip": row.slip, "number": document.number, "on": row.settled_on.isoformat()}
    record.append(stream=f"document:{row.case_id}", kind="delivery.display_over", by=None, payload=payload, case=document.case)
    deliveries_entered.tell(document)
