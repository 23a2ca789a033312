"""The client of the virus scanner, against a small scanner on this machine that speaks its protocol."""

import socket
import struct
import threading
from pathlib import Path

import pytest

from forms import antivirus, gate
from forms.antivirus import Outcome, Scan
from forms.gate.verdict import Refusal
from tests.corpus.hostile_types import EICAR, FOR_THE_SCANNER, picture
from tests.corpus.sample import pdf

PDF_ONLY = frozenset({"pdf"})


class Scanner(threading.Thread):
    """Takes one stream after another; finds EICAR, says OK to the rest, or gives the answer it was told to give."""

    def __init__(self, *, family: int = socket.AF_INET, address: object = ("127.0.0.1", 0), answer: bytes | None = None) -> None:
        super().__init__(daemon=True)
        self.listener = socket.socket(family)
        self.listener.bind(address)  # type: ignore[arg-type]
        self.listener.listen()
        self.answer = answer
        self.received: list[bytes] = []

    @property
    def address(self) -> str:
        host, port = self.listener.getsockname()
        return f"{host}:{port}"

    def run(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as file:
                assert file.read(10) == b"zINSTREAM\0"
                content = b""
                while size := struct.unpack("!L", file.read(4))[0]:
                    content += file.read(size)
                self.received.append(content)
                found = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"
                connection.sendall(found if self.answer is None else self.answer)


@pytest.fixture
def start(settings):
    """Start a scanner with the given options, and point the settings at it."""
    running = []
    settings.CLAMD_SOCKET = settings.CLAMD_HOST = ""

    def begin(**options: object) -> Scanner:
        scanner = Scanner(**options)
        scanner.start()
        running.append(scanner)
        settings.CLAMD_HOST = scanner.address
        return scanner

    yield begin
    for scanner in running:
        scanner.listener.close()


@pytest.fixture
def stop(settings):
    """Point the settings at a port where nobody listens."""
    settings.CLAMD_SOCKET = ""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        settings.CLAMD_HOST = f"127.0.0.1:{silent.getsockname()[1]}"
        yield


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    path = tmp_path / "sent"
    path.write_bytes(pdf())
    return path


def test_scan_without_address_is_off(sent, settings):
    settings.CLAMD_SOCKET = settings.CLAMD_HOST = ""
    assert antivirus.is_configured() is False
    assert antivirus.scan(sent) == Scan(Outcome.OFF)


def test_clean_file_arrives_whole(start, sent):
    scanner = start()
    sent.write_bytes(bytes(range(256)) * 1000)
    assert antivirus.scan(sent) == Scan(Outcome.CLEAN)
    assert scanner.received == [sent.read_bytes()]


def test_infected_file_is_found(start, sent):
    start()
    sent.write_bytes(EICAR)
    assert antivirus.scan(sent) == Scan(Outcome.INFECTED, "Eicar-Test-Signature")


@pytest.mark.parametrize("answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK NOT\0", b"\xff\xfe\0"])
def test_strange_answer_is_no_answer(answer, start, sent):
    start(answer=answer)
    assert antivirus.scan(sent) == Scan(Outcome.UNAVAILABLE)


def test_scanner_that_is_down_is_unavailable(stop, sent):
    assert antivirus.scan(sent) == Scan(Outcome.UNAVAILABLE)


def test_port_that_is_no_number_is_unavailable(sent, settings):
    settings.CLAMD_SOCKET, settings.CLAMD_HOST = "", "127.0.0.1:clam"
    assert antivirus.scan(sent) == Scan(Outcome.UNAVAILABLE)


@pytest.mark.enable_socket
def test_scanner_behind_a_unix_socket(sent, settings, tmp_path):
    address = str(tmp_path / "clamd")
    scanner = Scanner(family=socket.AF_UNIX, address=address)
    scanner.start()
    settings.CLAMD_SOCKET, settings.CLAMD_HOST = address, ""
    try:
        assert antivirus.scan(sent) == Scan(Outcome.CLEAN)
    finally:
        scanner.listener.close()


def test_gate_refuses_what_the_scanner_finds(start, sent):
    sent.write_bytes(FOR_THE_SCANNER.make())
    assert gate.inspect(sent, name="a.pdf", accept=PDF_ONLY, max_bytes=100_000).ok is True
    start()
    verdict = gate.inspect(sent, name="a.pdf", accept=PDF_ONLY, max_bytes=100_000)
    assert (verdict.ok, verdict.reason, verdict.signature) == (False, Refusal.INFECTED, "Eicar-Test-Signature")
    assert verdict.may_retry is False


def test_gate_keeps_files_outside_while_the_scanner_is_down(stop, sent):
    sent.write_bytes(picture("PNG"))
    verdict = gate.inspect(sent, name="a.png", accept=frozenset({"png"}), max_bytes=100_000)
    assert (verdict.ok, verdict.reason, verdict.may_retry) == (False, Refusal.SCANNER_UNAVAILABLE, True)
    assert [path.name for path in sent.parent.iterdir()] == ["sent"]
