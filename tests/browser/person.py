"""Somebody at a browser, who follows links, fills in what is asked and presses buttons; nothing else."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, Response

PASSWORD = "a long password here"
PHONE, DESK = 360, 1280
SEND = ".actions button.button:visible"


class Person:
    """A page, and what its reader does with it. Names of fields and ends of addresses are the same in every language."""

    def __init__(self, page: Page, *, email: str = "") -> None:
        self.page, self.email = page, email

    # Going about -----------------------------------------------------------------------------------------------------

    def open(self, url: str) -> Response:
        answer = self.page.goto(url)
        assert answer is not None
        return answer

    def sign_in(self, password: str = PASSWORD) -> "Person":
        self.open("/accounts/login/")
        self.answer(login=self.email, password=password)
        self.send()
        assert "/login/" not in self.page.url, self.text("main")
        return self

    def follow(self, end: str, *, within: str = "main") -> None:
        """Presses the link whose address ends so."""
        self.press(self.page.locator(f'{within} a[href$="{end}"]:visible').first)

    def choose_act(self, transition: str) -> None:
        """From the page of a case or of a meeting to the page of an act on it."""
        self.press(self.page.locator(f'main a[href*="/act/{transition}/"]:visible').first)

    def press(self, control: Locator) -> None:
        """Presses what leads to another page."""
        with self.page.expect_navigation():
            control.click()

    # Filling in ------------------------------------------------------------------------------------------------------

    def answer(self, **answers: Any) -> None:
        """Fills in fields by name: a text, a choice by its code, a box by truth, a file by path, rows by a list."""
        for name, value in answers.items():
            if isinstance(value, list):
                self._fill_rows(name, value)
            else:
                self._fill(name, value)

    def _fill(self, name: str, value: Any) -> None:
        control = self.page.locator(f'main [name="{name}"]:not([type=hidden])')
        kind = control.first.get_attribute("type") or control.first.evaluate("e => e.localName")
        if kind == "radio":
            self.page.locator(f'main [name="{name}"][value="{value}"]').check()
        elif kind == "checkbox":
            control.set_checked(bool(value))
        elif kind == "select":
            control.select_option(str(value))
        elif kind == "file":
            control.set_input_files(value)
        else:
            control.fill(str(value))

    def _fill_rows(self, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
        table = self.page.locator(f'[data-table-input="{name}"]')
        for index, row in enumerate(rows):
            if table.locator("[data-row]").count() <= index:
                table.locator("[data-add-row]").click()
            for cell, value in row.items():
                self._fill(f"{name}-{index}-{cell}", value)

    def tick_all(self) -> None:
        """Ticks every box of the form."""
        for box in self.page.locator("main form input[type=checkbox]").all():
            box.check()

    def send(self, form: str = "main form:not([data-upload])", *, button: str = SEND) -> None:
        """Presses the first visible button of a form."""
        self.press(self.page.locator(form).locator(button).first)

    def join(self, requirement: str, path: Path) -> None:
        """Joins a file to a requirement; the page comes back with it."""
        panel = self.page.locator(f"#document-{requirement}")
        panel.locator("input[type=file]").set_input_files(path)
        self.press(panel.locator("[data-upload-submit]"))
        assert panel.locator(".joined-file").last.inner_text().startswith(path.name)

    # Reading ---------------------------------------------------------------------------------------------------------

    def text(self, selector: str = "main") -> str:
        return self.page.locator(selector).first.inner_text()

    def address(self, link: str) -> str:
        return self.page.locator(link).first.get_attribute("href") or ""

    def errors(self) -> set[str]:
        """Names of the fields that are marked as wrong."""
        marked = self.page.locator(".field.has-errors")
        return {f.locator("[name]").first.get_attribute("name") or "" for f in marked.all()}
