"""The virus scanner: a client of clamd, off when no address is set, and strict when one is."""

from __future__ import annotations

import logging
import socket
import struct
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.conf import settings

logger = logging.getLogger(__name__)

CHUNK = 64 * 1024
CONNECT_SECONDS = 5
ANSWER_SECONDS = 30
LONGEST_ANSWER = 4096
DEFAULT_PORT = 3310


class Outcome(StrEnum):
    CLEAN = "clean"
    INFECTED = "infected"
    UNAVAILABLE = "unavailable"  # an address is set and the scanner gave no answer: the file must wait
    OFF = "off"  # no address is set


@dataclass(frozen=True, slots=True)
class Scan:
    outcome: Outcome
    signature: str = ""  # the name of what was found


def is_configured() -> bool:
    return bool(settings.CLAMD_SOCKET or settings.CLAMD_HOST)


def scan(path: Path) -> Scan:
    """Have the file at `path` scanned; never raises."""
    if not is_configured():
        return Scan(Outcome.OFF)
    try:
        answer = _stream(path)
    except (OSError, ValueError) as error:
        logger.error("The virus scanner does not answer: %s.", type(error).__name__)
        return Scan(Outcome.UNAVAILABLE)
    verdict = answer.removeprefix("stream: ")
    if verdict == "OK":
        return Scan(Outcome.CLEAN)
    if verdict.endswith(" FOUND"):
        return Scan(Outcome.INFECTED, verdict.removesuffix(" FOUND"))
    logger.error("The virus scanner answered: %.200r.", answer)
    return Scan(Outcome.UNAVAILABLE)


def _stream(path: Path) -> str:
    """The answer of clamd to INSTREAM: length-prefixed chunks, then a zero length (clamd(8))."""
    with _connect() as connection, path.open("rb") as file:
        connection.settimeout(ANSWER_SECONDS)
        connection.sendall(b"zINSTREAM\0")
        while chunk := file.read(CHUNK):
            connection.sendall(struct.pack("!L", len(chunk)) + chunk)
        connection.sendall(struct.pack("!L", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
            part = connection.recv(1024)
            if not part:
                break
            answer += part
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()


def _connect() -> socket.socket:
    if settings.CLAMD_SOCKET:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(CONNECT_SECONDS)
        try:
            connection.connect(settings.CLAMD_SOCKET)
        except OSError:
            connection.close()
            raise
        return connection
    host, _, port = settings.CLAMD_HOST.rpartition(":") if ":" in settings.CLAMD_HOST else (settings.CLAMD_HOST, "", "")
    return socket.create_connection((host.strip("[]"), int(port or DEFAULT_PORT)), timeout=CONNECT_SECONDS)
