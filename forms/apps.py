"""The forms application."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "forms"

    def ready(self) -> None:
        from forms import erasure, jobs  # noqa: F401 (registers what is erased with a case, and daily work)
        from forms.attachments import keep
        from forms.uploads import UploadField
        from workflow import scans

        scans.let_in(field=UploadField, keep=keep)
