"""Measures everything and prints one table; `QUICK=1 make bench` takes the short way, with the same figures from less."""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

from workflow import scratch

ROOT = Path(__file__).resolve().parent.parent
QUICK = os.environ.get("QUICK", "") not in ("", "0")
ROUNDS, TURNS = (5, 40) if QUICK else (9, 150)
SIZES = (10_000,) if QUICK else (10_000, 200_000)
DEEP = 1_000  # the page that must be as fast as the first
PAGES = 20 if QUICK else 60
LETTERS = 4 if QUICK else 15


@dataclass
class Figure:
    """One line of the table: what was measured, its floor in the same run, and the budget of the ratio or of the figure."""

    name: str
    engine: str
    figure: str
    floor: str = ""
    ratio: float | None = None
    budget: str = ""
    met: bool | None = None


class Process:
    """An engine, or the yardstick, behind pipes."""

    def __init__(self, module: str, *, folder: str, url: str = "", before: tuple[str, ...] = ()) -> None:
        environment = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
        environment |= {"TAKWIN_VAR": folder} | ({"DATABASE_URL": url} if url else {})
        command = [*before, sys.executable, "-m", module]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, env=environment, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)

    def answer(self) -> Any:
        line = self.process.stdout.readline() if self.process.stdout else ""
        if not line:
            raise SystemExit(f"a measured process ended: {self.process.wait()}")
        return json.loads(line)

    def do(self, what: str, **terms: Any) -> Any:
        assert self.process.stdin
        self.process.stdin.write(json.dumps({"do": what, **terms}) + "\n")
        self.process.stdin.flush()
        return self.answer()

    def __enter__(self) -> "Process":
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(timeout=120)


def engines(stack: ExitStack) -> tuple[dict[str, Process], dict[str, Process]]:
    """SQLite in a file and PostgreSQL, each with its yardstick; the server is that of DATABASE_URL, or one of our own."""

    def folder() -> str:
        ours = scratch.own(Path(tempfile.gettempdir()), prefix="takwin-bench-")
        return stack.enter_context(tempfile.TemporaryDirectory(dir=ours, ignore_cleanup_errors=True))

    def start(module: str, **terms: Any) -> Process:
        return stack.enter_context(Process(module, folder=folder(), **terms))

    ours, peers = {"SQLite": start("benchmarks.engine")}, {"SQLite": start("benchmarks.peer")}
    server = os.environ.get("DATABASE_URL", "")
    try:
        if server.startswith("postgres"):
            ours["PostgreSQL"] = start("benchmarks.engine", url=stack.enter_context(Temporary(server)).url)
            peers["PostgreSQL"] = start("benchmarks.peer", url=stack.enter_context(Temporary(server)).url)
        else:
            before = (str(ROOT / "scripts" / "with_postgres.sh"),)
            ours["PostgreSQL"] = start("benchmarks.engine", before=before)
            peers["PostgreSQL"] = start("benchmarks.peer", before=before)
    except OSError as error:
        print(f"PostgreSQL is not measured: {error}", file=sys.stderr)
    # Each makes its tables while the others make theirs.
    for engine in list(ours):
        try:
            for process in (p[engine] for p in (ours, peers) if engine in p):
                process.answer()
        except SystemExit as error:
            if engine == "SQLite":
                raise
            print(f"{engine} is not measured: {error}", file=sys.stderr)
            ours.pop(engine), peers.pop(engine, None)
    return ours, peers


class Temporary:
    """A database in a server that was given."""

    def __init__(self, server: str) -> None:
        self.server, self.name = server, f"bench_{uuid4().hex[:12]}"
        self.url = urlunsplit(urlsplit(server)._replace(path=f"/{self.name}"))

    def _administer(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[arg-type]

    def __enter__(self) -> "Temporary":
        self._administer(f'CREATE DATABASE "{self.name}"')
        return self

    def __exit__(self, *_: object) -> None:
        self._administer(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')


def transitions(ours: dict[str, Process], peers: dict[str, Process]) -> list[Figure]:
    """Transitions through the door, beside plain statements that change the same rows and beside viewflow.workflow."""
    seconds: dict[tuple[str, str], list[float]] = {}
    contestants = [(e, kind) for e in ours for kind in ("perform", "plain", "peer") if kind != "peer" or e in peers]
    for _ in range(ROUNDS):
        for engine, kind in random.sample(contestants, len(contestants)):
            process = peers[engine] if kind == "peer" else ours[engine]
            seconds.setdefault((engine, kind), []).append(process.do(kind, n=TURNS)["seconds"])

    def rate(engine: str, kind: str) -> str:
        return f"{TURNS / statistics.median(seconds[engine, kind]):.0f}/s"

    def ratio(engine: str, kind: str) -> float:
        return statistics.median(a / b for a, b in zip(seconds[engine, "perform"], seconds[engine, kind], strict=True))

    found = []
    for engine in ours:
        count, by_hand = ours[engine].do("statements")["count"], ratio(engine, "plain")
        found.append(Figure("statements of a transition", engine, str(count), budget="<= 14", met=count <= 14))
        told = (rate(engine, "perform"), rate(engine, "plain"), by_hand)
        found.append(Figure("transitions, time beside plain SQL", engine, *told, budget="<= 2.0", met=by_hand <= 2))
        if engine in peers:
            beside = ratio(engine, "peer")
            told = (rate(engine, "perform"), rate(engine, "peer"), beside)
            found.append(Figure("transitions, time beside viewflow", engine, *told, budget="< 1.0", met=beside < 1))
    return found


def ledger(ours: dict[str, Process]) -> list[Figure]:
    """How fast everything is verified, and what telling an act costs."""
    found = []
    for engine, process in ours.items():
        told = process.do("verify")
        rate, floor = told["events"] / told["seconds"], told["events"] / told["floor"]
        if told["flaws"]:
            raise SystemExit(f"the ledger that was measured is not clean: {told}")
        found.append(Figure("ledger verified", engine, f"{rate:.0f} events/s", f"{floor:.0f}", told["seconds"] / told["floor"]))
        for work in (0.0, 0.02):
            pairs = [process.do("append", n=10, work=work) for _ in range(3 if QUICK else 9)]
            beside = statistics.median(p["with"] / p["without"] for p in pairs)
            name = f"commit with an event, {work * 1000:.0f} ms of work"
            figures = [f"{statistics.median(p[k] for p in pairs) * 100:.1f} ms" for k in ("with", "without")]
            budget = {"budget": "<= 1.33", "met": beside <= 1.33} if work else {}  # a quarter of the throughput
            found.append(Figure(name, engine, *figures, beside, **budget))
    return found


def queues(ours: dict[str, Process]) -> list[Figure]:
    """The first page of a queue and a deep one, beside their bare statements."""
    found = []
    for size in SIZES:
        for engine, process in ours.items():
            process.do("fill", cases=size)
            for page in (1, min(DEEP, size // 2 // 25 - 2)):
                told = process.do("queue", page=page, n=PAGES)
                name = f"queue, {size} cases, page {page}"
                figure = f"p50 {told['p50']:.1f} ms, p95 {told['p95']:.1f}, {told['queries']} queries"
                met = told["p95"] < 100 and told["queries"] <= 12
                floor, ratio = f"{told['bare']:.2f} ms", told["p50"] / told["bare"]
                found.append(Figure(name, engine, figure, floor, ratio, "p95 < 100 ms, <= 12", met))
    return found


def documents(ours: dict[str, Process]) -> list[Figure]:
    """A decision printed, signed and kept, beside WeasyPrint alone on the same page, with the same variant and tags."""
    told = ours["SQLite"].do("document", n=LETTERS)
    figures = (f"{told['ours']:.0f} ms", f"{told['bare']:.0f} ms", told["ratio"])
    return [Figure("decision printed, signed and kept", "–", *figures, budget="<= 1.3", met=told["ratio"] <= 1.3)]


def table(found: list[Figure]) -> str:
    heads = ("measured", "on", "figure", "floor", "ratio", "budget", "")
    verdicts = {True: "met", False: "MISSED", None: ""}
    lines = [heads]
    for f in found:
        ratio = "" if f.ratio is None else f"{f.ratio:.2f}"
        lines.append((f.name, f.engine, f.figure, f.floor, ratio, f.budget, verdicts[f.met]))
    widths = [max(len(line[i]) for line in lines) for i in range(len(heads))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines)


def main() -> None:
    with ExitStack() as stack:
        ours, peers = engines(stack)
        found: list[Figure] = []
        # The queue comes last: its synthetic cases have no history that could be verified.
        parts = (lambda: transitions(ours, peers), lambda: ledger(ours), lambda: documents(ours), lambda: queues(ours))
        for part in parts:
            found += (measured := part())
            print(table(measured), file=sys.stderr, flush=True)  # what comes first is told while the rest is measured
    print(table(found))
    load = os.getloadavg()[0]
    print(f"\nOnly ratios inside one run count; load at the end {load:.1f} on {os.cpu_count()} processors.")
    results = {"quick": QUICK, "load": load, "figures": [asdict(f) for f in found]}
    (ROOT / "benchmarks" / "results.json").write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
