"""A theatre for each scene: its own copy of a prepared ministry, on SQLite or on the PostgreSQL of DATABASE_URL."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import pytest

from tests.promises.server import Server, make

ROOT = Path(__file__).resolve().parents[2]
# The address is read before the settings of the tests hide it.
POSTGRES = os.environ.get("DATABASE_URL", "")
Play = Callable[..., Any]


def _run(scene: str, *, url: str, folder: Path, arguments: dict[str, Any], seconds: int = 600) -> Any:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("TAKWIN_", "DJANGO_", "PYTEST"))}
    environment |= {"DATABASE_URL": url, "TAKWIN_VAR": str(folder)}
    command = [sys.executable, "-m", "tests.promises.theatre", scene, json.dumps(arguments)]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=seconds)
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout.rstrip().rsplit("\n", 1)[-1])


class Sqlite:
    """Databases in files; a copy takes no time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.template = folder / "template.sqlite3"
        _run("prepare", url=f"sqlite:///{self.template}", folder=folder / "template", arguments={})

    def copy(self, folder: Path) -> str:
        shutil.copyfile(self.template, folder / "takwin.sqlite3")
        return f"sqlite:///{folder / 'takwin.sqlite3'}"

    def drop(self, url: str) -> None:
        """The folder goes with the test."""


class Postgres:
    """Databases made from a template in the server that was given."""

    def __init__(self, folder: Path, server: str) -> None:
        self.server = server
        self.template = self._create("template0")
        _run("prepare", url=self.template, folder=folder / "template", arguments={})

    def _administer(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[arg-type]

    def _create(self, template: str) -> str:
        name = f"promises_{uuid4().hex[:12]}"
        self._administer(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return urlunsplit(urlsplit(self.server)._replace(path=f"/{name}"))

    def copy(self, folder: Path) -> str:
        return self._create(urlsplit(self.template).path.strip("/"))

    def drop(self, url: str) -> None:
        self._administer(f'DROP DATABASE IF EXISTS "{urlsplit(url).path.strip("/")}" WITH (FORCE)')


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sqlite | Postgres]:
    """The prepared ministry that every scene gets a copy of."""
    folder = tmp_path_factory.mktemp("promises")
    if POSTGRES.startswith(("postgres:", "postgresql:")):
        made: Sqlite | Postgres = Postgres(folder, POSTGRES)
        yield made
        made.drop(made.template)
    else:
        yield Sqlite(folder)


@pytest.fixture
def play(house: Sqlite | Postgres, tmp_path: Path) -> Iterator[Play]:
    """Plays a scene in a process of its own: `play("identical", n=16)`."""
    url = house.copy(tmp_path)

    def run(scene: str, **arguments: Any) -> Any:
        return _run(scene, url=url, folder=tmp_path / "var", arguments=arguments)

    yield run
    house.drop(url)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A PostgreSQL server that a scene may kill; like those of a ministry, and unlike the one of the other tests, it waits
    for the disk."""
    with TemporaryDirectory() as folder:  # the folders of pytest are closed to the user who runs the server
        made = make(Path(folder))
        _run("prepare", url=made.url, folder=tmp_path / "var", arguments={})
        yield made
        made.kill()


@pytest.fixture
def play_on(server: Server, tmp_path: Path) -> Play:
    """Plays a scene on that server, which the scene is told of: `play_on("killed_server", rounds=2)`."""

    def run(scene: str, **arguments: Any) -> Any:
        return _run(scene, url=server.url, folder=tmp_path / "var", arguments={**arguments, "server": server.as_json()})

    return run


@pytest.fixture
def n(request: pytest.FixtureRequest) -> int:
    """How many processes race; more of them among the long tests."""
    return 32 if request.node.get_closest_marker("proof") else 16
