"""The documents application."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"

    def ready(self) -> None:
        from documents import checks, erasure, jobs  # noqa: F401 (registers checks, work after commit, and what is erased)
