"""Rendering at arm's length: every document in a process of its own, forked from a warm parent that holds nothing.

The parent is a fresh interpreter, not a fork of the web process, whose threads and secrets it must not inherit.
"""

import atexit
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from dataclasses import asdict

from documents.rendering import frames
from documents.rendering.assets import ROOT
from documents.rendering.failures import RenderingFailed, RenderingUnavailable
from documents.rendering.limits import Limits
from documents.rendering.pdf import Metadata
from workflow import scratch

START_SECONDS = 90
GRACE_SECONDS = 15  # beyond the wall clock of the parent, for a loaded machine
QUEUE_SECONDS = 120
SLOTS = max(2, os.cpu_count() or 1)


class _Parent:
    """The warm process and the socket through which connections are handed to it."""

    def __init__(self, limits: Limits) -> None:
        self.owner = os.getpid()
        self.control, theirs = socket.socketpair()
        environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
        # WeasyPrint writes fonts there, and leaves them: its process, and every child of it, may be killed at any time.
        self.folder = scratch.folder(prefix="renderer-")
        environment["TMPDIR"] = str(self.folder)
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "documents.rendering.server", str(theirs.fileno()), json.dumps(asdict(limits))],
                pass_fds=(theirs.fileno(),),
                env=environment,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        self.control.settimeout(START_SECONDS)
        try:
            kind, message = frames.receive(self.control)
        except (EOFError, OSError) as error:
            self.stop()
            raise RenderingUnavailable("Letters cannot be printed: the renderer did not start.") from error
        if kind == frames.UNAVAILABLE:
            self.stop()
            raise RenderingUnavailable(message.decode())

    @property
    def alive(self) -> bool:
        return self.owner == os.getpid() and self.process.poll() is None

    def connect(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self.control, [b"d"], [theirs.fileno()])
            except OSError:
                ours.close()
                raise
        return ours

    def stop(self) -> None:
        self.control.close()  # which it takes as the sign to leave
        if self.owner != os.getpid():
            return
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


class Renderer:
    """Documents rendered apart, a few at a time, by a parent that is started when needed and again when it died."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._slots = threading.BoundedSemaphore(SLOTS)
        self._starting = threading.Lock()
        self._parent: _Parent | None = None

    def render(self, html: str, *, language: str, metadata: Metadata) -> bytes:
        request = json.dumps({"html": html, "language": language, "metadata": asdict(metadata)}).encode()
        if len(request) > frames.LARGEST:
            raise RenderingFailed("size", f"{len(request)} bytes of HTML")
        if not self._slots.acquire(timeout=QUEUE_SECONDS):
            raise RenderingFailed("busy")
        try:
            try:
                return self._ask(request)
            except (EOFError, ConnectionError):
                # A living parent always says why a child ended: this one is gone. Once, another gets the same document.
                self._bury()
            return self._ask(request)
        except TimeoutError as error:
            raise RenderingFailed("time", "no answer") from error
        except (EOFError, OSError) as error:
            raise RenderingFailed("crash", type(error).__name__) from error
        finally:
            self._slots.release()

    def start(self) -> _Parent:
        """The running parent, warm. From any thread, and again at will."""
        with self._starting:
            if self._parent and not self._parent.alive:
                self._parent.stop()
                self._parent = None
            if not self._parent:
                self._parent = _Parent(self.limits)
            return self._parent

    def stop(self) -> None:
        """End the parent; the next document starts another."""
        with self._starting:
            if self._parent:
                self._parent.stop()
            self._parent = None

    def _ask(self, request: bytes) -> bytes:
        with self.start().connect() as connection:
            connection.settimeout(self.limits.wall_seconds + GRACE_SECONDS)
            # A child that dies while it is being told leaves its reason behind: read it all the same.
            with contextlib.suppress(BrokenPipeError):
                frames.send(connection, frames.REQUEST, request)
            kind, content = frames.receive(connection)
        if kind == frames.PDF:
            return content
        reason, detail = json.loads(content)
        raise RenderingFailed(reason, detail)

    def _bury(self) -> None:
        """Wait for a parent that stopped answering to be gone; one that lives after all is kept."""
        with self._starting, contextlib.suppress(subprocess.TimeoutExpired):
            if self._parent:
                self._parent.process.wait(1)


renderer = Renderer(Limits())
atexit.register(renderer.stop)


def render_contained(html: str, *, language: str, metadata: Metadata) -> bytes:
    """The PDF, rendered apart. Raises RenderingFailed for this document or RenderingUnavailable for this machine."""
    return renderer.render(html, language=language, metadata=metadata)
