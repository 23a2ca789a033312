"""Verifies the ledger against itself, its checkpoints and the anchors kept outside."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workflow.ledger import verification


class Command(BaseCommand):
    help = "Checks chains, tree, signatures, anchors and cases; exits with 1 when anything is wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--anchors", type=Path, help="folder of the notes kept outside (default: LEDGER_ANCHORS)")

    def handle(self, *args: Any, **options: Any) -> None:
        report = verification.verify(anchors=options["anchors"])
        self.stdout.write(
            f"{report.events} events in {report.streams} streams, {report.leaves} in the tree, "
            f"{report.unsequenced} waiting, {report.notes} signed notes"
        )
        for flaw in report.flaws:
            self.stdout.write(f"{flaw.where}: {flaw.text} [{flaw.code}]")
        if not report.is_clean:
            raise CommandError(f"{len(report.flaws)} findings")
        self.stdout.write("the ledger is whole")
