"""A closed case is erased by two persons; nothing of the person is left, and the ledger still verifies."""

import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from forms.models import Attachment
from workflow import cases
from workflow.erasure import erase_case
from workflow.ledger import sequencer, verification
from workflow.refusals import DutiesConflict, NotEntitled, Refused

pytestmark = pytest.mark.django_db(transaction=True)


def dump() -> str:
    """Every value of every table, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [repr(row) for row in cursor.fetchall()]
    return "\n".join(found)


@pytest.fixture
def withdrawn(player, ministry):
    made = player("under_review")
    person = made.case.answers["person"]
    person |= {"last_name_ar": "كناري", "last_name_fr": "Canari", "cin": "07654321"}
    made.case.save(update_fields=["answers"])
    cases.write_message(case=made.case, body="Canari writes", by=ministry["applicant"])
    made.perform("withdraw")
    sequencer.sequence()
    return made.case


def erased(case, ministry):
    erase_case(case=case, asked_by=ministry["registrar"], approved_by=ministry["central_director"], reason="retention is over")
    case.refresh_from_db()
    return case


def test_canary_is_there_before_and_gone_after(withdrawn, ministry):
    files = [Path(a.file.path) for a in Attachment.objects.filter(case=withdrawn)]
    assert "Canari" in dump()
    assert [f.exists() for f in files] == [True] * len(files)
    erased(withdrawn, ministry)
    assert [word for word in ("Canari", "كناري", "07654321") if word in dump()] == []
    assert [f.exists() for f in files] == [False] * len(files)
    media = subprocess.run(
        ["grep", "-rl", "Canari", str(settings.VAR_DIR / "files")], capture_output=True, text=True, check=False
    )
    assert media.stdout == ""


def test_ledger_verifies_after_erasure(withdrawn, ministry):
    erased(withdrawn, ministry)
    sequencer.sequence()
    assert verification.verify().flaws == []


def test_number_and_dates_stay(withdrawn, ministry):
    number, closed = withdrawn.number, withdrawn.closed_at
    case = erased(withdrawn, ministry)
    assert (case.number, case.closed_at, case.answers) == (number, closed, {})


def test_one_person_cannot_erase(withdrawn, ministry):
    with pytest.raises(DutiesConflict):
        erase_case(case=withdrawn, asked_by=ministry["registrar"], approved_by=ministry["registrar"], reason="alone")
    with pytest.raises(NotEntitled):
        erase_case(case=withdrawn, asked_by=ministry["officer"], approved_by=ministry["central_director"], reason="not hers")


def test_open_case_cannot_be_erased(player, ministry):
    with pytest.raises(Refused):
        erased(player("under_review").case, ministry)
