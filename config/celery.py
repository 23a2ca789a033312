"""Celery wakes the outbox; correctness never depends on it."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
app = Celery("takwin")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.imports = ("workflow.celery_tasks",)
app.conf.beat_schedule = {
    "drain": {"task": "workflow.drain", "schedule": 30.0},
    "run-due": {"task": "workflow.run_due", "schedule": 300.0},
    "sequence": {"task": "workflow.sequence", "schedule": 5.0},
}
