"""What time brings about: reminders, alerts, escalations and automatic transitions."""

import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.roles import Role
from workflow import clocks, drafts, mails, notifications, outbox, scratch
from workflow.actions import perform
from workflow.actor import SYSTEM
from workflow.holidays import calendar
from workflow.ledger import record
from workflow.models import Case, Clock, OutboxRow, Task
from workflow.procedures import procedure_of
from workflow.refusals import Refused
from workflow.tasks import FAR

logger = logging.getLogger(__name__)


def run_due(*, on: date | None = None, most: int = 10_000) -> int:
    """Does what is due on a day, each clock in its own transaction; returns how many acts were done."""
    today = on or timezone.localdate()
    calendar(fresh=True)
    waiting = list(Clock.objects.filter(next_act__lte=today).order_by("next_act", "id").values_list("pk", flat=True)[:most])
    return sum(_tried(pk, today) for pk in waiting) + drafts.clear(on=today)


DAILY: list[str] = []


def daily(topic: str) -> Callable[[outbox.Handler], outbox.Handler]:
    """Registers work that the sweep orders once a day, done like any other work of the outbox."""
    DAILY.append(topic)
    return outbox.handles(topic)


@daily("files.scratch")
def clear_scratch(row: OutboxRow) -> None:
    scratch.clear(Path(settings.SCRATCH_DIR))


@transaction.atomic
def order_daily(*, on: date | None = None) -> None:
    """Orders the work of the day, once, however often it is called."""
    day = (on or timezone.localdate()).isoformat()
    outbox.order(*(outbox.row(topic=topic, key=day) for topic in DAILY))


def _tried(clock_id: int, today: date) -> int:
    try:
        return _act(clock_id, today)
    except Exception:  # whatever is wrong with one case, the others are swept
        logger.exception("clock %s was not swept", clock_id)
        return 0


def _act(clock_id: int, today: date) -> int:
    done = 0
    # A clock may owe several acts: a reminder, then its expiry.
    for _round in range(6):
        with transaction.atomic():
            clock = Clock.objects.select_related("case").filter(pk=clock_id).first()
            if clock is None or clock.next_act is None or clock.next_act > today:
                return done
            case = Case.objects.select_for_update(of=("self",)).get(pk=clock.case_id)
            clock.refresh_from_db()
            clock.case = case
            if clock.next_act is None or clock.next_act > today:
                return done
            kind = _owed(clock, today)
            name = _act_of(clock, kind)
            if kind and not name:
                _tell(clock, kind, today)
                done += 1
                continue
            if not kind:
                clocks.recount(clock)
                clock.save(update_fields=["due", "next_act"])
                return done
        acted = _perform(clock, name, today)
        if kind == "expire" or not acted:
            return done + acted
        done += acted
    return done


def _act_of(clock: Clock, kind: str) -> str:
    """The transition that time brings about now; none where a message is enough."""
    if kind == "expire":
        return clock.then
    desk = procedure_of(clock.case).machine.desks.get(clock.stage) if kind == "reminder" else None
    return desk.reminds if desk and clock.kind == Clock.Kind.STAGE else ""


def _owed(clock: Clock, today: date) -> str:
    """The next thing that the clock owes on this day."""
    if clock.status != Clock.Status.RUNNING or clock.due is None:
        return ""
    start = date.fromisoformat(clock.runs[0][0])
    pending = clock.reminders[len(clock.reminded_on) :]
    # Two reminders, or the last one and the expiry, never fall on one day: the person has the time to read each.
    fresh = bool(clock.reminded_on) and clock.reminded_on[-1] >= today.isoformat()
    if pending and not fresh and (today - start).days >= pending[0]:
        return "reminder"
    if clock.then:
        return "expire" if today > clock.due and not pending and not fresh else ""
    for name in (clocks.AMBER, clocks.RED, clocks.WEEKLY):
        if name not in clock.alerts and _reached(clock, name, today):
            return name
    return ""


def _reached(clock: Clock, name: str, today: date) -> bool:
    if clock.due is None or name == clocks.RED:
        return clock.due is not None and today > clock.due
    day = clocks.day_of_share(clock, clocks.SHARES[name])
    return day is not None and (today >= day if name == clocks.AMBER else today > day)


def _tell(clock: Clock, kind: str, today: date) -> None:
    """Records the reminder or alert and orders the message; the case's row is locked."""
    case = clock.case
    if kind == "reminder":
        clock.reminded_on = [*clock.reminded_on, today.isoformat()]
    else:
        clock.alerts = [*clock.alerts, kind]
    if kind == clocks.RED:
        _learn(clock)
    clocks.recount(clock)
    clock.save(update_fields=["reminded_on", "alerts", "due", "next_act"])
    due = clock.due.isoformat() if clock.due else ""
    to = Role.APPLICANT if kind == "reminder" else mails.alerted(case, kind)
    told = [notifications.line(notifications.REMINDER if kind == "reminder" else notifications.ALERT, to)]
    payload = {"kind": clock.kind, "stage": clock.stage, "due": due, "notifications": told}
    name = "reminder" if kind == "reminder" else f"alert.{kind}"
    event = record.append_to_case(case, kind=name, by=SYSTEM, payload=payload)
    Case.objects.filter(pk=case.pk).update(ledger_seq=case.ledger_seq, ledger_head=case.ledger_head)
    details = {"case": str(case.pk), "stage": clock.stage, "due": due, "level": kind}
    outbox.order(
        outbox.row(topic=f"mail.{'reminder' if kind == 'reminder' else 'alert'}", key=f"event:{event.pk}", payload=details)
    )


def _learn(clock: Clock) -> None:
    """Tells the registers that the limit of the stage has passed, where a procedure says what they learn of it."""
    procedure = procedure_of(clock.case)
    desk = procedure.machine.desks.get(clock.stage)
    if desk and desk.when_late and clock.kind == Clock.Kind.STAGE:
        desk.when_late(procedure(clock.case, actor=SYSTEM))


def _perform(clock: Clock, name: str, today: date) -> int:
    try:
        perform(clock.case_id, name, by=SYSTEM)
    except Refused as refusal:
        logger.info("%s of case %s waits: %s", name, clock.case_id, refusal.code)
        # Looked at again tomorrow; the refusal stands in the ledger.
        Clock.objects.filter(pk=clock.pk, next_act__isnull=False).update(next_act=today + clocks.ONE_DAY)
        return 0
    return 1


@outbox.handles("clocks.recount")
def recount_all(row: OutboxRow) -> None:
    """Moves every pending date after the calendar has changed, and says so in each case that it moves."""
    calendar(fresh=True)
    live = Clock.objects.filter(status=Clock.Status.RUNNING).order_by("id").values_list("pk", flat=True)
    for pk in list(live):
        with transaction.atomic():
            case_id = Clock.objects.filter(pk=pk).values_list("case_id", flat=True).first()
            if case_id is None:
                continue
            case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
            clock = Clock.objects.get(pk=pk)
            before, clock.floor = clock.due, clock.due
            clocks.recount(clock)
            if clock.due == before:
                continue
            clock.save(update_fields=["due", "next_act", "floor"])
            if clock.kind == Clock.Kind.STAGE:
                dates = {"due": clock.due or FAR, "amber_on": clocks.amber_day(clock)}
                Task.objects.filter(case=case, stage=clock.stage, closed_at__isnull=True).update(**dates)
            payload = {"kind": clock.kind, "stage": clock.stage, "before": str(before), "after": str(clock.due)}
            record.append_to_case(case, kind="clock.moved", by=SYSTEM, payload=payload)
            Case.objects.filter(pk=case.pk).update(ledger_seq=case.ledger_seq, ledger_head=case.ledger_head)
