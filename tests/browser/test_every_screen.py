"""Every screen in every language: WCAG 2.2 AA, no sideways scroll, a strict policy kept, nothing asked of another host."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, Response

from tests.browser import database
from tests.browser.person import DESK, PHONE
from tests.browser.screens import FAMILIES, World, build
from tests.browser.site import Site, serve

# The screens that people mostly open on a phone are judged at its width, the others at a desk's.
ON_A_PHONE = {"public", "applicant", "provider", "reports"}
Violations = Callable[..., list[str]]
# What no words change takes most of the time: English has the letters, colours and direction of French.
SEEN_IN_FRENCH = ("color-contrast",)


@dataclass
class Screens:
    """One site for the whole module, whose tests only read; and a browser for each language, which keeps what it has fetched."""

    site: Site
    world: World
    axe_script: str
    browsers: dict[str, Page] = field(default_factory=dict)

    def page_of(self, who: str, language: str) -> Page:
        """The page of that language, whose reader is now this person."""
        if language not in self.browsers:
            self.browsers[language] = self.site.visitor(language=language).page
            self.browsers[language].add_init_script(self.axe_script)  # sent once
        page = self.browsers[language]
        page.context.clear_cookies()
        if who:
            client = Client()
            client.force_login(self.world.folk[who])
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
            page.context.add_cookies([{**cookie, "url": self.site.url}])  # type: ignore[typeddict-item]
        return page


@pytest.fixture(scope="module")
def screens(
    browser: Browser, fresh_database: str, django_db_blocker: Any, tmp_path_factory: Any, axe_script: str
) -> Iterator[Screens]:
    with django_db_blocker.unblock():
        folder = tmp_path_factory.mktemp("screens")
        name = database.copy(fresh_database, folder)
        with serve(name, browser=browser, folder=folder) as site:
            yield Screens(site, build(site.clock), axe_script)
        database.drop(name)


def _headers(answer: Response, *, is_signed_in: bool) -> list[str]:
    """What is missing among the headers."""
    given = answer.headers
    policy = given.get("content-security-policy", "")
    wrong = [] if "default-src 'self'" in policy and "unsafe" not in policy else [f"policy: {policy}"]
    wanted = {"x-content-type-options": "nosniff", "x-frame-options": "DENY", "cross-origin-opener-policy": "same-origin"}
    wrong += [f"{name}: {given.get(name)}" for name, value in wanted.items() if given.get(name) != value]
    if given.get("referrer-policy") not in ("same-origin", "no-referrer"):
        wrong.append(f"referrer: {given.get('referrer-policy')}")
    if not given.get("permissions-policy"):
        wrong.append("permissions")
    if is_signed_in and "no-store" not in given.get("cache-control", ""):
        wrong.append("may be kept in a cache")
    return wrong


def _too_wide(page: Page, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": 900})
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{over} px too wide at {width}"] if over else []


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
@pytest.mark.parametrize("family", FAMILIES)
def test_screens_of(family: str, language: str, screens: Screens, violations: Violations) -> None:
    first, last = (DESK, PHONE) if family in ON_A_PHONE else (PHONE, DESK)
    wrong: dict[str, list[str]] = {}
    reader: str | None = None
    for who, url, status in FAMILIES[family](screens.world):
        if who != reader:
            page, reader = screens.page_of(who, language), who
        answer = page.goto(url)
        assert answer is not None
        spoken = page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
        found = [
            *([] if answer.status == status else [f"answers {answer.status}"]),
            *([] if spoken == [language, "rtl" if language == "ar" else "ltr"] else [f"speaks {spoken}"]),
            *_headers(answer, is_signed_in=bool(who)),
            *_too_wide(page, first),
            *_too_wide(page, last),
            *violations(page, without=SEEN_IN_FRENCH if language == "en" else ()),
        ]
        if found or screens.site.wrong:
            wrong[f"{who or 'anyone'} {url}"] = [*found, *screens.site.wrong]
            screens.site.wrong.clear()
    assert wrong == {}
