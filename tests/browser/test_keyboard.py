"""Officers who never touch the mouse."""

from playwright.sync_api import Locator

from tests.browser.answers import WHY
from tests.browser.person import Person
from tests.browser.site import Site
from tests.factories.cases import make_ministry, make_player

MOST_STEPS = 80


def tab_to(person: Person, wanted: Locator) -> None:
    """Goes from control to control until the wanted one has the focus, which can be seen."""
    for _step in range(MOST_STEPS):
        if wanted.evaluate("e => e === document.activeElement"):
            break
        person.page.keyboard.press("Tab")
    assert wanted.evaluate("e => e === document.activeElement && getComputedStyle(e).outlineStyle !== 'none'")


def test_queue_by_its_keys(site: Site) -> None:
    folk = make_ministry()
    cases = [make_player("submitted", applicant=folk["applicant"]).case for _n in range(3)]
    officer = site.person(folk["front_desk"])
    officer.open("/queues/front_desk/")
    keys, page = officer.page.keyboard, officer.page
    rows = page.locator("[data-row]")
    assert rows.count() == len(cases)
    for key in ("j", "j", "c", "j", "k"):
        keys.press(key)
    assert rows.locator("[name=selected]").evaluate_all("boxes => boxes.map(b => b.checked)") == [False, True, False]
    link = rows.nth(1).locator("[data-open]")
    assert link.evaluate("e => e === document.activeElement")
    opened = link.get_attribute("href")
    with page.expect_navigation():
        keys.press("o")
    assert page.url.endswith(str(opened))


def test_act_by_keyboard_alone(site: Site) -> None:
    folk = make_ministry()
    case = make_player("submitted", applicant=folk["applicant"]).case
    officer = site.person(folk["front_desk"])
    officer.open(f"/cases/{case.pk}/")
    page, keys = officer.page, officer.page.keyboard
    keys.press("Tab")  # the first stop leads past the header
    keys.press("Enter")
    tab_to(officer, page.locator('main a[href*="/act/return_incomplete/"]'))
    with page.expect_navigation():
        keys.press("Enter")
    tab_to(officer, page.locator("[name=fault_DIPL][value=none]"))
    keys.press("ArrowUp")
    assert page.locator("[name=fault_DIPL][value=unreadable]").is_checked()
    tab_to(officer, page.locator("[name=why_DIPL]"))
    keys.type("Le cachet est illisible")
    tab_to(officer, page.locator("[name=reason]"))
    keys.type(WHY)
    tab_to(officer, page.locator("main form .actions button.button"))
    with page.expect_navigation():
        keys.press("Enter")
    case.refresh_from_db()
    assert case.stage == "incomplete"
    assert case.item_requests.get().items[0]["why"] == "Le cachet est illisible"


def test_reports_are_validated_in_numbers_by_keyboard_alone(site: Site) -> None:
    folk = make_ministry()
    first, second = (make_player("submitted", applicant=folk["applicant"], procedure="MON-01").case for _n in range(2))
    officer = site.person(folk["officer"])
    officer.open(f"/campaigns/{first.obligation.campaign_id}/")
    page, keys = officer.page, officer.page.keyboard
    tab_to(officer, page.locator(f'[name=selected][value^="{first.pk}"]'))
    keys.press("Space")
    tab_to(officer, page.locator("main form .actions button.button"))
    with page.expect_navigation():
        keys.press("Enter")
    for case, stage in ((first, "validated"), (second, "submitted")):
        case.refresh_from_db()
        assert case.stage == stage
