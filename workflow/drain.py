"""The thread of the default server that does the work after commit, sweeps what is due and seals the ledger."""

import logging
import threading
import time

from django.db import close_old_connections

from workflow import outbox
from workflow.ledger import sequencer
from workflow.sweep import order_daily, run_due

logger = logging.getLogger(__name__)
IDLE_SECONDS = 2.0
SWEEP_SECONDS = 60.0
_alarm = threading.Event()
_started = threading.Lock()


def start() -> threading.Thread | None:
    """Starts the thread once per process; it ends with the process, and what it had leased is claimed again."""
    if not outbox.is_threaded() or not _started.acquire(blocking=False):
        return None
    outbox.on_order(_alarm.set)
    thread = threading.Thread(target=_run, name="outbox", daemon=True)
    thread.start()
    return thread


def _run() -> None:
    swept = 0.0
    while True:
        _alarm.wait(IDLE_SECONDS)
        _alarm.clear()
        close_old_connections()
        try:
            outbox.drain(most=50)  # in portions, so that what is due never waits for a long queue
            sequencer.sequence()
            if time.monotonic() - swept > SWEEP_SECONDS:
                run_due()
                order_daily()
                swept = time.monotonic()
        except Exception:  # the thread must outlive any fault; the rows wait
            logger.exception("the outbox thread stumbled")
            time.sleep(IDLE_SECONDS)
