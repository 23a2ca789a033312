"""The recommended rules of bpmnlint accept every procedure."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from workflow import bpmn
from workflow.procedures import procedures

LINT = os.environ.get("BPMNLINT", "")
pytestmark = [pytest.mark.tools, pytest.mark.skipif(not LINT, reason="NOT CHECKED: bpmnlint not installed (npm)")]


def linted(folder: Path, *files: Path) -> subprocess.CompletedProcess[str]:
    rules = folder / "rules.json"
    rules.write_text(json.dumps({"extends": "bpmnlint:recommended"}))
    # Its rules are found from its own folder.
    where = Path(LINT).parents[2]
    told = [LINT, "--config", str(rules), "--max-warnings=0", *map(str, files)]
    return subprocess.run(told, cwd=where, capture_output=True, text=True, check=False)


def test_rules_accept_every_procedure(tmp_path: Path) -> None:
    files = [tmp_path / f"{procedure.code}.bpmn" for procedure in procedures()]
    for procedure, file in zip(procedures(), files, strict=True):
        file.write_bytes(bpmn.document(procedure))
    found = linted(tmp_path, *files)
    assert (found.returncode, found.stdout.strip()) == (0, ""), found.stdout + found.stderr


def test_rules_see_a_stage_that_nothing_leads_to(tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt.bpmn"
    whole = bpmn.document(procedures()[0]).decode()
    flow = whole[whole.index("<sequenceFlow ") :].partition("/>")[0] + "/>"
    name = flow.split('"')[1]
    for part in (flow, f"<incoming>{name}</incoming>", f"<outgoing>{name}</outgoing>"):
        whole = whole.replace(part, "")
    spoilt.write_text(whole)
    assert linted(tmp_path, spoilt).returncode != 0
