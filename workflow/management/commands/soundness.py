"""Says whether every machine is sound."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workflow.procedures import procedures
from workflow.soundness import findings


class Command(BaseCommand):
    help = "Exits with 1 and says why when a machine is not sound."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = [f"{p.code}: {sentence}" for p in procedures() for sentence in findings(p)]
        if wrong:
            raise CommandError("\n".join(wrong))
        for p in procedures():
            self.stdout.write(f"{p.code}: sound, {len(p.machine.stages)} stages, {len(p.machine.transitions)} transitions")
