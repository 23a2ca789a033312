"""Chromium, its contexts and pages, the site it meets, and axe made to see Arabic."""

import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.browser import database
from tests.browser.site import Site, serve

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
MINUTE = 60_000


def seeing_arabic(script: str) -> str:
    """axe with contrast checked on Arabic too: it takes shaped letters for the ligatures of an icon font."""
    name = re.search(r"isIconLigature:function\(\)\{return ([\w$]+)\}", script)
    assert name, "axe has changed: find anew how it passes over icon ligatures"
    passed_over = f'"#text"===e.props.nodeName&&!{name[1]}(e)'
    assert script.count(passed_over) == 1, "axe has changed: find anew how it passes over icon ligatures"
    return script.replace(passed_over, '"#text"===e.props.nodeName')


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    # The driver runs an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        yield playwright


def launched(driver: Playwright, *flags: str, whole: bool = False) -> Browser:
    """The Chromium of the system, or the one that Playwright keeps: the one without windows, which is lighter, or the `whole`."""
    names = ("chromium", "google-chrome") if whole else ("chromium-headless-shell", "chromium", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    kept = {"channel": "chromium"} if whole and not found else {}
    return driver.chromium.launch(executable_path=found, args=[*FLAGS, *flags], **kept)


@pytest.fixture(scope="session")
def browser(driver: Playwright) -> Iterator[Browser]:
    chromium = launched(driver)
    yield chromium
    chromium.close()


@pytest.fixture
def new_context(browser: Browser, live_server: Any) -> Iterator[Callable[..., BrowserContext]]:
    """Makes contexts, each a person of its own: `new_context(locale="ar", viewport={"width": 360, "height": 740})`."""
    opened: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(**{"base_url": live_server.url, "locale": "fr-FR", "timezone_id": "Africa/Tunis"} | options)
        context.set_default_timeout(MINUTE / 4)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def browser_context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    return new_context()


@pytest.fixture
def page(browser_context: BrowserContext) -> Page:
    """A page that fails its test on an error of script, a refused resource or a broken policy."""
    page = browser_context.new_page()
    page.set_default_timeout(MINUTE / 4)
    return page


@pytest.fixture(autouse=True)
def _clean_console(request: pytest.FixtureRequest) -> Iterator[None]:
    """No page may break the content security policy or raise in a script."""
    if "page" not in request.fixturenames:
        yield
        return
    page: Page = request.getfixturevalue("page")
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" and "Content Security Policy" in m.text else None)
    yield
    assert wrong == []


@pytest.fixture(scope="session")
def fresh_database(
    django_test_environment: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The name of a database as the migrations leave it, to be copied."""
    with django_db_blocker.unblock():
        name = database.make(tmp_path_factory.mktemp("database"))
    yield name
    with django_db_blocker.unblock():
        database.drop(name)


@pytest.fixture
def site(browser: Browser, fresh_database: str, django_db_blocker: Any, tmp_path: Path) -> Iterator[Site]:
    """The site on a database of its own, on a Monday morning; `site.clock` moves the hour."""
    with django_db_blocker.unblock():
        name = database.copy(fresh_database, tmp_path)
        with serve(name, browser=browser, folder=tmp_path) as found:
            yield found
        database.drop(name)


@pytest.fixture(scope="session")
def axe_script() -> str:
    return seeing_arabic(AXE_SCRIPT)


@pytest.fixture
def violations(axe_script: str) -> Callable[..., list[str]]:
    """`violations(page)`: what breaks WCAG 2.2 AA on the page, one line for each place; some rules may be left out."""

    def find(page: Page, *, rules: list[str] | None = None, without: Sequence[str] = ()) -> list[str]:
        if not page.evaluate("Boolean(window.axe)"):
            page.evaluate(axe_script)
        # Without preload, which only unused rules need, axe breaks no policy itself.
        judged = {"runOnly": {"type": "tag", "values": rules or RULES}, "rules": {rule: {"enabled": False} for rule in without}}
        options = {**judged, "resultTypes": ["violations"], "preload": False}
        found = page.evaluate("options => axe.run(document, options)", options)
        return [
            f"{v['id']}: {' '.join(map(str, n['target']))} {n['html'][:120]}" for v in found["violations"] for n in v["nodes"]
        ]

    return find
