"""The workflow application: handlers of the outbox and checks of procedures are put in place here."""

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "workflow"

    def ready(self) -> None:
        from workflow import mails, soundness, sweep, wakers  # noqa: F401  (they register handlers and checks)
