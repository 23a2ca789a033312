"""A scene in which many write at once, with an event of the ledger and without."""

import statistics
import time
from functools import partial
from typing import Any

from django.db import transaction

from tests.promises import stage
from tests.promises.company import together
from workflow.actor import SYSTEM
from workflow.ledger import record
from workflow.models import Case

WORK = 0.02  # seconds of work in each transaction


def _commits(case: Case, *, n: int, told: bool) -> float:
    """Seconds of n transactions on one case that do the work and save the row; `told` in the ledger or not."""
    began = time.perf_counter()
    for _ in range(n):
        with transaction.atomic():
            row = Case.objects.select_for_update().get(pk=case.pk)
            time.sleep(WORK)
            if told:
                record.append_to_case(row, kind="case.noted", by=SYSTEM, payload={"n": 1, "reason": "long enough"})
            Case.objects.filter(pk=row.pk).update(ledger_seq=row.ledger_seq, ledger_head=row.ledger_head)
    return time.perf_counter() - began


def cost(*, writers: int, commits: int, rounds: int) -> dict[str, Any]:
    """Writers with a case each commit with and without an event, turn and turn about; the share of the throughput it costs."""
    cases = [stage.player("submitted").case for _ in range(writers)]

    def rate(*, told: bool) -> float:
        outcomes = together([partial(_commits, case, n=commits, told=told) for case in cases])
        assert [o.error for o in outcomes if o.error] == []
        return writers * commits / max(o.value for o in outcomes)

    rate(told=True)  # once for warmth
    pairs = [(rate(told=False), rate(told=True)) for _ in range(rounds)]
    return {
        "share": 1 - statistics.median(told / bare for bare, told in pairs),
        "bare": statistics.median(bare for bare, _told in pairs),
        "told": statistics.median(told for _bare, told in pairs),
        "flaws": stage.record_is_clean(),
    }


SCENES = {"cost": cost}
