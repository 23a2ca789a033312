"""The site as browsers meet it: served by threads of this process, on a database of its own, at an hour of the test's choice."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import time_machine
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page, Response
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.browser.database import using
from tests.browser.person import DESK, Person
from workflow import outbox

# A working Monday, in the morning, in Tunis.
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Africa/Tunis"))
PATIENCE = 60_000  # milliseconds, for a loaded machine


def apart(work: Callable[[], Any]) -> Any:
    """What the work returns, done in a thread as the site does it: in this one the browser's driver runs an event loop."""

    def done() -> Any:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as threads:
        return threads.submit(done).result()


@dataclass
class Site:
    """Gives everybody a browser of their own and notes what must never happen in any of them."""

    url: str
    clock: time_machine.Traveller
    browser: Browser
    wrong: list[str] = field(default_factory=list)
    opened: list[BrowserContext] = field(default_factory=list)

    def visitor(self, *, language: str = "fr", width: int = DESK, email: str = "", **options: Any) -> Person:
        """Somebody without an account, or who has not signed in yet."""
        told = {"base_url": self.url, "locale": language, "timezone_id": "Africa/Tunis", "accept_downloads": True}
        context = self.browser.new_context(**told, viewport={"width": width, "height": 900}, **options)
        context.set_default_timeout(PATIENCE)
        context.on("page", self._watch)
        self.opened.append(context)
        return Person(context.new_page(), email=email)

    def person(self, user: User, **options: Any) -> Person:
        """Somebody who signs in."""
        EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"primary": True, "verified": True})
        return self.visitor(email=user.email, **options).sign_in()

    def drain(self) -> None:
        """Prints, signs and sends what waits to be."""
        apart(outbox.drain)

    def close(self) -> None:
        """Everybody goes home."""
        while self.opened:
            self.opened.pop().close()

    def _watch(self, page: Page) -> None:
        """No page raises in a script, breaks the policy, speaks to another host, or meets a fault of the server."""
        home = urlsplit(self.url).netloc

        def answered(response: Response) -> None:
            if response.status >= 500:
                self.wrong.append(f"{response.status} {response.url}")

        def asked(url: str) -> None:
            if urlsplit(url).netloc not in ("", home):
                self.wrong.append(f"another host: {url}")

        page.on("pageerror", lambda error: self.wrong.append(f"{page.url}: {error}"))
        page.on("console", lambda m: self._console(page, m.type, m.text))
        page.on("response", answered)
        page.on("request", lambda request: asked(request.url))

    def _console(self, page: Page, kind: str, text: str) -> None:
        # A refused form is answered 4xx, which the browser reports as a failed resource.
        if kind == "error" and "status of 4" not in text:
            self.wrong.append(f"{page.url}: {text}")


@contextmanager
def serve(database: str, *, browser: Browser, folder: Path, at: datetime = MONDAY) -> Iterator[Site]:
    """Within the block the site answers; what went wrong in a browser fails it at the end.

    Its letters, keys and anchors are in the folder: those of another hour would contradict it.
    """
    with using(database), time_machine.travel(at, tick=True) as clock:
        server = LiveServer("localhost")
        site = Site(server.url, clock, browser)
        try:
            with override_settings(SITE_URL=server.url, VAR_DIR=folder, LEDGER_ANCHORS=folder / "anchors"):
                yield site
        finally:
            site.close()
            server.stop()
    assert site.wrong == []
