"""A decision handed over at the counter, in a browser: the slip, the signed proof, and what the person then reads."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from config.demonstration.driver import Player
from documents.models import DeliveryAttempt
from tests.browser.person import DESK, PHONE
from tests.browser.screens import _print
from tests.browser.site import Site, apart
from tests.corpus.sample import pdf
from tests.factories.cases import make_ministry, make_player


def _too_wide(page: Page, width: int) -> bool:
    page.set_viewport_size({"width": width, "height": 900})
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.mark.browser
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_decision_is_handed_over_against_signature(
    site: Site, tmp_path: Path, axe_script: str, violations: Any, language: str
) -> None:
    folk = make_ministry()
    player: Player = make_player("approved", applicant=folk["applicant"], wait=site.clock.move_to)
    case = player.case
    apart(lambda: _print(case))
    act = case.documents.get(kind="EQD", is_reference=True).act
    scan = tmp_path / "slip.pdf"
    scan.write_bytes(pdf())

    desk = site.person(folk["front_desk"], language=language)
    desk.page.add_init_script(axe_script)
    seen: list[str] = []

    def look(name: str) -> None:
        seen.extend(f"{name}: {found}" for found in violations(desk.page))
        seen.extend(f"{name}: too wide at {width}" for width in (PHONE, DESK) if _too_wide(desk.page, width))

    desk.open(reverse("documents:deliveries") + "?show=recent")
    look("list")
    desk.follow(reverse("documents:delivery", args=[act]))
    look("nothing yet")
    button = desk.page.locator('main form[action$="/prepare/counter/"] button')
    button.focus()
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Enter")
    look("prepared")
    desk.follow("/delivered/")
    look("form")
    desk.answer(received_by="Yasmine Exemple", identity_kind="cin", identity_number="01234567", scan=scan)
    desk.send()
    look("delivered")

    one = DeliveryAttempt.objects.get()
    assert (one.status, one.channel, one.received_by) == ("delivered", "counter", "Yasmine Exemple")
    desk.open(reverse("workflow:case", args=[case.pk]) + "?tab=documents")
    look("tab")

    person = site.person(folk["applicant"], language=language)
    person.page.add_init_script(axe_script)
    person.open(reverse("workflow:case", args=[case.pk]))
    seen.extend(f"person: {found}" for found in violations(person.page))
    seen.extend(f"person: too wide at {width}" for width in (PHONE, DESK) if _too_wide(person.page, width))
    told = person.page.locator('section[aria-labelledby="notification-title"]')
    told.locator("summary").click()
    assert told.locator("ol li").count() >= 3
    site.close()
    assert seen == []
