"""The workflow application: handlers of the outbox and checks of procedures are put in place here."""

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "workflow"

    def ready(self) -> None:
        from registers import readings
        from workflow import (
            automatic,
            broadcasts,
            campaigns,
            digest,
            line_imports,
            mails,
            papers,
            soundness,
            sweep,
            texts,
            wakers,
        )
        from workflow.ledger import record

        # Registers know no ledger: it lends them its recorder.
        readings.keep = readings.append = record.append
