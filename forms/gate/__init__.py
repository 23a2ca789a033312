"""The upload gate: says whether a file may come in, and gives back what is to be kept of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forms.gate.verdict import Verdict


def inspect(path: Path, *, name: str, accept: frozenset[str], max_bytes: int) -> Verdict:
    """Judge the file at `path`, which the person called `name`; never raises because of its content.

    `accept` is a set of "pdf", "jpeg", "png". A picture is written anew: the verdict's `cleaned` lies beside `path`,
    and the caller moves or deletes it.
    """
    # The child process imports this package, and must start without Django.
    from forms.gate.inspection import judge

    return judge(path, name=name, accept=accept, max_bytes=max_bytes)
