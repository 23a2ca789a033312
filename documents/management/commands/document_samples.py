"""Writes one issued document of every type and language, as PDF and as DOCX, from plainly fictional cases."""

from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from documents.rendering.failures import RenderingFailed, RenderingUnavailable
from documents.samples import issued
from documents.signing import SignatureUnavailable


class Command(BaseCommand):
    help = "Writes one issued, signed document of every type and language: TYPE.LANG.pdf and TYPE.LANG.docx."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--out", type=Path, required=True, help="the folder to write to; it is made when it is missing")
        parser.add_argument("--only", nargs="*", default=[], metavar="TYPE", help="codes of types: EQD REF …; all by default")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["out"]
        folder.mkdir(parents=True, exist_ok=True)
        wanted = issued.every(only=options["only"])
        if not wanted:
            raise CommandError(f"No type of document is called {' or '.join(options['only'])}.")
        for code, language in wanted:
            files = self._files(code, language)
            for ending, content in files.items():
                (folder / f"{code}.{language}.{ending}").write_bytes(content)
        self.stdout.write(f"{len(wanted)} documents in {folder}")

    def _files(self, code: str, language: Any) -> Mapping[str, bytes]:
        try:
            return {"pdf": issued.pdf(code, language), "docx": issued.docx(code, language)}
        except (RenderingFailed, RenderingUnavailable, SignatureUnavailable) as error:
            raise CommandError(f"{code}.{language} cannot be printed or signed: {error}") from error
