"""The server answers, and ends when it is told to."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.management.commands.serve import is_answering

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def server(port: int) -> Iterator[subprocess.Popen[bytes]]:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    yield process
    if process.poll() is None:
        process.kill()
        process.wait()


def test_serve_answers_and_ends_on_sigterm(server: subprocess.Popen[bytes], port: int) -> None:
    assert is_answering(f"http://127.0.0.1:{port}/healthz") is True

    server.send_signal(signal.SIGTERM)

    assert server.wait(timeout=30) == 0
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port), timeout=1):
        pass
