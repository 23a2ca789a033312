"""Reads docs/promises.md and the reports of pytest: which tests stand for a promise, and whether it was kept.

usage: scripts/verdicts.py tests                  the files of the tests, one per line
       scripts/verdicts.py tell REPORT.xml…       a verdict for each promise; fails when one was broken or not tried
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

PAGE = Path(__file__).resolve().parents[1] / "docs" / "promises.md"
ROW = re.compile(r"^\| (P\d+) \| (.+?) \|")
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


@dataclass
class Promise:
    """A row of the table, and the tests that it names: files, or functions of them."""

    code: str
    words: str
    tests: list[tuple[str, str]]
    found: Counter[str] = field(default_factory=Counter)

    @property
    def verdict(self) -> str:
        if self.found["failed"]:
            return "BROKEN"
        untried = [path for path, _name in self.tests if not self.found[path]]
        return "not tried" if untried else "kept"


def promises(text: str) -> list[Promise]:
    """Those of the table that name a test."""
    found = []
    for line in text.splitlines():
        row = ROW.match(line)
        if row and (tests := TEST.findall(line)):
            found.append(Promise(row[1], row[2], tests))
    return found


def outcomes(reports: Iterable[Path]) -> dict[tuple[str, str], Counter[str]]:
    """By module and function: how many passed, failed and were skipped, on whichever engine."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for report in reports:
        for case in ElementTree.parse(report).iter("testcase"):
            kinds = {child.tag for child in case}
            kind = "failed" if kinds & {"failure", "error"} else "skipped" if "skipped" in kinds else "passed"
            name = case.get("name", "").partition("[")[0]
            found.setdefault((case.get("classname", ""), name), Counter())[kind] += 1
    return found


def judge(promise: Promise, told: dict[tuple[str, str], Counter[str]]) -> None:
    """Counts what the reports tell of the promise's tests; a test that only was skipped was not tried."""
    for path, wanted in promise.tests:
        module = path.removesuffix(".py").replace("/", ".")
        for (where, name), counts in told.items():
            if where == module and wanted in ("", name):
                promise.found += counts
                promise.found[path] += counts["passed"] + counts["failed"]


def tell(reports: list[Path]) -> int:
    told = outcomes(reports)
    worst = 0
    print(f"\n{'':5}{'verdict':11}{'passed':>7}{'failed':>7}  promise")
    for promise in promises(PAGE.read_text(encoding="utf-8")):
        judge(promise, told)
        worst |= promise.verdict != "kept"
        counts = f"{promise.found['passed']:>7}{promise.found['failed']:>7}"
        print(f"{promise.code:5}{promise.verdict:11}{counts}  {promise.words}")
    return worst


def main(arguments: list[str]) -> int:
    match arguments:
        case ["tests"]:
            named = {path for promise in promises(PAGE.read_text(encoding="utf-8")) for path, _name in promise.tests}
            print("\n".join(sorted(named)))
            return 0
        case ["tell", *reports]:
            return tell([Path(r) for r in reports])
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
