"""What the ledger is told of acts that were refused: who tried which act on what, by which rule; a flood is told in part."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django.utils import timezone

from accounts.models import User
from workflow.ledger import record
from workflow.models import Case, Event, Payload
from workflow.refusals import Refused

KIND = "refusal"
MOST = 20  # of one person for one act on one subject, by one code, in a day
TOLD = ("rule", "fields", "unmet")


def tell(*, stream: str, act: Mapping[str, Any], by: User | None, refusal: Refused, case: Case | None = None) -> Event | None:
    """Appends a refusal to the ledger; None when the same person was refused the same too often on this day.

    The last one that is told says that no more are.

    Args:
        act: what was tried, as the payload names it: {"transition": name, "stage": code} or {"act": code}.
    """
    payload = {**act, "code": refusal.code, **{k: v for k, v in refusal.details.items() if k in TOLD and v}}
    before = _told_today(stream, by=by, act=act, code=refusal.code)
    if before >= MOST:
        return None
    last = {"no_more_today": True} if before == MOST - 1 else {}
    return record.append(stream=stream, kind=KIND, by=by, payload={**payload, **last}, case=case)


def _told_today(stream: str, *, by: User | None, act: Mapping[str, Any], code: str) -> int:
    midnight = datetime.combine(timezone.localdate(), time.min, tzinfo=timezone.get_default_timezone())
    same = {f"body__{name}": value for name, value in {**act, "code": code}.items()}
    told = Payload.objects.filter(event__stream=stream, event__kind=KIND, event__actor=by, event__at__gte=midnight)
    return told.filter(**same).count()
