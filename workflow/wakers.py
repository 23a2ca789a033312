"""After commit, ordered work is announced to Celery when workers do it; the thread announces itself when it starts."""

from contextlib import suppress

from django.conf import settings

from workflow import outbox


def wake_celery() -> None:
    """Wakes a worker; when the broker is down the rows wait for the beat, so nothing is lost."""
    from kombu.exceptions import OperationalError  # Celery is imported only where it runs

    from workflow.celery_tasks import drain

    with suppress(OperationalError):
        drain.apply_async(retry=False, ignore_result=True)


if settings.OUTBOX_DRAIN == "celery":
    outbox.on_order(wake_celery)
