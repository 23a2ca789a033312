"""The warm parent: keeps fonts and sheet loaded, and forks one child per document under limits it cannot exceed.

Started as `python -m documents.rendering.server FD LIMITS` by documents.rendering.zygote, with an empty environment: it holds no
credential, opens no network, and learns of documents only through the socket it was given.
"""

import contextlib
import ctypes
import gc
import json
import os
import resource
import select
import signal
import socket
import sys
import time

from documents.rendering import frames
from documents.rendering.assets import WARM_UP
from documents.rendering.failures import Reason, RenderingFailed, RenderingUnavailable
from documents.rendering.limits import Limits
from documents.rendering.pdf import Metadata, render, renew_font_map

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000

Children = dict[int, tuple[socket.socket, float]]  # process → its caller and the moment it is killed


def main(control: socket.socket, limits: Limits) -> None:
    leave_network()
    try:
        warm_up()
    except RenderingUnavailable as error:
        frames.send(control, frames.UNAVAILABLE, str(error).encode())
        return
    frames.send(control, frames.READY, b"")
    # A byte arrives here whenever a child ends, so that its slot and its caller are freed at once.
    wake, woken = socket.socketpair()
    for end in (wake, woken):
        end.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(woken.fileno(), warn_on_full_buffer=False)
    children: Children = {}
    while True:
        ready, _, _ = select.select([control, wake], [], [], _until_next(children))
        if wake in ready:
            with contextlib.suppress(BlockingIOError):
                wake.recv(4096)
        _reap(children)
        if control in ready and not _accept(control, children, limits):
            break
    for pid in children:
        os.kill(pid, signal.SIGKILL)


def warm_up() -> None:
    """Load every font, size and letter in both directions; what is loaded then is shared by all children."""
    html = WARM_UP.read_text(encoding="utf-8")
    for language, direction in (("ar", "rtl"), ("fr", "ltr")):
        page = html.replace("<html>", f'<html lang="{language}" dir="{direction}">')
        render(page, language=language, metadata=Metadata(title="warm-up", data="{}"))
    gc.collect()
    gc.freeze()


def leave_network() -> None:
    """A network of one's own has no interface. Best effort: not every machine allows it, and the fetcher denies anyway."""
    flags = CLONE_NEWNET if os.geteuid() == 0 else CLONE_NEWNET | CLONE_NEWUSER
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None, use_errno=True).unshare(flags)


def _accept(control: socket.socket, children: Children, limits: Limits) -> bool:
    """Fork a child for the connection handed over. False when the caller is gone."""
    message, descriptors, _, _ = socket.recv_fds(control, 1, 1)
    if not message:
        return False
    for descriptor in descriptors:
        connection = socket.socket(fileno=descriptor)
        pid = os.fork()
        if pid == 0:
            control.close()
            for other, _ in children.values():
                other.close()
            _work(connection, limits)
        children[pid] = (connection, time.monotonic() + limits.wall_seconds)
    return True


def _until_next(children: Children) -> float | None:
    if not children:
        return None
    return max(0.0, min(deadline for _, deadline in children.values()) - time.monotonic())


def _reap(children: Children) -> None:
    """Bury the dead and tell their callers why; kill who is past the deadline."""
    now = time.monotonic()
    for pid, (connection, deadline) in list(children.items()):
        late = now >= deadline
        if late:
            os.kill(pid, signal.SIGKILL)
        ended, status = os.waitpid(pid, 0 if late else os.WNOHANG)
        if not ended:
            continue
        del children[pid]
        if status:
            reason = "time" if late else _why(status)
            connection.setblocking(False)
            with contextlib.suppress(OSError):
                frames.send(connection, frames.FAILED, json.dumps([reason, f"status {status}"]).encode())
        connection.close()


def _why(status: int) -> Reason:
    """Signals of the limits: the processor's time is up; no memory left, says the kernel (KILL) or GLib (TRAP)."""
    signals: dict[int, Reason] = {signal.SIGXCPU: "time", signal.SIGKILL: "memory", signal.SIGTRAP: "memory"}
    return signals.get(os.WTERMSIG(status), "crash") if os.WIFSIGNALED(status) else "crash"


def _work(connection: socket.socket, limits: Limits) -> None:
    """The whole life of a child. It leaves by `_exit`: the fonts on disk belong to the parent."""
    status = 1
    try:
        signal.set_wakeup_fd(-1)
        # A child lives for one document: looking for rubbish every few hundred objects would be a tenth of its work.
        gc.set_threshold(100_000, 50, 100)
        _apply(limits)
        kind, content = frames.FAILED, b""
        try:
            renew_font_map()
            _, request = frames.receive(connection)
            kind, content = frames.PDF, _render(request)
        except RenderingFailed as error:
            content = json.dumps([error.reason, error.detail]).encode()
        except MemoryError:
            content = b'["memory", ""]'
        except RecursionError:
            content = b'["depth", ""]'
        except OSError as error:
            content = json.dumps(["size", type(error).__name__]).encode()
        except Exception as error:  # whatever a library raises on hopeless input costs this document alone
            content = json.dumps(["input", type(error).__name__]).encode()
        frames.send(connection, kind, content)
        status = 0
    finally:
        os._exit(status)


def _render(request: bytes) -> bytes:
    wanted = json.loads(request)
    about = wanted["metadata"]
    metadata = Metadata(**{**about, "keywords": tuple(about["keywords"])})
    content = render(wanted["html"], language=wanted["language"], metadata=metadata)
    if len(content) > frames.LARGEST:
        raise RenderingFailed("size", f"{len(content)} bytes")
    return content


def _apply(limits: Limits) -> None:
    for limit, value in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, frames.LARGEST),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (value, value))
    # The signal of the soft limit tells time from the kernel's own reasons to kill.
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    # If the machine itself runs short, it is this document that goes.
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as score:
        score.write("800")


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])), Limits(**json.loads(sys.argv[2])))
