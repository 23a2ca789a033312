"""A structure on a telephone: its calendar, its notices, and a list of trainees sent, tried and written."""

from pathlib import Path

from playwright.sync_api import expect

from config.demonstration.driver import Player
from tests.browser.person import PHONE
from tests.browser.site import Site, apart
from tests.factories.cases import make_ministry, make_player
from workflow import sheets
from workflow.spreadsheets import written

CELLS = {
    "first_name_ar": "ليلى",
    "last_name_ar": "بن صالح",
    "first_name_fr": "Leïla",
    "last_name_fr": "Ben Salah",
    "gender": "f",
    "birth_date": "02/04/2001",
    "nationality": "TN",
    "id_type": "cin",
    "entry_level": "none",
    "contract_date": "20/11/2026",
    "amount_tnd": "900",
    "funding": "self",
}


def list_of(session: Player, count: int) -> str:
    """A file of as many trainees, the last of whom has a wrong identity card."""
    _procedure, _act, sheet = sheets.found("TRN-01", "add_enrolment")
    names = ["case", *(n for n in sheet.columns if n not in sheet.optional)]
    rows = [names]
    for number in range(count):
        told = {
            **CELLS,
            "case": session.case.facts["session_code"],
            "contract_no": f"C-{number}",
            "cin": f"{1_000_000 + number:08d}",
        }
        rows.append([told[n] for n in names])
    rows[-1][names.index("cin")] = "12"
    return written(rows)


def test_structure_sends_its_list_and_keeps_its_days(site: Site, tmp_path: Path) -> None:
    folk = make_ministry()
    session = apart(
        lambda: make_player("enrolment_open", procedure="TRN-01", applicant=folk["applicant"], wait=site.clock.move_to)
    )
    file = tmp_path / "liste.csv"
    file.write_text(list_of(session, 4), encoding="utf-8")
    member = site.person(folk["applicant"], width=PHONE)
    page = member.page
    member.open("/my/structures/")
    expect(page.locator(".due-line").first).to_be_visible()
    with page.expect_download() as download:
        page.locator('a[href$="calendar.ics"]').click()
    assert Path(download.value.path()).read_text(encoding="utf-8").startswith("BEGIN:VCALENDAR")
    page.locator('a[href$="/lists/"]').click()
    page.locator("input[type=file][name=file]").set_input_files(file)
    page.locator("main form button.button").first.click()
    expect(page.locator("progress")).to_be_visible()
    site.drain()
    expect(page.locator(".due-line")).to_have_count(1)  # the page has asked again by itself
    page.locator("main form button.button").first.click()
    site.drain()
    expect(page.locator("progress")).to_have_count(0)
    expect(page.locator(".tag, h2").first).to_be_visible()
    assert apart(lambda: session.case.__class__.objects.get(pk=session.case.pk).stage) == "enrolment_open"
    member.open("/my/notices/preferences/")
    page.locator("select").first.select_option("digest")
    page.locator("main form button.button").click()
    expect(page.locator("select").first).to_have_value("digest")
