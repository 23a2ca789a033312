"""What a person typed is never lost: not by a slip, not by a colleague, not by a session that ended, not by a bad file."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page

from accounts.roles import Role
from tests.browser.answers import PERSON, WHY
from tests.browser.papers import scan
from tests.browser.person import PASSWORD, PHONE, Person
from tests.browser.site import Site
from tests.factories.cases import make_ministry, make_player
from tests.factories.people import make_user

Violations = Callable[[Page], list[str]]
# Fields of the section on identity that are typed.
WORDS = [n for n, v in PERSON.items() if n not in ("gender", "id_type", "resident", "preferred_language")]


def shown(person: Person, *names: str) -> dict[str, str]:
    return {name: person.page.locator(f'main [name="{name}"]').input_value() for name in names}


# Slips ----------------------------------------------------------------------------------------------------------------


def test_wrong_answers_are_marked_and_kept(site: Site, violations: Violations) -> None:
    applicant = make_user()
    case = make_player("draft", applicant=applicant).case
    person = site.person(applicant, language="ar", width=PHONE)
    person.open(f"/cases/{case.pk}/application/person/")
    typed = PERSON | {"cin": "1234", "birth_date": "2031-01-01", "first_name_ar": "ياسmine"}
    person.answer(**typed)
    person.send()

    assert person.errors() == {"cin", "birth_date", "first_name_ar"}
    for name in ("cin", "birth_date", "first_name_ar"):
        control = person.page.locator(f"main [name={name}]")
        described = (control.get_attribute("aria-describedby") or "").split()
        assert any(person.page.locator(f"#{i}").inner_text().strip() for i in described if i.endswith("_error"))
    assert shown(person, *WORDS) == {name: typed[name] for name in WORDS}
    assert violations(person.page) == []
    # The summary leads to the first of them.
    person.page.locator(".error-summary a").first.click()
    assert person.page.evaluate("document.activeElement.name") == "first_name_ar"


# A session that ended -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["idle", "cookies gone"])
def test_session_ended_in_the_middle_of_a_form(site: Site, how: str) -> None:
    applicant = make_user()
    case = make_player("draft", applicant=applicant).case
    person = site.person(applicant, language="fr", width=PHONE)
    person.open(f"/cases/{case.pk}/application/purpose/")
    person.answer(purpose="other", requested_level="other", requested_level_other="Maîtrise imaginaire", filed_by_third="no")
    if how == "idle":
        site.clock.shift(timedelta(minutes=31))
    else:
        person.page.context.clear_cookies()
    person.send()
    assert "/accounts/login/" in person.page.url

    person.answer(login=person.email, password=PASSWORD)
    person.send()
    assert person.page.url.endswith("/application/purpose/")
    assert shown(person, "requested_level_other") == {"requested_level_other": "Maîtrise imaginaire"}
    assert person.page.locator("[name=purpose][value=other]").is_checked()
    person.send()
    case.refresh_from_db()
    assert case.answers["purpose"]["requested_level_other"] == "Maîtrise imaginaire"


def test_session_ended_on_an_act(site: Site) -> None:
    folk = make_ministry()
    case = make_player("under_review", applicant=folk["applicant"]).case
    officer = site.person(folk["director"])
    officer.open(f"/cases/{case.pk}/")
    officer.choose_act("transmit_to_centre")
    officer.answer(documents_checked=True, opinion="unfavourable", text=WHY)
    site.clock.shift(timedelta(minutes=31))
    officer.send()
    officer.answer(login=officer.email, password=PASSWORD)
    officer.send()
    assert shown(officer, "text") == {"text": WHY}
    officer.send()
    case.refresh_from_db()
    assert case.stage == "central_review"


# A colleague was faster -----------------------------------------------------------------------------------------------


def test_two_officers_on_one_case(site: Site, violations: Violations) -> None:
    folk = make_ministry()
    other = make_user(role=Role.CENTRAL_OFFICER)
    case = make_player("central_review", applicant=folk["applicant"]).case
    first, second = site.person(folk["central_officer"]), site.person(other)
    for person in (first, second):
        person.open(f"/cases/{case.pk}/")
        person.choose_act("query_awarding_body")
        person.answer(language="en")  # not every diploma is written in a language in which the ministry writes
    first.send()
    assert first.page.url.endswith(f"/cases/{case.pk}/")
    second.answer(questions="La formation a-t-elle été suivie sur place ?")
    second.send()

    assert second.page.locator("[role=alert] .timeline > li").count() == 1
    assert "La formation a-t-elle été suivie sur place ?" in second.text("main")
    assert violations(second.page) == []


def test_two_members_vote_at_once(site: Site) -> None:
    folk = make_ministry()
    case = make_player("committee_deliberation", applicant=folk["applicant"], wait=site.clock.move_to).case
    first, second = site.person(folk["member_1"]), site.person(folk["member_2"])
    for person in (first, second):
        person.open(f"/cases/{case.pk}/")
        person.choose_act("cast_vote")
    first.answer(choice="for", level="CAP")
    first.send()
    second.answer(choice="against", reason=WHY)
    second.send()
    assert sorted(case.agenda_items.get().votes.values_list("choice", flat=True)) == ["against", "for"]


def test_act_still_possible_after_changes(site: Site, violations: Violations) -> None:
    """The case went away and came back while the officer was typing."""
    folk = make_ministry()
    player = make_player("central_review", applicant=folk["applicant"])
    officer = site.person(make_user(role=Role.CENTRAL_OFFICER))
    officer.open(f"/cases/{player.case.pk}/")
    officer.choose_act("query_awarding_body")
    officer.answer(language="en", questions="La formation a-t-elle été suivie sur place ?")
    player.play("assign_rapporteur", "file_rapporteur_report")
    officer.send()

    assert officer.page.locator("[role=alert] .timeline > li").count() == 2
    assert shown(officer, "questions") == {"questions": "La formation a-t-elle été suivie sur place ?"}
    assert violations(officer.page) == []
    officer.send()
    player.case.refresh_from_db()
    assert player.case.stage == "awarding_body_verification"


# Bad files ------------------------------------------------------------------------------------------------------------


def test_refused_files_say_why_beside_the_control(site: Site, tmp_path: Path) -> None:
    applicant = make_user()
    case = make_player("draft", applicant=applicant).case
    large, disguised = tmp_path / "large.pdf", tmp_path / "page.pdf"
    with large.open("wb") as file:
        file.write(b"%PDF-1.4\n")
        file.truncate(60_000_000)
    disguised.write_text("<!doctype html><script>alert(1)</script>")
    person = site.person(applicant, language="fr", width=PHONE)
    person.open(f"/cases/{case.pk}/")
    panel = person.page.locator("#document-SYLL")
    if not panel.locator("details[open]").count():
        panel.locator("summary").click()
    for path in (large, disguised):
        panel.locator("input[type=file]").set_input_files(path)
        panel.locator("[data-upload-submit]").click()
        refusal = panel.locator(".upload-list .is-failed")
        refusal.wait_for()
        assert len(refusal.inner_text()) > 15
    # Afterwards the right file goes through.
    person.join("SYLL", scan(tmp_path, "programme"))


def test_large_file_without_script_is_refused_with_a_sentence(site: Site, tmp_path: Path) -> None:
    applicant = make_user()
    case = make_player("draft", applicant=applicant).case
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(70_000_000)
    person = site.person(applicant, language="fr", width=PHONE, java_script_enabled=False)
    person.open(f"/cases/{case.pk}/")
    panel = person.page.locator("#document-SYLL")
    panel.locator("summary").click()
    panel.locator("input[type=file]").set_input_files(large)
    person.press(panel.locator("[data-upload-submit]"))
    assert person.page.locator("main .notice.warning").count() == 1
    person.follow(f"/cases/{case.pk}/#document-SYLL")
