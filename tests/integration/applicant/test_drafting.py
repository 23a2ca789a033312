"""From the first question to the filed application."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from config.demonstration import applications
from tests.factories.answers import EQUIVALENCE, equivalence_answers
from tests.factories.people import make_user
from tests.integration.applicant.conftest import a_pdf, browser_of, declared, posted
from workflow import cases
from workflow.models import Case, Event
from workflow.procedures import named

Address = Callable[..., str]
ELIGIBLE = {"awarded_in": "abroad", "kind": "vocational", "holder": "self"}


# Eligibility ---------------------------------------------------------------------------------------------------------


def test_new_case_eligible_opens_one_draft(browser: Client, applicant: User) -> None:
    first = browser.post("/cases/new/EQV-01/", ELIGIBLE)
    again = browser.post("/cases/new/EQV-01/", ELIGIBLE)

    case = Case.objects.get()
    assert (first.status_code, first.url, again.url) == (302, f"/cases/{case.pk}/", f"/cases/{case.pk}/")
    assert (case.stage, case.author, case.applicant) == ("draft", applicant, applicant)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"awarded_in": "tunisia"}, "for foreign diplomas"),
        ({"kind": "university"}, "higher education"),
        ({"holder": "none"}, "Only the holder"),
    ],
)
def test_new_case_elsewhere_is_told_where_to_go(browser: Client, answer: dict[str, str], sentence: str) -> None:
    page = browser.post("/cases/new/EQV-01/", ELIGIBLE | answer)

    assert (page.status_code, Case.objects.count()) == (422, 0)
    assert sentence in page.text


@pytest.mark.parametrize("typed", [{}, {"awarded_in": "abroad"}, ELIGIBLE | {"kind": "<script>"}])
def test_new_case_unanswered_is_asked_again(browser: Client, typed: dict[str, str]) -> None:
    page = browser.post("/cases/new/EQV-01/", typed)

    assert (page.status_code, Case.objects.count()) == (422, 0)
    assert "There is something to correct" in page.text


@pytest.mark.parametrize("code", ["EQV-99", "eqv-01", "..", "99999999999999999999"])
def test_new_case_unknown_procedure(browser: Client, code: str) -> None:
    assert browser.get(f"/cases/new/{code}/").status_code == 404


def test_new_case_anonymous_signs_in_first() -> None:
    assert Client().get("/cases/new/EQV-01/").url == "/accounts/login/?next=/cases/new/EQV-01/"


def test_new_case_at_the_counter_names_the_applicant(applicant: User) -> None:
    counter = make_user(role=Role.FRONT_DESK, region="TN-11")
    client = browser_of(counter)

    unknown = client.post("/cases/new/EQV-01/", ELIGIBLE | {"for_email": "nobody@takwin.invalid"})
    client.post("/cases/new/EQV-01/", ELIGIBLE | {"for_email": applicant.email})

    assert (unknown.status_code, "There is no account with this e-mail address." in unknown.text) == (422, True)
    case = Case.objects.get()
    assert (case.author, case.applicant) == (counter, applicant)


# Sections ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("section", "following"), [("person", "diploma"), ("diploma", "studies"), ("studies", "purpose")])
def test_section_valid_goes_on(browser: Client, draft: Case, address: Address, section: str, following: str) -> None:
    answer = browser.post(address(draft, f"application/{section}/"), posted(EQUIVALENCE[section]) | {"revision": 0})

    draft.refresh_from_db()
    assert (answer.status_code, answer.url) == (302, address(draft, f"application/{following}/?saved={section}"))
    assert draft.answers[section] == EQUIVALENCE[section]


def test_section_last_leads_to_the_documents(browser: Client, draft: Case, address: Address) -> None:
    answer = browser.post(address(draft, "application/purpose/"), posted(EQUIVALENCE["purpose"]))

    assert answer.url == address(draft, "?saved=purpose#documents")


def test_section_from_the_check_returns_to_it(browser: Client, draft: Case, address: Address) -> None:
    answer = browser.post(address(draft, "application/purpose/"), posted(EQUIVALENCE["purpose"]) | {"then": "check"})

    assert answer.url == address(draft, "check/?saved=purpose")


WRONG = [
    ("person", {"cin": "1234"}, "The number of an identity card has 8 digits"),
    ("person", {"first_name_ar": "ياسمين Yasmine"}, "Write this name in Arabic letters only."),
    ("person", {"first_name_fr": "Yasmine ياسمين"}, "Write this name in Latin letters only."),
    ("person", {"address": "x" * 10_000}, "Write at most 200 characters: you wrote 10000."),
    ("diploma", {"award_date": "2031-01-01"}, "This date is in the future."),
    ("studies", {"hours_total": "9" * 25}, "20000"),
]


@pytest.mark.parametrize(("section", "change", "sentence"), WRONG)
def test_section_wrong_is_kept_and_told(
    browser: Client, draft: Case, address: Address, section: str, change: dict[str, str], sentence: str
) -> None:
    name, value = next(iter(change.items()))

    page = browser.post(address(draft, f"application/{section}/"), posted(EQUIVALENCE[section]) | change)

    draft.refresh_from_db()
    assert (page.status_code, draft.answers[section]["_partial"]) == (422, {name: value})
    assert sentence in page.text
    assert value[:200] in page.text
    assert f'href="#id_{name}"' in page.text


def test_section_overrides_of_direction_are_taken_out(browser: Client, draft: Case, address: Address) -> None:
    hidden = "Technicien\u202egnp.exe\u2066"

    browser.post(address(draft, "application/diploma/"), posted(EQUIVALENCE["diploma"]) | {"diploma_title": hidden})

    draft.refresh_from_db()
    assert draft.answers["diploma"]["diploma_title"] == "Techniciengnp.exe"


def test_section_half_filled_is_saved_for_later(browser: Client, draft: Case, address: Address) -> None:
    answer = browser.post(
        address(draft, "application/person/"), {"first_name_fr": "Yasmine", "id_type": "cin", "cin": "12", "later": "1"}
    )

    draft.refresh_from_db()
    assert (answer.status_code, answer.url) == (302, address(draft, "?saved=person"))
    assert draft.answers["person"] == {"first_name_fr": "Yasmine", "id_type": "cin", "_partial": {"cin": "12"}}
    again = browser.get(address(draft, "application/person/")).text
    assert ('value="Yasmine"' in again, "There is something to correct" in again) == (True, False)
    assert "There is something to correct" in browser.get(address(draft, "application/person/?check")).text


def test_section_unknown(browser: Client, draft: Case, address: Address) -> None:
    assert browser.get(address(draft, "application/nothing/")).status_code == 404
    assert browser.post(address(draft, "application/nothing/"), {}).status_code == 404


def test_section_of_another_person_does_not_exist(draft: Case, address: Address) -> None:
    stranger = browser_of(make_user())

    assert stranger.get(address(draft, "application/person/")).status_code == 404
    assert stranger.post(address(draft, "application/person/"), {"first_name_fr": "X"}).status_code == 404
    draft.refresh_from_db()
    assert draft.answers == {}


# Rows without script -------------------------------------------------------------------------------------------------


def test_section_rows_are_added_and_taken_off_without_script(browser: Client, draft: Case, address: Address) -> None:
    url, typed = address(draft, "application/studies/"), posted(EQUIVALENCE["studies"])

    added = browser.post(url, typed | {"add_row": "stay_dates"})
    removed = browser.post(url, typed | {"remove_row": "stay_dates:0"})

    assert (added.status_code, 'name="stay_dates-1-from"' in added.text) == (200, True)
    assert ("2021-09-01" in added.text, "There is something to correct" in added.text) == (True, False)
    assert (removed.status_code, "2021-09-01" in removed.text) == (200, False)


# Autosave ------------------------------------------------------------------------------------------------------------


def test_autosave_keeps_what_is_not_valid_yet(browser: Client, draft: Case, address: Address) -> None:
    answer = browser.post(
        address(draft, "application/person/"),
        {"id_type": "cin", "cin": "123", "revision": "0"},
        headers={"x-autosave": "1", "accept": "application/json"},
    )

    draft.refresh_from_db()
    assert (answer.status_code, answer.json()["version"]) == (200, 0)
    assert draft.answers["person"]["_partial"] == {"cin": "123"}


def test_autosave_after_filing_is_refused(browser: Client, complete_draft: Case, address: Address) -> None:
    browser.post(address(complete_draft, "check/"), declared(complete_draft))
    before = Case.objects.get().answers

    answer = browser.post(
        address(complete_draft, "application/person/"), {"cin": "00000000", "revision": "0"}, headers={"x-autosave": "1"}
    )

    assert (answer.status_code, Case.objects.get().answers) == (409, before)


def test_section_after_filing_shows_what_was_typed(browser: Client, complete_draft: Case, address: Address) -> None:
    browser.post(address(complete_draft, "check/"), declared(complete_draft))

    page = browser.post(address(complete_draft, "application/person/"), {"first_name_fr": "Typed afterwards", "revision": "0"})

    assert (page.status_code, "Typed afterwards" in page.text) == (409, True)


def test_sections_in_two_windows_do_not_undo_each_other(browser: Client, draft: Case, address: Address) -> None:
    browser.post(address(draft, "application/person/"), posted(EQUIVALENCE["person"]))
    browser.post(address(draft, "application/purpose/"), posted(EQUIVALENCE["purpose"]))

    draft.refresh_from_db()
    assert (draft.answers["person"], draft.answers["purpose"]) == (EQUIVALENCE["person"], EQUIVALENCE["purpose"])


def test_section_typed_into_a_dead_session_comes_back(applicant: User, draft: Case, address: Address) -> None:
    url, client = address(draft, "application/person/"), Client(headers={"accept-language": "en"})

    gone = client.post(url, {"first_name_fr": "Half typed", "id_type": "cin", "cin": "12"})
    client.force_login(applicant)
    page = client.get(url)

    draft.refresh_from_db()
    assert (gone.status_code, draft.answers) == (302, {})
    assert ('value="Half typed"' in page.text, 'value="12"' in page.text) == (True, True)
    assert "What you had typed has been put back" in page.text


# Filing --------------------------------------------------------------------------------------------------------------


def test_check_incomplete_says_where(browser: Client, draft: Case, address: Address) -> None:
    page = browser.get(address(draft, "check/"))

    assert (page.status_code, "File the application" in page.text) == (200, False)
    assert f'href="{address(draft, "application/person/?check")}"' in page.text
    assert f'href="{address(draft)}#document-DIPL"' in page.text


def test_check_complete_files_once(browser: Client, complete_draft: Case, address: Address) -> None:
    url, data = address(complete_draft, "check/"), declared(complete_draft)

    page = browser.get(url)
    first, again = browser.post(url, data), browser.post(url, data)

    case = Case.objects.get()
    assert "File the application" in page.text
    assert (first.url, again.url, case.stage) == (address(case), address(case), "submitted")
    assert Event.objects.filter(kind="transition.submit").count() == 1
    shown = browser.get(address(case)).text
    assert ("Your application was received on 23/11/2026 09:00" in shown, "Deposit acknowledgement" in shown) == (True, True)


def test_check_undeclared_is_refused(browser: Client, complete_draft: Case, address: Address) -> None:
    data = declared(complete_draft)
    del data["declare_true"]

    page = browser.post(address(complete_draft, "check/"), data)

    assert (page.status_code, Case.objects.get().stage) == (422, "draft")
    assert "Tick this box to continue." in page.text


def test_check_unconfirmed_is_refused(browser: Client, complete_draft: Case, address: Address) -> None:
    data = declared(complete_draft)
    del data["confirm"]

    page = browser.post(address(complete_draft, "check/"), data)

    assert (page.status_code, Case.objects.get().stage) == (422, "draft")


def test_check_incomplete_posted_all_the_same(browser: Client, draft: Case, address: Address) -> None:
    page = browser.post(address(draft, "check/"), declared(draft))

    assert (page.status_code, Case.objects.get().stage) == (409, "draft")
    assert "Fill in the section" in page.text


@pytest.mark.parametrize(
    "damage", [{"revision": "x"}, {"key": "1"}, {"revision": str(2**70)}, {"transition": "register_case"}, {"transition": ""}]
)
def test_check_broken_marks(browser: Client, complete_draft: Case, address: Address, damage: dict[str, str]) -> None:
    page = browser.post(address(complete_draft, "check/"), declared(complete_draft) | damage)

    assert (page.status_code, Case.objects.get().stage) == (400, "draft")


def test_check_at_the_counter_needs_the_paper_form(applicant: User, address: Address) -> None:
    counter = make_user(role=Role.FRONT_DESK, region="TN-81", language="en")
    case = cases.open_draft(procedure=named("EQV-01"), by=counter, for_email=applicant.email)

    page = browser_of(counter).get(address(case)).text

    assert ("Paper form signed by the applicant" in page, "You file this application at the counter" in page) == (True, True)
    assert browser_of(applicant).get(address(case)).status_code == 404


@pytest.mark.parametrize(("region", "lands"), [("TN-81", "case"), ("TN-11", "counter")])
def test_check_at_the_counter_files_for_the_applicant(applicant: User, address: Address, region: str, lands: str) -> None:
    counter = make_user(role=Role.FRONT_DESK, region=region, language="en")
    case = cases.open_draft(procedure=named("EQV-01"), by=counter, for_email=applicant.email)
    case.answers = {k: v for k, v in equivalence_answers().items() if k != "declaration"}
    case.save(update_fields=["answers"])
    applications.join_papers(case, counter)
    client = browser_of(counter)

    without = client.post(address(case, "check/"), declared(case))
    client.post(f"/attachments/{case.pk}/PAPER/", {"file": a_pdf()})
    filed = client.post(address(case, "check/"), declared(case))

    case.refresh_from_db()
    assert (without.status_code, "Attach the paper form signed by the applicant." in without.text) == (409, True)
    assert (filed.url, case.stage) == ({"case": address(case), "counter": "/counter/"}[lands], "submitted")


# Lists ---------------------------------------------------------------------------------------------------------------


def test_my_cases_empty(browser: Client) -> None:
    assert "You have no case yet" in browser.get("/my/").text


def test_my_cases_queries_do_not_grow(browser: Client, applicant: User, django_assert_max_num_queries: Any) -> None:
    for _number in range(19):
        cases.open_draft(procedure=named("EQV-01"), by=applicant)

    with django_assert_max_num_queries(
        12
    ):  # with the structures that one acts for, the documents that one holds, and the notices not read yet
        page = browser.get("/my/")

    assert page.text.count("case-item-head") == 19


def test_task_list_queries(browser: Client, complete_draft: Case, address: Address, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(30):
        page = browser.get(address(complete_draft))

    assert (page.status_code, "Everything is there." in page.text) == (200, True)
