"""The processes application: every procedure is put into service when Django is ready."""

from importlib import import_module
from pathlib import Path

from django import forms
from django.apps import AppConfig

from processes.codes import CODES
from processes.stages import Stage
from registers import vocabulary
from workflow.announced import announce


class ProcessesConfig(AppConfig):
    name = "processes"

    def ready(self) -> None:
        from workflow.procedures import procedures  # which needs the models

        announce(*CODES)
        for file in sorted(Path(__file__).parent.glob("[a-z][a-z][a-z]_[0-9][0-9].py")):
            import_module(f"processes.{file.stem}")
        # A decision ends as its case does.
        vocabulary.learn({"outcome": forms.ChoiceField(choices=Stage.choices)})
        for procedure in procedures():
            for section in procedure.application.sections:
                vocabulary.learn(section.base_fields, prefixes=[getattr(section, "prefixed_by", "")])
            for transition in procedure.machine.transitions.values():
                vocabulary.learn(getattr(transition.form, "base_fields", {}))
