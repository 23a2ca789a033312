"""The table of promises names tests that exist, and a verdict is what the reports of pytest say."""

import re
from pathlib import Path

import pytest

from scripts import verdicts

ROOT = Path(__file__).resolve().parents[3]
PROMISES = verdicts.promises(verdicts.PAGE.read_text(encoding="utf-8"))
REPORT = """<testsuites><testsuite>
<testcase classname="tests.promises.test_a" name="test_x[long]"/>
<testcase classname="tests.promises.test_a" name="test_y"><skipped/></testcase>
<testcase classname="tests.promises.test_b" name="test_z"><failure/></testcase>
</testsuite></testsuites>"""


def test_promises_are_listed_once_and_in_order() -> None:
    codes = [int(p.code[1:]) for p in PROMISES]
    assert codes == sorted(set(codes))
    assert len(codes) >= 20


@pytest.mark.parametrize("promise", PROMISES, ids=lambda p: p.code)
def test_every_test_that_is_named_exists(promise: verdicts.Promise) -> None:
    for path, name in promise.tests:
        assert re.search(rf"^def {name or 'test_'}", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE), (path, name)


@pytest.mark.parametrize(
    ("tests", "verdict"),
    [
        ([("tests/promises/test_a.py", "")], "kept"),
        ([("tests/promises/test_a.py", "test_x")], "kept"),
        ([("tests/promises/test_a.py", "test_y")], "not tried"),
        ([("tests/promises/test_b.py", "")], "BROKEN"),
        ([("tests/promises/test_a.py", ""), ("tests/promises/test_c.py", "")], "not tried"),
    ],
)
def test_verdict_is_what_the_reports_say(tests: list[tuple[str, str]], verdict: str, tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT)
    promise = verdicts.Promise("P1", "Words", tests)
    verdicts.judge(promise, verdicts.outcomes([report]))
    assert promise.verdict == verdict
