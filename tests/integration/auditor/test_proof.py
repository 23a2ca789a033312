"""The auditor verifies everything with one button, and takes away what verifies without us."""

import json
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from tests.factories.people import make_user
from tests.factories.record import make_record
from workflow.ledger import checkpoint as notes
from workflow.ledger import verify_export
from workflow.models import Case, Event, Payload

VERIFICATION = "/ledger/verification/"


@pytest.fixture
def case(auditor):
    return make_record()


def test_nothing_is_sealed_yet(browser):
    context = browser.get(VERIFICATION).context
    assert (context["checkpoint"], context["key"], context["report"]) == (None, "", None)


def test_reading_the_page_makes_no_key(browser, settings):
    browser.get(VERIFICATION)
    assert settings.LEDGER_KEY.exists() is False


def test_last_checkpoint_and_public_key_are_shown(browser, case, settings):
    context = browser.get(VERIFICATION).context
    public = notes.public_key(notes.load_key(settings.LEDGER_KEY))
    assert (context["checkpoint"].size, context["key"]) == (
        10,
        notes.verifier_key(name=settings.LEDGER_ORIGIN, public_key=public),
    )


def test_whole_ledger_is_found_whole(browser, case, readings):
    context = browser.post(VERIFICATION).context
    assert (context["report"].is_clean, context["flaws"]) == (True, [])
    assert readings() == [("ledger.verified", {"events": 10, "leaves": 10, "notes": 4, "findings": 0, "codes": []})]


def test_altered_ledger_is_told(browser, case, readings):
    event = Event.objects.filter(stream=case.stream).first()
    Payload.objects.filter(event=event).update(body={"reason": "another"})
    answer = browser.post(VERIFICATION)
    assert [(flaw.where, flaw.code) for flaw in answer.context["flaws"]] == [
        (f"{case.stream}#1", "columns"),
        (f"{case.stream}#1", "chain_commitment"),
    ]
    assert readings()[0][1]["codes"] == ["chain_commitment", "columns"]


def test_earlier_verifications_are_shown(browser, case):
    browser.post(VERIFICATION)
    earlier = browser.post(VERIFICATION).context["earlier"]
    assert [(row["by"], row["events"], row["findings"]) for row in earlier] == [
        ("Audit Exemple", 11, 0),
        ("Audit Exemple", 10, 0),
    ]


def test_program_is_the_one_that_stands_alone(browser, readings):
    answer = browser.get(VERIFICATION, {"script": "1"})
    assert answer.content == Path(verify_export.__file__).read_bytes()
    assert (answer.headers["Content-Disposition"], [kind for kind, _ in readings()]) == (
        'attachment; filename="verify_export.py"',
        ["reading.script"],
    )


def test_exported_history_is_verified_by_the_exported_program(browser, case, tmp_path, readings):
    answer = browser.get(f"/ledger/export/{case.pk}/")
    key = browser.get(VERIFICATION).context["key"]
    program, bundle = tmp_path / "verify_export.py", tmp_path / "ledger.json"
    program.write_bytes(browser.get(VERIFICATION, {"script": "1"}).content)
    command = [sys.executable, "-I", str(program), str(bundle), "--key", key]

    def verdict(content):
        bundle.write_bytes(content)
        return subprocess.run(command, capture_output=True, check=False, cwd=tmp_path, env={}).returncode

    altered = answer.content.replace(b"because of submitted", b"because of somebody")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="ledger-EQV-01-2026-000001.json"'
    assert (altered != answer.content, verdict(answer.content), verdict(altered)) == (True, 0, 1)
    assert readings()[0] == ("ledger.exported", {"of": case.stream, "events": 4})


def test_export_of_a_case_played_through_the_door(browser, player):
    case = player("under_review").case
    entries = json.loads(browser.get(f"/ledger/export/{case.pk}/").content)["entries"]
    kinds = Event.objects.filter(stream=case.stream).order_by("seq").values_list("kind", flat=True)
    assert [entry["kind"] for entry in entries] == list(kinds)
    assert browser.post(VERIFICATION).context["report"].flaws == []


def test_case_of_which_nothing_is_recorded(browser):
    user = make_user()
    draft = Case.objects.create(procedure="EQV-01", stage="draft", author=user, region="TN-11")
    answer = browser.get(f"/ledger/export/{draft.pk}/", follow=True)
    assert [str(m) for m in answer.context["messages"]] == ["Nothing is recorded of this case yet."]


def test_case_that_does_not_exist(browser):
    assert browser.get(f"/ledger/export/{uuid.uuid4()}/").status_code == 404
