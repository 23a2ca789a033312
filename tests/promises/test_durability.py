"""P9: what a person was told is kept, whichever process is killed."""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.promises.conftest import Play, Postgres, _run

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


@pytest.mark.parametrize("rounds", [pytest.param(4, id="short"), pytest.param(25, id="long", marks=pytest.mark.proof)])
def test_a_writer_killed_while_it_commits_loses_nothing_it_told(play: Play, rounds: int) -> None:
    told = play("killed_writer", rounds=rounds)
    assert told["acknowledged"] >= rounds
    assert (told["lost"], told["broken"], told["signals"], told["flaws"]) == ([], [], [9], [])


class Server(NamedTuple):
    url: str
    data: Path
    start: list[str]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A PostgreSQL of our own, which flushes what it commits and may be killed."""
    if not BINARIES:
        pytest.skip("PostgreSQL is not installed")
    folder = Path(subprocess.check_output(["mktemp", "-d"], text=True).strip())  # where another owner may enter
    folder.chmod(0o755)
    data, owner = folder / "data", []
    if os.geteuid() == 0:
        data.mkdir(mode=0o700)
        os.chown(data, pwd.getpwnam("postgres").pw_uid, -1)
        owner = ["runuser", "-u", "postgres", "--"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder}
    subprocess.run([*owner, f"{BINARIES[0]}/initdb", f"--pgdata={data}", "--username=takwin", "--auth=trust"], **quiet)
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories=''"
    control = [*owner, f"{BINARIES[0]}/pg_ctl", f"--pgdata={data}", "--silent", "--wait"]
    start = [*control, f"--options={options}", f"--log={data}/server.log", "start"]
    subprocess.run(start, **quiet)
    yield Server(f"postgres://takwin@127.0.0.1:{port}/postgres", data, start)
    subprocess.run([*control, "--mode=immediate", "stop"], stdout=subprocess.DEVNULL, cwd=folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.proof
def test_a_database_server_killed_while_it_commits_loses_nothing_it_told(server: Server, tmp_path: Path) -> None:
    made = Postgres(tmp_path, server.url)
    arguments = {"data": str(server.data), "start": server.start, "rounds": 5, "writers": 4}
    told = _run("killed_server", url=made.template, folder=tmp_path / "var", arguments=arguments)
    assert told["acknowledged"] >= 20
    assert (told["lost"], told["flaws"]) == ([], [])
