"""The documents application."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"

    def ready(self) -> None:
        from documents import checks, deliveries_reminders, erasure, jobs  # noqa: F401 (registers checks, work, and what is erased)
