"""Starts the web server of one machine: one process that answers and does the work after commit."""

import threading
import time
import urllib.request
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from workflow import scratch

READY_SECONDS = 60
# A worker that does not end by then is killed: what it had leased from the outbox is claimed again.
STOP_SECONDS = 20


class Command(BaseCommand):
    help = "Serves the site. On SQLite there is one worker, in which the thread of the outbox lives."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--address", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1)
        parser.add_argument("--threads", type=int, default=4, help="requests answered at once by a worker")
        parser.add_argument("--demonstration", action="store_true", help="say who can sign in, once the site answers")

    def handle(self, *args: Any, **options: Any) -> None:
        one_writer = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
        server = Server(
            "config.wsgi:application",
            address=options["address"],
            port=options["port"],
            interface=Interfaces.WSGI,
            workers=1 if one_writer else options["workers"],
            blocking_threads=options["threads"],
            backlog=1024,
            log_level=LogLevels.warning,
            respawn_failed_workers=True,
            workers_kill_timeout=STOP_SECONDS,
        )
        if options["demonstration"]:
            announce = threading.Thread(target=self._announce, args=(options["address"], options["port"]), daemon=True)
            server.on_startup(announce.start)
        scratch.clear(settings.SCRATCH_DIR)  # of a server that was killed
        connections.close_all()  # workers are forked, and must not share a connection
        server.serve()

    def _announce(self, address: str, port: int) -> None:
        time.sleep(1)  # the worker is forked meanwhile: no lock of this thread may be held then
        host = "127.0.0.1" if address in ("0.0.0.0", "::") else address  # noqa: S104  (compared, not bound)
        url = f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
        if not is_answering(f"{url}healthz"):
            self.stderr.write(f"The site does not answer at {url} yet; the lines above may say why.")
            return
        call_command("demo", "--accounts", stdout=self.stdout)
        self.stdout.write(self.style.SUCCESS(f"Takwin is ready: {url}") + "   (Ctrl+C stops it)")
        self.stdout.flush()


def is_answering(url: str) -> bool:
    """Whether the address answers within a minute."""
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310  (our own address)
                return bool(answer.status == 200)
        except OSError:
            time.sleep(0.2)
    return False
