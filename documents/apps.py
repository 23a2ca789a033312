"""The documents application."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"

    def ready(self) -> None:
        from documents import checks, deliveries_reminders, erasure, jobs, voiding  # noqa: F401 (registers checks, work, what follows)
