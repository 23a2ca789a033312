"""Stored files: named by content, whole or absent, and never outside their folder."""

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest

from documents import storage


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path


def files() -> list[str]:
    return sorted(p.name for p in storage.folder().rglob("*") if p.is_file())


def test_same_content_is_one_file() -> None:
    first, second = storage.store(b"letter"), storage.store(b"letter")
    assert first == second
    assert files() == [f"{hashlib.sha256(b'letter').hexdigest()}.pdf"]
    assert storage.path_of(first[0]).read_bytes() == b"letter"


def test_failure_before_the_name_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "replace", lambda *a: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space"):
        storage.store(b"letter")
    assert files() == []


@pytest.mark.parametrize("name", ["../secret", "ab/../../secret", "/etc/passwd", "ab", "", "..", ".p/.partial-x"])
def test_name_outside_the_folder_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not the name"):
        storage.path_of(name)
