"""What Celery wakes: the same functions that the thread of the default server calls."""

from celery import shared_task

from workflow import outbox
from workflow.ledger import sequencer
from workflow.sweep import order_daily, run_due


@shared_task(name="workflow.drain", ignore_result=True)
def drain() -> None:
    outbox.drain()


@shared_task(name="workflow.run_due", ignore_result=True)
def sweep() -> None:
    run_due()
    order_daily()


@shared_task(name="workflow.sequence", ignore_result=True)
def sequence() -> None:
    sequencer.sequence()
