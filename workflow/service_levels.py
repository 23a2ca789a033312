"""How long a procedure really takes, counted on the cases that were decided."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from django.utils import timezone

from workflow.models import Case
from workflow.procedure import Procedure
from workflow.terms import Duty

LEAST = 5  # below this, a figure says more about a person than about the service
MOST = 500
WINDOW = timedelta(days=730)
MOST_SHARE = 0.9


@dataclass(frozen=True)
class ServiceLevel:
    """Calendar days from registration to decision; suspensions included, since the applicant waits through them."""

    cases: int
    median: int
    p90: int


def decided_stages(procedure: type[Procedure]) -> frozenset[str]:
    """Final stages that a signature leads to: neither withdrawn nor lapsed."""
    machine = procedure.machine
    signed = (t.target for t in machine.transitions.values() if t.terms.duty is Duty.SIGNS)
    return frozenset(stage for stage in signed if machine.is_final(stage))


def of(procedure: type[Procedure], *, on: date | None = None) -> ServiceLevel | None:
    """The newest decided cases of two years; none while there are too few of them."""
    since = (on or timezone.localdate()) - WINDOW
    decided = Case.objects.filter(
        procedure=procedure.code,
        stage__in=sorted(decided_stages(procedure)),
        registered_at__isnull=False,
        closed_at__date__gte=since,
    )
    spans = decided.order_by("-submitted_at", "id").values_list("registered_at", "closed_at")[:MOST]
    days = sorted((timezone.localdate(end) - timezone.localdate(start)).days for start, end in spans)
    if len(days) < LEAST:
        return None
    return ServiceLevel(len(days), math.ceil(median(days)), days[math.ceil(len(days) * MOST_SHARE) - 1])
