"""Prints the procedures as JSON, or writes one page for each."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from workflow import description
from workflow.procedure import procedures


class Command(BaseCommand):
    help = "Prints every procedure's machine (--format json), or writes docs/procedures/CODE.md (--format md --out DIR)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=["json", "md"], default="json")
        parser.add_argument("--out", type=Path, default=Path("docs/procedures"))

    def handle(self, *args: Any, **options: Any) -> None:
        if options["format"] == "json":
            self.stdout.write(json.dumps(description.all_described(), ensure_ascii=False, indent=1))
            return
        options["out"].mkdir(parents=True, exist_ok=True)
        for procedure in procedures():
            (options["out"] / f"{procedure.code}.md").write_text(description.page(procedure), encoding="utf-8")
