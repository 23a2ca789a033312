"""Writes the bundle by which anyone can verify one case's history without the database."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workflow.ledger.verification import export_case
from workflow.models import Case


class Command(BaseCommand):
    help = "Prints the verifiable history of a case (check it with workflow/ledger/verify_export.py)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", help="number of the case, such as EQV-01/2026/000123")

    def handle(self, *args: Any, **options: Any) -> None:
        case = Case.objects.filter(number=options["number"]).first()
        if case is None:
            raise CommandError("no case has this number")
        self.stdout.write(json.dumps(export_case(case), ensure_ascii=False))
