"""A PostgreSQL server of a scene's own, with the settings that a ministry's has, which is killed and started again."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

# States of a process that nothing can be expected of: none, dead, dead and not yet counted by its parent.
GONE = ([], ["X"], ["Z"])


def binaries() -> Path | None:
    """Where initdb lies: what scripts/with_postgres.sh found, or what is installed."""
    places = [os.environ.get("POSTGRES_BIN", "")]
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    places += [str(p) for p in sorted(versions, key=lambda p: float(p.parent.name), reverse=True)]
    places += [os.path.dirname(shutil.which("initdb") or "")]
    return next((Path(p) for p in places if p and (Path(p) / "initdb").is_file()), None)


def _owner() -> str:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return ""
    return "postgres" if "postgres" in [p.pw_name for p in pwd.getpwall()] else "nobody"


@dataclass(frozen=True)
class Server:
    """What is needed to start and to kill it, also from another process."""

    bin: str
    data: str
    port: int
    password: str
    owner: str

    @property
    def url(self) -> str:
        return f"postgres://takwin:{self.password}@127.0.0.1:{self.port}/postgres"

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def _run(self, program: str, *arguments: str) -> None:
        command = [f"{self.bin}/{program}", f"--pgdata={self.data}", *arguments]
        if self.owner:
            command = ["runuser", "-u", self.owner, "--", *command]
        log = Path(self.data).parent / "commands.log"
        with log.open("ab") as told:  # a pipe would be held open by the server
            done = subprocess.run(command, cwd=Path(self.data).parent, stdout=told, stderr=told, timeout=120)
        assert done.returncode == 0, "".join(p.read_text()[-1500:] for p in (log, Path(self.data) / "server.log") if p.exists())

    def start(self) -> None:
        """Returns when it answers, what it has to recover recovered."""
        options = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories='' -c max_connections=40"
        self._run("pg_ctl", f"--log={self.data}/server.log", "--wait", "--timeout=90", f"--options={options}", "start")

    def kill(self) -> int:
        """Kills every process of the server at once, as when the machine goes; how many there were."""
        pid = int((Path(self.data) / "postmaster.pid").read_text().split("\n", 1)[0])
        os.kill(pid, signal.SIGSTOP)  # so that it begets no more
        family = [*_children(pid), pid]
        for member in family:
            os.kill(member, signal.SIGKILL)
        assert _waited(lambda: all(_fields(p)[:1] in GONE for p in family)), "killed, and still there"
        # A number that still names the dead would be taken for a server at work.
        if not _waited(lambda: not _fields(pid)):
            (Path(self.data) / "postmaster.pid").unlink()
        return len(family)


def _waited(until: Callable[[], bool], *, seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while not until():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def _fields(pid: int) -> list[str]:
    """State, parent and the rest, from /proc; none for a process that is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def _children(pid: int) -> list[int]:
    found = [int(p.name) for p in Path("/proc").iterdir() if p.name.isdigit()]
    return [other for other in found if _fields(other)[1:2] == [str(pid)]]


def make(folder: Path) -> Server:
    """A new server, started, on a free port of loopback.

    Raises:
        LookupError: PostgreSQL is not installed.
    """
    found, owner = binaries(), _owner()
    if found is None or not sys.platform.startswith("linux"):
        raise LookupError("PostgreSQL is not installed here")
    folder.chmod(0o755)
    data = folder / "data"
    data.mkdir(mode=0o700, parents=True)
    secret = folder / "password"
    secret.write_text(password := secrets.token_hex(16))
    secret.chmod(0o600)
    if owner:
        shutil.chown(folder, owner)
        shutil.chown(data, owner)
        shutil.chown(secret, owner)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Server(bin=str(found), data=str(data), port=port, password=password, owner=owner)
    server._run(
        "initdb", "--username=takwin", f"--pwfile={secret}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"
    )
    server.start()
    return server
