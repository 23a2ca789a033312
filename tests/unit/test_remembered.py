"""What is put back is what playing again would give."""

from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from tests.conftest import forget
from tests.contracts.invariants import check
from tests.factories import remembered
from tests.factories.cases import make_ministry, make_user
from tests.factories.people import post
from tests.factories.rows import kept
from workflow import cases
from workflow.models import Case

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL plays everything"),
]


def played(player: Any, clock: Any, stage: str, **terms: Any) -> tuple[dict[str, Any], Any, Any]:
    """All rows, the hour and the chance after a play that is undone."""
    begun = timezone.now()
    with remembered.undone():
        made = player(stage, **terms)
        check(made.case.pk)
        found = kept(), timezone.now(), made.chance.getstate()
    clock.move_to(begun)
    forget()
    return found


@pytest.mark.parametrize(
    ("stage", "terms"),
    [("draft", {}), ("opinion_issued", {}), ("approved", {}), ("", {"procedure": "MON-03"}), ("", {"procedure": "SAN-01"})],
)
def test_play_put_back_is_the_play(player: Any, clock: Any, stage: str, terms: dict[str, Any]) -> None:
    first = played(player, clock, stage, **terms)
    assert played(player, clock, stage, **terms) == first


def test_way_that_leads_further_begins_where_the_other_ended(player: Any, clock: Any) -> None:
    near = played(player, clock, "submitted")
    far = played(player, clock, "submitted", way=("register_case",))
    assert set(near[0]["Case"]) == set(far[0]["Case"])
    assert near[0]["Case"] != far[0]["Case"]


def test_after_a_change_everything_is_played(player: Any, ministry: dict[str, User]) -> None:
    with remembered.undone():
        first = player("submitted").case
    ministry["applicant"].save()
    again = player("submitted").case
    assert again.pk != first.pk
    check(again.pk)


def test_patched_code_is_played(player: Any, clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = timezone.now()
    with remembered.undone():
        first = player("submitted").case
    clock.move_to(begun)
    monkeypatch.setattr(cases, "submit", None, raising=False)
    assert player("submitted").case.pk != first.pk


def test_changed_setting_is_played(player: Any, clock: Any, settings: Any) -> None:
    begun = timezone.now()
    with remembered.undone():
        first = player("submitted").case
    clock.move_to(begun)
    settings.SITE_URL = "https://example.invalid"
    assert player("submitted").case.pk != first.pk


def test_second_case_of_a_test_is_another(player: Any) -> None:
    assert player("submitted").case.number != player("under_review").case.number
    assert Case.objects.count() == 2


def test_ministry_put_back_is_the_ministry(ministry: dict[str, User]) -> None:
    before = kept()
    connection.cursor().execute("SELECT 1")
    assert {name: user.email for name, user in ministry.items()} == {
        name: User.objects.get(pk=user.pk).email for name, user in ministry.items()
    }
    assert len(make_ministry()) == len(ministry)
    assert len(before["User"]) == len(ministry)
    assert post(make_user(), role="auditor").pk not in before["Posting"]
