"""Scenes in which the process that opens a campaign, or that sends its reminders, is killed at any moment."""

import hashlib
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as hour
from typing import Any

from django.utils import timezone

from accounts.queries import holders
from accounts.roles import Role
from config.demonstration.moment import beginning
from documents import jobs
from documents.models import Document
from registers.models import ActivityReport, Provider
from tests.factories.reporting import make_structures
from tests.promises import stage
from tests.promises.company import Part, begin, end, together
from workflow import campaigns, outbox
from workflow.ledger import canonical
from workflow.models import Campaign, Case, Event, Obligation
from workflow.sweep import run_due

LEASE = timedelta(seconds=0.2)
REGIONS = ("TN-11", "TN-61", "TN-51")


def _quick_pdf(document: Document) -> bytes:
    return b"%PDF-" + hashlib.sha256(canonical.encode(document.content)).hexdigest().encode() + document.language.encode()


def _drain() -> int:
    outbox.LEASE = LEASE
    jobs.pdf_of = _quick_pdf
    return outbox.drain(most=100_000)


def _sweep(on: date) -> Callable[[], int]:
    def sweep() -> int:
        with beginning(timezone.make_aware(datetime.combine(on, hour(9)))):
            return run_due()

    return sweep


def _killed(part: Part, *, longest: float) -> int:
    """A process that is killed after a while; the signal of its death, 0 when it had ended before."""
    player = begin(part)
    time.sleep(random.uniform(0.05, longest))
    os.kill(player.pid, signal.SIGKILL)
    return end(player).signal


def killed_campaign(*, structures: int, rounds: int) -> dict[str, Any]:
    """Whoever opens the campaign dies again and again; whoever takes it up goes on, and nobody is asked twice."""
    make_structures([REGIONS[n % len(REGIONS)] for n in range(structures)])
    today = timezone.localdate()
    officer, due = holders(role=Role.CENTRAL_OFFICER)[0], today + timedelta(days=60)
    campaign = campaigns.plan(code="MON-01", period=str(today.year - 1), opens_on=today, due_on=due, by=officer)
    deaths, between = [], []
    for _ in range(rounds):
        deaths.append(_killed(_drain, longest=1.5))
        between.append(_told(campaign))
        time.sleep(LEASE.total_seconds() * 1.5)
    # A sweep that orders what was interrupted, and several workers that find it at the same moment.
    campaigns.open_due(None)  # type: ignore[arg-type]  # as the daily sweep orders it
    errors = [o.error for o in together([_drain] * 3) if o.error]
    time.sleep(LEASE.total_seconds() * 1.5)
    errors += [o.error for o in together([_drain]) if o.error]
    campaign.refresh_from_db()
    return {
        "deaths": deaths,
        "between": [told for told in between if told["doubled"] or told["torn"]],
        "errors": errors,
        "status": campaign.status,
        "structures": Provider.objects.current().filter(status=Provider.Status.ACTIVE).count(),
        **_told(campaign),
        **_reminded(rounds=rounds, on=today + timedelta(days=30)),
        "flaws": stage.record_is_clean(),
    }


def _told(campaign: Campaign) -> dict[str, Any]:
    """What stands in the database: obligations, those who have more than one, and cases that are not whole."""
    owed = Counter(Obligation.objects.filter(campaign=campaign).values_list("provider", flat=True))
    cases = list(Case.objects.filter(procedure="MON-01").values_list("pk", "number"))
    lines = ActivityReport.objects.current().filter(period="A").count()
    opened = Event.objects.filter(kind="case.opened", procedure="MON-01").count()
    notices = Document.objects.filter(kind="CAMP", is_reference=True).count()
    numbers = sorted(int(number.rpartition("/")[2]) for _pk, number in cases)
    return {
        "obligations": len(owed),
        "doubled": [str(provider) for provider, count in owed.items() if count > 1],
        "torn": [n for n in (len(cases), lines, opened, notices) if n != len(owed)],
        "gaps": numbers != list(range(1, len(numbers) + 1)),
    }


def _reminded(*, rounds: int, on: date) -> dict[str, Any]:
    """The sweep of the first reminder is killed as often, then comes twice more on the same day."""
    deaths = [_killed(_sweep(on), longest=1.0) for _ in range(rounds)]
    errors = [o.error for o in together([_sweep(on)]) + together([_sweep(on)]) if o.error]
    sent = Counter(Event.objects.filter(kind="transition.send_reminder").values_list("stream", flat=True))
    letters = Document.objects.filter(kind="REM", is_reference=True).count()
    return {
        "sweeps_killed": deaths,
        "sweep_errors": errors,
        "reminded": len(sent),
        "times": sorted(set(sent.values())),
        "letters": letters,
    }


SCENES = {"killed_campaign": killed_campaign}
