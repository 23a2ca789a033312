"""Folders for what a process holds for a moment, personal data among it: they go when it ends, however it ends.

Each process has one folder, whose lock the kernel takes back with the process. Whoever needs a folder of its own first removes
those that nobody holds any more: after a power cut or `kill -9`, nothing lies there longer than until the next start or sweep.
"""

import atexit
import fcntl
import os
import shutil
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

LOCK = ".lock"
# What has no lock is being made, being removed, or an upload that Django itself is writing: long over after a day.
UNLOCKED_SECONDS = 24 * 3600


@dataclass(frozen=True)
class _Held:
    folder: Path
    process: int


_held: dict[tuple[Path, str], _Held] = {}


def folder(*, prefix: str) -> Path:
    """A new, empty, private folder among those of this process."""
    from django.conf import settings  # the settings of the tests hold their own folder with `own`

    return Path(tempfile.mkdtemp(prefix=prefix, dir=own(Path(settings.SCRATCH_DIR))))


def own(root: Path, *, prefix: str = "process-") -> Path:
    """The folder in `root` that this process alone holds as long as it lives; made when first asked for."""
    held = _held.get((root, prefix))
    if held and held.process == os.getpid() and held.folder.is_dir():
        return held.folder
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    clear(root, prefix=prefix)
    made = _make(root, prefix)
    _held[root, prefix] = _Held(made, os.getpid())
    atexit.register(_leave, _held[root, prefix])
    return made


def clear(root: Path, *, prefix: str = "") -> list[str]:
    """Removes what no living process holds; returns the names."""
    return [path.name for path in sorted(root.glob(f"{prefix}*")) if _removed(path)]


def _make(root: Path, prefix: str) -> Path:
    while True:
        made = Path(tempfile.mkdtemp(prefix=prefix, dir=root))
        # Inherited by forks, so that a child at work keeps the folder of its parent; never by other programs.
        lock = os.open(made / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(lock), (made / LOCK).stat()):
                return made
        os.close(lock)  # somebody cleared it between its first and its second line


def _removed(path: Path) -> bool:
    try:
        lock = os.open(path / LOCK, os.O_RDWR | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        return _removed_for_its_age(path)
    except PermissionError:  # another user's
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(path)
    except OSError:
        return False
    finally:
        os.close(lock)
    return True


def _removed_for_its_age(path: Path) -> bool:
    with suppress(OSError):
        if path.stat().st_mtime < time.time() - UNLOCKED_SECONDS:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            return True
    return False


def _leave(held: _Held) -> None:
    if held.process == os.getpid():  # not a fork of it
        shutil.rmtree(held.folder, ignore_errors=True)
