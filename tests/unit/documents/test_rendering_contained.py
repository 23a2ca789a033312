"""A hopeless document costs itself; the next letter is printed at once."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from documents.rendering import check, zygote
from documents.rendering.failures import REASONS, RenderingFailed, RenderingUnavailable
from documents.rendering.letters import html_of, metadata_of
from documents.rendering.limits import Limits
from documents.rendering.pdf import PANGO_MISSING, Metadata
from tests.unit.documents.example_letters import example
from tests.unit.documents.hostile_html import BOMBS
from tests.unit.documents.reading import pages
from workflow import scratch

METADATA = Metadata(title="t")


def letter(renderer) -> bytes:
    asked = {"template": "INA", "language": "fr", "context": example("INA")}
    return renderer.render(html_of(**asked), language="fr", metadata=metadata_of(**asked))


def seconds(renderer) -> float:
    start = time.perf_counter()
    assert letter(renderer).startswith(b"%PDF")
    return time.perf_counter() - start


@pytest.mark.parametrize("name", BOMBS)
def test_render_bomb_is_contained(renderer, name):
    before = seconds(renderer)
    with contextlib.suppress(RenderingFailed):  # any reason will do, and so will a page that came out in time
        assert renderer.render(BOMBS[name], language="fr", metadata=METADATA).startswith(b"%PDF")
    # Within a second; on a machine busy with something else, in the time that it took before.
    assert seconds(renderer) < max(1, 5 * before)


@pytest.mark.proof
def test_render_bombs_all_at_once(renderer):
    before, outcomes = seconds(renderer), []

    def burst(html: str) -> None:
        try:
            outcomes.append(renderer.render(html, language="fr", metadata=METADATA)[:4])
        except RenderingFailed as failure:
            outcomes.append(failure.reason)

    bombs = [threading.Thread(target=burst, args=(html,)) for html in (list(BOMBS.values()) * 2)[:28]]
    for bomb in bombs:
        bomb.start()
    for bomb in bombs:
        bomb.join()
    assert len(outcomes) == 28 and set(outcomes) <= {b"%PDF", *REASONS}, outcomes
    assert seconds(renderer) < max(1, 5 * before)


def test_render_says_why_time(renderer):
    with pytest.raises(RenderingFailed) as failure:
        renderer.render(BOMBS["floats"], language="fr", metadata=METADATA)
    assert (failure.value.reason, str(failure.value)) == ("time", "The document took too long to lay out.")


def test_render_says_why_memory():
    small = zygote.Renderer(Limits(memory_bytes=420 * 1024 * 1024, cpu_seconds=10, wall_seconds=20))
    try:
        with pytest.raises(RenderingFailed) as failure:
            small.render("<p>" + "y" * 30_000_000, language="fr", metadata=METADATA)
        assert failure.value.reason == "memory"
        assert letter(small).startswith(b"%PDF")
    finally:
        small.stop()


def test_render_refuses_a_request_beyond_all_measure(renderer, monkeypatch):
    monkeypatch.setattr(zygote.frames, "LARGEST", 100)
    with pytest.raises(RenderingFailed) as failure:
        renderer.render("x" * 101, language="fr", metadata=METADATA)
    assert failure.value.reason == "size"


def test_render_after_the_parent_was_killed(renderer):
    before = renderer.start().process
    os.kill(before.pid, signal.SIGKILL)
    assert letter(renderer).startswith(b"%PDF")
    assert renderer.start().process.pid != before.pid


def test_render_from_many_threads(renderer):
    texts: dict[int, str] = {}

    def work(number: int) -> None:
        pdf = renderer.render(f"<p>number {number} end", language="fr", metadata=METADATA)
        texts[number] = pages(pdf)[0].strip()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert texts == {number: f"number {number} end" for number in range(12)}


def test_parent_holds_no_secret(renderer):
    os.environ["TAKWIN_TEST_SECRET"] = "not-for-the-renderer"
    try:
        environment = Path(f"/proc/{renderer.start().process.pid}/environ").read_bytes()
    finally:
        del os.environ["TAKWIN_TEST_SECRET"]
    names = {item.partition(b"=")[0] for item in environment.split(b"\0") if item}
    assert names == {b"PATH", b"LANG", b"PYTHONPATH", b"PYTHONDONTWRITEBYTECODE", b"TMPDIR"}


def test_stop_leaves_no_process():
    mine = zygote.Renderer(Limits())
    process = mine.start().process
    mine.stop()
    assert process.returncode == 0


def test_start_without_pango(monkeypatch):
    """A parent that finds no Pango says which packages to install."""
    real = subprocess.Popen

    def without_pango(command, **options):
        script = (
            "import ctypes.util, sys, runpy\n"
            "import cffi\n"
            "def missing(*_): raise OSError('cannot load library')\n"
            "cffi.FFI.dlopen = missing\n"
            "sys.argv = sys.argv[1:]\n"
            "runpy.run_module('documents.rendering.server', run_name='__main__')\n"
        )
        return real([command[0], "-c", script, "server", *command[3:]], **options)

    monkeypatch.setattr(zygote.subprocess, "Popen", without_pango)
    mine = zygote.Renderer(Limits())
    with pytest.raises(RenderingUnavailable) as failure:
        mine.render("<p>x", language="fr", metadata=METADATA)
    assert str(failure.value) == PANGO_MISSING
    assert "libpango-1.0-0 libpangoft2-1.0-0" in PANGO_MISSING


@pytest.mark.parametrize("is_killed", [False, True])
def test_renderer_leaves_no_file_behind(tmp_path, settings, is_killed):
    settings.SCRATCH_DIR = tmp_path
    mine = zygote.Renderer(Limits())
    parent = mine.start()
    assert letter(mine).startswith(b"%PDF")
    assert list(parent.folder.glob("weasyprint-*/*")) != []
    if is_killed:
        parent.process.kill()
        parent.process.wait()
        assert mine.start() is not parent
    mine.stop()
    assert [path.name for own in tmp_path.iterdir() for path in own.iterdir()] == [scratch.LOCK]


def test_check_this_machine_can_print():
    assert check.missing_packages() == ()
    assert check.missing_files() == ()


def test_check_names_the_packages(monkeypatch):
    monkeypatch.setattr(check, "_loads", lambda name: False)
    assert check.missing_packages() == ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz0b")
    assert check.slow_packages() == ("libharfbuzz-subset0",)


# As in each child where Pango has threads: whatever it is here, the way is tried.
ANEW = """
from documents.rendering import pdf
def letter():
    return pdf.render("<h1>أهلا</h1><p>Bonjour</p>", language="ar", metadata=pdf.Metadata(title="t"))
before, fonts = letter(), pdf.toolkit()[1]
old, pdf.PANGO_WITH_THREADS = fonts.font_map, 0
pdf.renew_font_map()
print(fonts.font_map != old, letter() == before)
"""


def test_letter_is_the_same_with_a_font_map_made_anew(tmp_path):
    told = {"cwd": zygote.ROOT, "env": os.environ | {"TMPDIR": str(tmp_path)}, "text": True}
    done = subprocess.run([sys.executable, "-c", ANEW], capture_output=True, check=True, **told)
    assert done.stdout.split() == ["True", "True"]
