"""Files of documents, named by their content: written beside, flushed, renamed, and only then known to a row."""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from django.conf import settings

_PARTIAL = ".partial-"


class Shelf(StrEnum):
    """Issued documents, and apart from them those that wait for their signature."""

    ISSUED = "documents"
    UNSIGNED = "unsigned"


def folder(shelf: Shelf = Shelf.ISSUED) -> Path:
    return Path(settings.VAR_DIR) / "files" / shelf


def path_of(name: str, shelf: Shelf = Shelf.ISSUED) -> Path:
    """The file of a stored name; a name is always `ab/abcdef….pdf`, whatever a row may say."""
    found = folder(shelf) / name[:2] / Path(name).name
    if name != f"{name[:2]}/{found.name}" or name.startswith("."):
        raise ValueError("not the name of a stored document")
    return found


def store(content: bytes, shelf: Shelf = Shelf.ISSUED) -> tuple[str, str]:
    """Keeps the bytes for good; returns the name and the SHA-256. The same bytes give the same name, and one file."""
    sha256 = hashlib.sha256(content).hexdigest()
    name = f"{sha256[:2]}/{sha256}.pdf"
    final = path_of(name, shelf)
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
    _flush(folder(shelf))
    return name, sha256


def whole(name: str, shelf: Shelf = Shelf.ISSUED) -> bytes | None:
    """The stored bytes, or nothing when they are gone or are not those that the name promises."""
    try:
        content = path_of(name, shelf).read_bytes()
    except FileNotFoundError:
        return None
    return content if hashlib.sha256(content).hexdigest() == Path(name).stem else None


def discard(name: str, shelf: Shelf = Shelf.ISSUED) -> None:
    """Destroys a stored file: when the law says so, or when its signed form took its place."""
    path_of(name, shelf).unlink(missing_ok=True)


def _flush(directory: Path) -> None:
    # The name of a file is a fact of its folder: without this a power cut may keep the bytes and lose the name.
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def files_older_than(seconds: float, shelf: Shelf = Shelf.ISSUED) -> Iterator[tuple[str, Path]]:
    """Stored names, and files left half written, that nobody has touched for so long."""
    limit = time.time() - seconds
    for file in folder(shelf).glob("??/*"):
        if file.is_file() and file.stat().st_mtime < limit:
            yield f"{file.parent.name}/{file.name}", file
