"""docs/scenarios.md tells where each of the twelve stories of the regulation is told."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_scenario_names_tests_that_exist() -> None:
    text = (ROOT / "docs" / "scenarios.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\| (\d+) \| .* \| (.*) \|$", text, re.M)
    assert [int(number) for number, _tests in lines] == list(range(1, 13))
    for number, tests in lines:
        named = re.findall(r"`(tests/\S+\.py)::(test_\w+)`", tests)
        assert len(named) == tests.count("`") // 2 > 0, number
        for path, name in named:
            assert re.search(rf"^def {name}\b", (ROOT / path).read_text(encoding="utf-8"), re.M), (number, path, name)
