"""Does what time has brought about: reminders, alerts, automatic transitions; then the work that this ordered."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from workflow import outbox
from workflow.sweep import order_daily, run_due


class Command(BaseCommand):
    help = "Performs what is due today (cron: every few minutes; the default server does it by itself)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="day to act on, for drills (YYYY-MM-DD)")
        parser.add_argument("--drain", action="store_true", help="do the outbox's work as well")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{run_due(on=options['on'])} acts")
        order_daily(on=options["on"])
        if options["drain"]:
            self.stdout.write(f"{outbox.drain()} pieces of work")
