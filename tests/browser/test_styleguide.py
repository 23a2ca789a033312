"""The components as a person sees them: every language and width, WCAG 2.2 AA, strict policy, and their scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import include, path
from playwright.sync_api import BrowserContext, Page, Route, expect

from config import styleguide

# The style guide is served in DEBUG only, which tests are not.
urlpatterns = [path("styleguide/", styleguide.show, name="styleguide"), path("", include("config.urls"))]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.browser.test_styleguide")]

SCREENS = [(language, width) for language in ("ar", "fr", "en") for width in (360, 1280)]


@pytest.fixture
def open_guide(new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    def open_page(language: str = "fr", width: int = 1280, **options: Any) -> Page:
        page = new_context(locale=language, viewport={"width": width, "height": 900}, **options).new_page()
        page.goto("/styleguide/")
        return page

    return open_page


@pytest.mark.parametrize(("language", "width"), SCREENS)
def test_styleguide_breaks_no_rule(language: str, width: int, open_guide: Any, violations: Callable[..., list[str]]) -> None:
    page = open_guide(language, width)
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert violations(page) == []


@pytest.mark.parametrize(("language", "width"), SCREENS)
def test_styleguide_never_scrolls_sideways(language: str, width: int, open_guide: Any) -> None:
    page = open_guide(language, width)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_targets_are_large_enough(open_guide: Any) -> None:
    page = open_guide("ar", 360)
    small = page.evaluate(
        """Array.from(document.querySelectorAll("main button, main .button, main input, main select"))
           .map((e) => [e.getBoundingClientRect(), e.outerHTML.slice(0, 80)])
           .filter(([box]) => box.width > 1 && (box.width < 24 || box.height < 24)).map(([, html]) => html)"""
    )
    assert small == []


def test_policy_is_kept(open_guide: Any) -> None:
    page = open_guide("ar")
    broken: list[str] = []
    page.on("console", lambda message: broken.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.reload()
    page.wait_for_load_state("networkidle")
    assert page.locator("[style]").count() == 0
    assert broken == []


def test_question_depends_on_another(open_guide: Any) -> None:
    page = open_guide()
    centre = page.locator("#id_centre")
    assert centre.is_visible()
    page.locator("input[name=mode][value=residential]").check()
    assert centre.is_hidden()


def test_rows_are_added_and_removed(open_guide: Any) -> None:
    page = open_guide()
    rows = page.locator("[data-table-input=stay_dates] [data-row]")
    assert rows.count() == 2
    page.locator("[data-table-input=stay_dates] [data-add-row]").click()
    assert rows.last.locator("select").get_attribute("name") == "stay_dates-2-country"
    rows.first.locator("[data-remove-row]").click()
    assert rows.count() == 2


def test_queue_answers_to_keys(open_guide: Any) -> None:
    page = open_guide()
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "EQV-01-2026-00042-7"
    page.keyboard.press("c")
    assert page.locator("[name=selected][value='42']").is_checked()
    page.keyboard.press("?")
    page.locator("[data-keys-on]").uncheck()
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.hasAttribute('data-open')") is False


def test_form_works_without_script(open_guide: Any) -> None:
    page = open_guide("ar", 360, java_script_enabled=False)
    assert page.locator("[data-add-row]").get_attribute("name") == "add_row"
    assert page.locator("#id_centre").is_visible()


def _answer_posts(page: Page, **answer: Any) -> None:
    def handle(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(**answer)
        else:
            route.continue_()

    page.route("**/styleguide/*", handle)


def test_autosave_says_when_it_saved(open_guide: Any) -> None:
    page = open_guide("en")
    _answer_posts(page, status=200, json={"saved_at": "2026-11-23T09:05:00+01:00"})
    page.locator("#id_name_fr").fill("Salma Exemple")
    expect(page.locator("[data-autosave-status]")).to_contain_text("09:05")
    assert page.evaluate("localStorage.getItem('takwin:draft:sample')") is None


def test_autosave_keeps_what_it_could_not_send(open_guide: Any) -> None:
    page = open_guide("en")
    _answer_posts(page, status=401, body="")
    page.locator("#id_name_fr").fill("Salma Exemple")
    page.locator("input[name=mode][value=alternating]").check()
    expect(page.locator("[data-session-lost]")).to_be_visible()
    page.reload()
    assert page.locator("#id_name_fr").input_value() == "Salma Exemple"
    assert page.locator("input[name=mode]:checked").input_value() == "alternating"


def test_upload_shows_the_refusal_of_the_server(open_guide: Any) -> None:
    page = open_guide("en")
    _answer_posts(page, status=422, json={"error": "This file holds a script."})
    page.locator("form[data-upload] input[type=file]").set_input_files(
        {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
    )
    page.locator("[data-upload-submit]").click()
    expect(page.locator("[data-upload-list] .is-failed")).to_have_text("This file holds a script.")
    assert page.locator("[data-upload-submit]").is_enabled()
