"""Tells which certificates sign and seal, and validates files that were issued."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from documents import signing
from documents.signing import Purpose, identities


class Command(BaseCommand):
    help = "Tells the certificates in use (the demonstration makes its own on first need); --validate checks documents."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--validate", nargs="+", default=[], type=Path, metavar="FILE", help="signed PDF files")

    def handle(self, *args: Any, **options: Any) -> None:
        good = [self._tell(purpose) for purpose in Purpose] + [self._validate(file) for file in options["validate"]]
        if not all(good):
            raise SystemExit(1)

    def _tell(self, purpose: Purpose) -> bool:
        try:
            identity = identities.identity_of(purpose)
            identity.check_in_force()
        except signing.SignatureUnavailable as error:
            self.stderr.write(f"{purpose}: {error}")
            return False
        until = identity.certificate.not_valid_after_utc.date()
        subject = identity.certificate.subject.rfc4514_string()
        self.stdout.write(f"{purpose}: {subject}, serial {identity.serial}, until {until}, from {identity.source}")
        return True

    def _validate(self, file: Path) -> bool:
        found = signing.validate(file.read_bytes())
        answer = f"valid, {found.level}, serial {found.serial}, {found.name}" if found.is_valid else f"NOT VALID: {found.problem}"
        self.stdout.write(f"{file}: {answer}")
        return found.is_valid
