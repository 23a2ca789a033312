"""Prints the procedures as JSON, or writes one page or one BPMN file for each."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from workflow import bpmn, description, pages
from workflow.procedures import procedures


class Command(BaseCommand):
    help = "Prints every procedure's machine (--format json), or writes CODE.md or CODE.bpmn for each (--out DIR)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=["json", "md", "bpmn"], default="json")
        parser.add_argument("--out", type=Path, default=Path("docs/procedures"))
        parser.add_argument("--language", choices=["en", "fr", "ar"], default="en", help="of the labels in BPMN")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["format"] == "json":
            self.stdout.write(json.dumps(description.all_described(), ensure_ascii=False, indent=1))
            return
        options["out"].mkdir(parents=True, exist_ok=True)
        for procedure in procedures():
            file = options["out"] / f"{procedure.code}.{options['format']}"
            if options["format"] == "md":
                file.write_text(pages.page(procedure), encoding="utf-8")
            else:
                file.write_bytes(bpmn.document(procedure, language=options["language"]))
        if options["format"] == "md":
            (options["out"] / "ROLES.md").write_text(pages.roles_page(), encoding="utf-8")
