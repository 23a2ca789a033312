"""The processes application: every procedure is put into service when Django is ready."""

from importlib import import_module
from pathlib import Path

from django.apps import AppConfig

from processes.codes import CODES
from workflow.announced import announce


class ProcessesConfig(AppConfig):
    name = "processes"

    def ready(self) -> None:
        announce(*CODES)
        for file in sorted(Path(__file__).parent.glob("[a-z][a-z][a-z]_[0-9][0-9].py")):
            import_module(f"processes.{file.stem}")
