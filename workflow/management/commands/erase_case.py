"""Erases what a closed case tells of a person, by two persons."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from workflow.erasure import erase_case
from workflow.models import Case
from workflow.refusals import Refused


class Command(BaseCommand):
    help = "Erases a closed case at the registrar's request, with the central director's approval."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number")
        parser.add_argument("--asked-by", required=True, help="e-mail address of the registrar")
        parser.add_argument("--approved-by", required=True, help="e-mail address of the central director")
        parser.add_argument("--reason", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        case = Case.objects.filter(number=options["number"]).first()
        people = {name: User.objects.filter(email=options[name]).first() for name in ("asked_by", "approved_by")}
        if case is None or None in people.values():
            raise CommandError("unknown case or person")
        try:
            erase_case(case=case, reason=options["reason"], **people)  # type: ignore[arg-type]
        except Refused as refusal:
            raise CommandError(str(refusal.sentence)) from refusal
        self.stdout.write(f"{options['number']} erased")
