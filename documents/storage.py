"""Files of issued documents, named by their content: written beside, flushed, renamed, and only then known to a row."""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

_PARTIAL = ".partial-"


def folder() -> Path:
    return Path(settings.VAR_DIR) / "files" / "documents"


def path_of(name: str) -> Path:
    """The file of a stored name; a name is always `ab/abcdef….pdf`, whatever a row may say."""
    found = folder() / name[:2] / Path(name).name
    if name != f"{name[:2]}/{found.name}" or name.startswith("."):
        raise ValueError("not the name of a stored document")
    return found


def store(content: bytes) -> tuple[str, str]:
    """Keeps the bytes for good; returns the name and the SHA-256. The same bytes give the same name, and one file."""
    sha256 = hashlib.sha256(content).hexdigest()
    name = f"{sha256[:2]}/{sha256}.pdf"
    final = path_of(name)
    final.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, partial = tempfile.mkstemp(prefix=_PARTIAL, dir=final.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, final)
    except BaseException:
        Path(partial).unlink(missing_ok=True)
        raise
    _flush(final.parent)
    _flush(folder())
    return name, sha256


def discard(name: str) -> None:
    """Destroys a stored file, when the law says so."""
    path_of(name).unlink(missing_ok=True)


def _flush(directory: Path) -> None:
    # The name of a file is a fact of its folder: without this a power cut may keep the bytes and lose the name.
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def files_older_than(seconds: float) -> Iterator[tuple[str, Path]]:
    """Stored names, and files left half written, that nobody has touched for so long."""
    limit = time.time() - seconds
    for file in folder().glob("??/*"):
        if file.is_file() and file.stat().st_mtime < limit:
            yield f"{file.parent.name}/{file.name}", file
