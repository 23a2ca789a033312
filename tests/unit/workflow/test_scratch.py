"""What a process holds for a moment is gone when it ends, even when it is killed, and never before."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from tests.settings import FOLDER
from workflow import outbox, scratch, sweep
from workflow.models import OutboxRow

ROOT = Path(__file__).resolve().parents[3]
HOLDER = """
import sys
from pathlib import Path
from workflow import scratch
folder = scratch.own(Path(sys.argv[1]))
(folder / "diploma.pdf").write_text("personal")
print(folder, flush=True)
sys.stdin.read()
"""


@contextmanager
def holder(root: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """Another process with a folder of its own and a file in it; it leaves when its input ends."""
    command = [sys.executable, "-c", HOLDER, str(root)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield process, Path(process.stdout.readline().strip())


def test_folder_of_a_living_process_is_kept(tmp_path: Path) -> None:
    with holder(tmp_path) as (_process, theirs):
        assert scratch.clear(tmp_path) == []
        assert (theirs / "diploma.pdf").read_text() == "personal"
        assert theirs.stat().st_mode & 0o777 == 0o700


def test_folder_goes_with_a_process_that_ends(tmp_path: Path) -> None:
    with holder(tmp_path) as (process, theirs):
        assert theirs.is_dir()
    assert process.returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_folder_of_a_killed_process_goes_when_the_next_one_begins(tmp_path: Path) -> None:
    with holder(tmp_path) as (process, killed):
        process.send_signal(signal.SIGKILL)
    assert (killed / "diploma.pdf").is_file()
    with holder(tmp_path) as (_process, theirs):
        assert list(tmp_path.iterdir()) == [theirs]


def test_folder_of_a_process_is_one_and_the_same(tmp_path: Path) -> None:
    assert scratch.own(tmp_path) == scratch.own(tmp_path)


def test_folder_of_a_fork_is_its_own_and_leaves_that_of_its_parent(tmp_path: Path) -> None:
    ours = scratch.own(tmp_path)
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            status = int(scratch.own(tmp_path) == ours)
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    (theirs,) = set(tmp_path.iterdir()) - {ours}
    assert scratch.clear(tmp_path) == [theirs.name]
    assert ours.is_dir()


@pytest.mark.parametrize(("hours", "left"), [(23, ["process-made", "sent.upload"]), (25, [])])
def test_what_nobody_has_locked_goes_after_a_day(tmp_path: Path, hours: int, left: list[str]) -> None:
    (tmp_path / "process-made").mkdir()
    (tmp_path / "sent.upload").write_text("personal")  # as Django writes a large file
    then = time.time() - hours * 3600
    for path in tmp_path.iterdir():
        os.utime(path, (then, then))
    scratch.clear(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == left


def test_uploads_lie_where_the_sweep_clears() -> None:
    assert Path(settings.FILE_UPLOAD_TEMP_DIR) == Path(settings.SCRATCH_DIR) == Path(FOLDER) / "scratch"
    assert scratch.folder(prefix="upload-").parent.parent == settings.SCRATCH_DIR


def test_sweep_of_the_day_clears_what_a_killed_process_left(db: None) -> None:
    with holder(Path(settings.SCRATCH_DIR)) as (process, killed):
        process.send_signal(signal.SIGKILL)
    assert killed.is_dir()
    sweep.order_daily()
    assert outbox.work(OutboxRow.objects.get(topic="files.scratch"))
    assert not killed.exists()
