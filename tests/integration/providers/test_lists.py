"""Enrolments by spreadsheet: tried, each wrong cell named, written line by line as acts, and nothing kept of the lines."""

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone, translation

from config.demonstration.applications import sheet
from config.demonstration.driver import Player
from registers import enrolments, providers
from registers.models import Enrolment, Session
from tests.factories.people import make_user
from tests.factories.workbooks import workbook
from tests.integration.providers.conftest import browser_of
from workflow import line_imports, outbox, sheets
from workflow.models import Event, ImportedFile, ImportedLine, LineImport, OutboxRow

pytestmark = pytest.mark.django_db
ACT = "add_enrolment"


@pytest.fixture
def session(player: Any) -> Player:
    """A session that takes 15 trainees."""
    told: Player = player("enrolment_open", procedure="TRN-01")
    return told


def line(session: Player, number: int, **changes: str) -> dict[str, str]:
    """A line as people type it: labels instead of codes, days as they write them."""
    told = {
        "case": session.case.facts["session_code"].lower(),
        "first_name_ar": "ليلى",
        "last_name_ar": "بن صالح",
        "first_name_fr": "Leïla",
        "last_name_fr": "Ben Salah",
        "gender": "Femme",
        "birth_date": "02/04/2001",
        "nationality": "Tunisie",
        "id_type": "cin",
        "cin": str(1_000_000 + number),  # a program has dropped its first zero
        "entry_level": "none",
        "contract_no": f"C-{number}",
        "contract_date": timezone.localdate().strftime("%d/%m/%Y"),
        "amount_tnd": "900",
        "funding": "self",
    }
    return {**told, **changes}


def sent(
    session: Player,
    lines: list[dict[str, str]],
    *,
    name: str = "liste.xlsx",
    language: str = "fr",
    files: tuple[SimpleUploadedFile, ...] = (),
) -> Any:
    """The answer to sending the file, by whoever acts for the structure."""
    _procedure, act, headed = sheets.found("TRN-01", ACT)
    with translation.override(language):
        names = [(n, label) for n, label in sheets.headings(act, headed) if n in lines[0]]
    rows = [[label for _n, label in names], *([row.get(n, "") for n, _label in names] for row in lines)]
    content = workbook(rows) if name.endswith("xlsx") else "\n".join(";".join(r) for r in rows).encode()
    browser = browser_of(session.case.applicant)
    provider = providers.of_organisation(session.case.organisation.uuid).get()
    posted = {"list": f"TRN-01.{ACT}", "file": SimpleUploadedFile(name, content), "files": list(files)}
    return browser.post(f"/my/structures/{provider.entry}/lists/", posted)


def worked() -> None:
    """What was ordered is done."""
    while rows := OutboxRow.objects.filter(topic__startswith="lines.", done_at=None):
        for row in rows:
            assert outbox.work(row)


@pytest.fixture
def label_of_sex() -> str:
    with translation.override("fr"):
        _procedure, act, _sheet = sheets.found("TRN-01", ACT)
        return str(dict(act.form.base_fields["gender"].choices)["f"])


@pytest.mark.parametrize("name", ["liste.xlsx", "liste.csv"])
def test_list_is_tried_then_written_line_by_line(session: Player, name: str, label_of_sex: str) -> None:
    answer = sent(session, [line(session, n, gender=label_of_sex) for n in range(3)], name=name)
    assert (answer.status_code, enrolments.count(session=session.case.facts["session"])) == (302, 0)
    worked()
    browser = browser_of(session.case.applicant)
    page = browser.get(answer.url)
    assert (page.context["errors"], page.context["counts"]["fit"], page.context["can_write"]) == ([], 3, True)
    before = Event.objects.filter(stream=session.case.stream, kind=f"transition.{ACT}").count()
    browser.post(answer.url, {"act": "write"})
    browser.post(answer.url, {"act": "write"})  # twice is once
    worked()
    assert enrolments.count(session=session.case.facts["session"]) == 3
    assert Event.objects.filter(stream=session.case.stream, kind=f"transition.{ACT}").count() == before + 3
    assert list(ImportedLine.objects.values_list("status", "cells")) == [("written", [])] * 3
    assert LineImport.objects.get().status == "done"


def test_each_wrong_cell_is_named_in_the_language_of_the_page(session: Player, label_of_sex: str) -> None:
    wrong = [
        line(session, 1, gender=label_of_sex, case="NOWHERE"),
        line(session, 2, gender="?", birth_date="31/02/2001"),
        line(session, 3, gender=label_of_sex, first_name_fr="ليلى"),
        line(session, 4, gender=label_of_sex),
        line(session, 4, gender=label_of_sex),
        line(session, 5, gender=label_of_sex, contract_no="=HYPERLINK(1)"),
    ]
    answer = sent(session, wrong)
    worked()
    browser = browser_of(session.case.applicant)
    with translation.override("en"):
        found = [(e["cell"], e["line"]) for e in browser.get(answer.url).context["errors"]]
    assert found == [("A2", "2"), ("F3", "3"), ("G3", "3"), ("D4", "4"), ("", "6"), ("L7", "7")]
    told = {
        language: browser.get(answer.url, headers={"accept-language": language}).context["errors"][4]["sentence"]
        for language in ("en", "fr")
    }
    assert told["en"] == "This person is on line 5 already."
    file = browser.get(f"{answer.url}errors.csv").text
    assert "'=HYPERLINK(1)" in file
    browser.post(answer.url, {"act": "write"})
    worked()
    assert enrolments.count(session=session.case.facts["session"]) == 1


def test_lines_beyond_the_places_are_refused_in_the_trial(session: Player, label_of_sex: str) -> None:
    answer = sent(session, [line(session, n, gender=label_of_sex) for n in range(17)])
    worked()
    counts = browser_of(session.case.applicant).get(answer.url).context["counts"]
    assert (counts["fit"], counts["unfit"]) == (15, 2)


def test_work_is_done_in_pieces(session: Player, label_of_sex: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_imports, "SECONDS", -1.0)  # one line a piece
    answer = sent(session, [line(session, n, gender=label_of_sex) for n in range(4)])
    (first,) = OutboxRow.objects.filter(topic="lines.check")
    assert outbox.work(first)
    page = browser_of(session.case.applicant).get(answer.url)
    assert (page.context["done"], page.context["is_moving"], 'hx-trigger="every 2s"' in page.text) == (1, True, True)
    worked()
    browser_of(session.case.applicant).post(answer.url, {"act": "write"})
    worked()
    assert OutboxRow.objects.filter(topic="lines.write").count() == 4
    assert enrolments.count(session=session.case.facts["session"]) == 4


def test_what_changed_since_the_trial_is_refused_when_written(session: Player, label_of_sex: str) -> None:
    answer = sent(session, [line(session, n, gender=label_of_sex) for n in range(2)])
    worked()
    browser = browser_of(session.case.applicant)
    browser.post(answer.url, {"act": "write"})
    session.play("add_enrolment", "submit_list")
    worked()
    page = browser.get(answer.url)
    assert (page.context["counts"]["refused"], LineImport.objects.get().status) == (2, "done")


def test_columns_that_are_missing_are_named(session: Player) -> None:
    short = {k: v for k, v in line(session, 1).items() if k not in ("gender", "cin")}
    answer = sent(session, [short])
    assert (answer.status_code, LineImport.objects.count()) == (422, 0)
    _procedure, act, _sheet = sheets.found("TRN-01", ACT)
    with translation.override("en"):
        missing = "; ".join(str(act.form.base_fields[n].label) for n in ("gender", "cin"))
        assert answer.context["error"] == f"These columns are missing: {missing}."


# Sessions that ask for a proof, which is a file --------------------------------------------------------------------------


@pytest.fixture
def homologated(session: Player) -> Player:
    """A session of a homologated programme."""
    Session.objects.filter(entry=session.case.facts["session"]).update(level="BTP")
    return session


def proof(name: str, *, content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or sheet(name), content_type="application/pdf")


def wrong_in(browser: Any, url: str) -> list[tuple[str, str]]:
    """Each wrong cell and what is said of it, in English."""
    browser.cookies["django_language"] = "en"
    return [(e["cell"] or e["line"], e["sentence"]) for e in browser.get(url).context["errors"]]


NO_PROOF = "The level of entry is proven for a homologated programme."


def test_proofs_are_sent_with_the_list_or_later_and_matched_by_their_names(
    homologated: Player, label_of_sex: str, django_capture_on_commit_callbacks: Any
) -> None:
    named = ["bac-1.pdf", "شهادة 2.pdf", "C:\\scans\\Bac-3.PDF", ""]
    lines = [line(homologated, n, gender=label_of_sex, entry_proof=name) for n, name in enumerate(named)]
    answer = sent(homologated, lines, files=(proof("BAC-1.pdf"), proof("شهادة 2.pdf")))
    worked()
    browser = browser_of(homologated.case.applicant)
    missing = "No file of this name was sent with the list: C:\\scans\\Bac-3.PDF."
    assert wrong_in(browser, answer.url) == [("L4", missing), ("L5", NO_PROOF)]
    # What the gate refuses is told by its name, and is not there.
    told = browser.post(answer.url, {"act": "files", "files": [proof("bac-3.pdf", content=b"MZ not a paper")]}, follow=True)
    assert [str(m).partition(" was not taken")[0] for m in told.context["messages"]] == ["bac-3.pdf"]
    assert wrong_in(browser, answer.url) == [("L4", missing), ("L5", NO_PROOF)]
    browser.post(answer.url, {"act": "files", "files": [proof("bac-3.pdf")]})
    worked()
    assert (wrong_in(browser, answer.url), ImportedFile.objects.count()) == ([("L5", NO_PROOF)], 3)
    browser.post(answer.url, {"act": "write"})
    with django_capture_on_commit_callbacks(execute=True):
        worked()
    kept = homologated.case.attachments.filter(requirement="entry_proof")
    assert sorted(kept.values_list("name", flat=True)) == ["BAC-1.pdf", "bac-3.pdf", "شهادة 2.pdf"]
    proofs = Enrolment.objects.current().filter(session=homologated.case.facts["session"]).values_list("entry_proof", flat=True)
    assert sorted(proofs) == sorted(kept.values_list("name", flat=True))
    # Joined to the case, and kept nowhere else.
    assert ImportedFile.objects.count() == 0
    left = [f for d in default_storage.listdir("lists")[0] for f in default_storage.listdir(f"lists/{d}")[1]]
    assert left == []


def test_file_of_the_same_name_takes_the_place_of_the_one_before(homologated: Player, label_of_sex: str) -> None:
    answer = sent(
        homologated, [line(homologated, 1, gender=label_of_sex, entry_proof="")], files=(proof("a.pdf"), proof("A.pdf"))
    )
    worked()
    assert list(ImportedFile.objects.values_list("name", flat=True)) == ["A.pdf"]
    assert wrong_in(browser_of(homologated.case.applicant), answer.url) == [("L2", NO_PROOF)]


def test_files_come_while_the_list_is_tried_or_written_too_late(homologated: Player, label_of_sex: str) -> None:
    answer = sent(homologated, [line(homologated, 1, gender=label_of_sex, entry_proof="a.pdf")])
    browser = browser_of(homologated.case.applicant)
    told = browser.post(answer.url, {"act": "files", "files": [proof("a.pdf")]}, follow=True)
    assert (len(list(told.context["messages"])), ImportedFile.objects.count()) == (1, 0)


def test_list_is_its_authors_alone(session: Player, label_of_sex: str) -> None:
    answer = sent(session, [line(session, 1, gender=label_of_sex)])
    stranger = browser_of(make_user())
    assert [stranger.get(answer.url).status_code, stranger.get(f"{answer.url}errors.csv").status_code] == [404, 404]


def test_enrolments_are_taken_away_as_a_file(session: Player) -> None:
    session.play("add_enrolment")
    provider = providers.of_organisation(session.case.organisation.uuid).get()
    rows = browser_of(session.case.applicant).get(f"/my/structures/{provider.entry}/enrolments.csv").text.splitlines()
    assert (len(rows), session.case.facts["session_code"] in rows[1]) == (2, True)


def test_files_that_nobody_wrote_are_forgotten(session: Player, label_of_sex: str, clock: Any) -> None:
    sent(session, [line(session, 1, gender=label_of_sex)])
    for days, left in ((29, 1), (31, 0)):
        day = timezone.localdate() + line_imports.timedelta(days=days)
        line_imports.clear_daily(OutboxRow(topic="lines.clear", key=day.isoformat()))
        assert LineImport.objects.count() == left
