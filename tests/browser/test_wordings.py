"""A registrar words a letter, a director puts it in force: the screens, in Arabic and French, on a phone and at a desk."""

from collections.abc import Callable

from playwright.sync_api import Page

from accounts.roles import Role
from documents.models import Wording
from tests.browser.person import PHONE
from tests.browser.site import Site
from tests.factories.people import make_user

CODE = "CPL.consequence"


def test_letter_is_worded_and_put_in_force(site: Site, violations: Callable[[Page], list[str]]) -> None:
    writer = site.person(make_user(role=Role.REGISTRAR))
    writer.open("/documents/wordings/")
    assert violations(writer.page) == []
    writer.follow(f"/wordings/edit/{CODE}/")
    writer.answer(text_fr="Texte {{ case.delete }}", reason="Le texte se lit mal.")
    writer.send()
    assert (writer.errors(), violations(writer.page)) == ({"text_fr"}, [])
    assert "case.delete" in writer.text(".field.has-errors")
    writer.answer(text_fr="Sans réponse au {{ answer }}, le dossier n° {{ case.number }} est classé.\n\n- a\n- b")
    writer.send()
    row = Wording.objects.get()
    writer.follow("language=fr")
    present = writer.page.frame_locator("iframe >> nth=0")
    assert present.get_by_text("À défaut de complément").count() == 1
    proposed = writer.page.frame_locator("iframe >> nth=1")
    assert proposed.get_by_text("est classé.").count() == 1
    assert proposed.get_by_text("PROJET").count() == 1
    writer.send()
    assert "/wordings/" in writer.page.url
    director = site.person(make_user(role=Role.CENTRAL_DIRECTOR), width=PHONE, language="ar")
    director.open(f"/documents/wordings/{row.pk}/")
    assert director.page.frame_locator("iframe >> nth=1").get_by_text("وإن لم يقع").count() == 1
    assert violations(director.page) == []
    assert director.page.evaluate("document.documentElement.scrollWidth") <= PHONE
    director.press(director.page.locator("button[value=accept]"))
    row.refresh_from_db()
    assert row.status == "in_force"
