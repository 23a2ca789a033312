"""The checker itself sees weak contrast in both scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page


@pytest.mark.parametrize("text", ["Demande en cours", "المطلب بصدد الدراسة"])
def test_violations_weak_contrast(browser: Browser, violations: Callable[[Page], list[str]], text: str) -> None:
    page = browser.new_page()
    page.set_content(f'<!DOCTYPE html><html lang="fr"><title>t</title><p style="color:#bbb;background:#fff">{text}</p></html>')

    found = [line.split(":")[0] for line in violations(page)]

    page.close()
    assert found == ["color-contrast"]
