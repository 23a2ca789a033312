"""What the stories of a procedure are told with."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from workflow import outbox
from workflow.models import Event, OutboxRow
from workflow.sweep import run_due


@pytest.fixture
def days(clock: Any) -> Callable[[date], None]:
    """Lives up to the morning of a day: each day the clocks are swept and the mails leave."""

    def live(until: date) -> None:
        day = timezone.localdate()
        while day < until:
            day += timedelta(days=1)
            clock.move_to(timezone.make_aware(datetime.combine(day, time(9))))
            run_due()
            post()

    return live


def post() -> None:
    """Sends the mails that were ordered; the printing of documents is told elsewhere."""
    for row in OutboxRow.objects.filter(topic__startswith="mail.", done_at=None).order_by("pk"):
        assert outbox.work(row), row.error


def story(case: Any) -> list[str]:
    """The acts and reminders of a case in their order, as the ledger tells them."""
    kinds = (
        Event.objects.filter(stream=case.stream).exclude(kind__startswith="alert.").order_by("seq").values_list("kind", flat=True)
    )
    return [kind.removeprefix("transition.") for kind in kinds]


def letters(case: Any) -> list[tuple[str, str]]:
    """Documents of the case in the order of their issue: code and number, one line for both languages."""
    rows = case.documents.filter(is_reference=True).order_by("ordered_at", "kind").values_list("kind", "number")
    return list(rows)


def mails(case: Any) -> list[str]:
    """What the applicant and the officers were written about, in order."""
    rows = OutboxRow.objects.filter(topic__startswith="mail.", payload__case=str(case.pk)).order_by("pk")
    return [row.topic.removeprefix("mail.") + (f" {row.payload['target']}" if "target" in row.payload else "") for row in rows]
