"""The inspection as the site sees it: cheap checks here, the content in a confined child, then the virus scanner."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from forms import antivirus
from forms.gate import limits
from forms.gate.kinds import EXTENSIONS, MIME, STORED_EXTENSION, Kind, recognise
from forms.gate.names import clean_name, extension_of
from forms.gate.verdict import Refusal, Verdict

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[2]
REPORT_BYTES = 4096
_turns = threading.BoundedSemaphore(limits.CHILDREN)


def judge(path: Path, *, name: str, accept: frozenset[str], max_bytes: int) -> Verdict:
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(limits.HEAD)
        file.seek(0)
        sha256 = hashlib.file_digest(file, "sha256").hexdigest() if size <= max_bytes else None
    announced = EXTENSIONS.get(extension_of(clean_name(name)))
    found = recognise(head)
    facts: dict[str, Any] = {
        "size": size, "sha256": sha256, "found": found, "announced": announced, "accept": accept, "max_bytes": max_bytes
    }  # fmt: skip
    if announced is None or announced not in accept:
        return Verdict(ok=False, reason=Refusal.EXTENSION_NOT_ACCEPTED, **facts)
    if size == 0:
        return Verdict(ok=False, reason=Refusal.EMPTY, **facts)
    if size > max_bytes:
        return Verdict(ok=False, reason=Refusal.TOO_LARGE, **facts)
    if found is not announced:
        return Verdict(ok=False, reason=Refusal.TYPE_MISMATCH, **facts)

    report, cleaned = _ask_child(path, kind=found)
    if "refusal" in report:
        return Verdict(ok=False, reason=Refusal(report["refusal"]), **facts)
    facts |= {"mime": MIME[found], "extension": STORED_EXTENSION[found], "pages": report.get("pages")}
    # The scanner sees the file as it was sent: the cleaned copy has lost what it looks for.
    scan = antivirus.scan(path)
    if scan.outcome in (antivirus.Outcome.INFECTED, antivirus.Outcome.UNAVAILABLE):
        _remove(cleaned)
        infected = scan.outcome is antivirus.Outcome.INFECTED
        reason = Refusal.INFECTED if infected else Refusal.SCANNER_UNAVAILABLE
        return Verdict(ok=False, reason=reason, signature=scan.signature, **facts)
    return Verdict(ok=True, cleaned=cleaned, **facts)


def _ask_child(path: Path, *, kind: Kind) -> tuple[dict[str, Any], Path | None]:
    """The report of a child process on the content, and the picture it wrote anew."""
    if not _turns.acquire(timeout=limits.WAIT_FOR_CHILD):
        return {"refusal": Refusal.BUSY}, None
    cleaned: Path | None = None
    try:
        if kind is not Kind.PDF:
            handle, written = tempfile.mkstemp(dir=path.parent, prefix="cleaned-")
            os.close(handle)
            cleaned = Path(written)
        report = _run(kind=kind, path=path, cleaned=cleaned)
    except OSError:  # no process, no disk: nothing is left behind, and the fault is ours
        _remove(cleaned)
        raise
    finally:
        _turns.release()
    if "refusal" in report:
        _remove(cleaned)
        cleaned = None
    return report, cleaned


def _run(*, kind: Kind, path: Path, cleaned: Path | None) -> dict[str, Any]:
    command = [sys.executable, "-sE", "-m", "forms.gate.child", kind.value, str(path.resolve()), str(cleaned or "")]
    broken = Refusal.PDF_BROKEN if kind is Kind.PDF else Refusal.IMAGE_BROKEN
    # No secret; and whatever a library writes beside goes with the folder of the file.
    environment = {"LC_ALL": "C.UTF-8", "TMPDIR": str(path.parent.resolve())}
    # A file, not a pipe: the limit on written bytes holds for the report, too.
    with tempfile.TemporaryFile() as output:
        try:
            done = subprocess.run(
                command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=output,
                stderr=subprocess.DEVNULL, timeout=limits.WALL_SECONDS, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return {"refusal": Refusal.TIMEOUT}
        output.seek(0)
        text = output.read(REPORT_BYTES)
    if done.returncode != 0:
        logger.warning("The gate's child ended with %s on a %s.", done.returncode, kind.value)
        cut = done.returncode in (-signal.SIGXCPU, -signal.SIGKILL)
        return {"refusal": Refusal.TIMEOUT if cut else broken}
    report: dict[str, Any] = json.loads(text)
    if "error" in report:
        logger.warning("The gate's child met %s on a %s.", report["error"], kind.value)
    return report


def _remove(cleaned: Path | None) -> None:
    if cleaned is not None:
        cleaned.unlink(missing_ok=True)
