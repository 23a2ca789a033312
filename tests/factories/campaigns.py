"""Campaigns with their exact days, opened for the providers that the register knows."""

from datetime import date

from accounts.models import User
from workflow import campaigns, outbox
from workflow.models import Campaign, OutboxRow


def plan(*, by: User, code: str = "MON-01", period: str = "2026", opens_on: date, due_on: date) -> Campaign:
    return campaigns.plan(code=code, period=period, opens_on=opens_on, due_on=due_on, by=by)


def open_all(campaign: Campaign) -> int:
    """Does the batches that were ordered, one after the other; how many."""
    done = 0
    while rows := list(OutboxRow.objects.filter(topic=campaigns.OPENING, done_at=None).order_by("pk")):
        for row in rows:
            assert outbox.work(row), row.error
            done += 1
    campaign.refresh_from_db()
    return done
