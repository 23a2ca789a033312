"""LIC-04 told as stories: a new director is examined and signed; a new address is acknowledged, by silence too."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from config.demonstration.applications import fill
from config.demonstration.driver import Player
from registers import decisions, providers, sites
from registers.models import Provider
from workflow.models import Clock
from workflow.refusals import ConditionsUnmet, FormInvalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def change(player: Callable[..., Player]) -> Callable[..., Player]:
    return lambda stage="", **changes: player(stage, procedure="LIC-04", **changes)


def test_new_director_is_examined_signed_and_entered_with_its_history(change: Any) -> None:
    told = change("under_review")
    before = providers.get(told.case.provider).director_identity
    told.play("propose_approval")
    proposal = told.case.facts["proposal"]
    assert (proposal["outcome"], proposal["effective_on"], proposal["is_late"]) == ("approve", "2026-11-13", False)
    told.play("sign_approval")
    provider = providers.get(told.case.provider)
    answers = told.case.answers["new_director"]
    assert (told.case.stage, provider.director_identity, provider.director_degree) == (
        "approved",
        f"cin:{answers['new_director_cin']}",
        "master",
    )
    versions = Provider.objects.filter(entry=provider.entry).order_by("version").values_list("director_identity", flat=True)
    assert list(versions)[-2:] == [before, provider.director_identity]
    assert sites.of_provider(provider)[0].director_identity == provider.director_identity
    assert bool(decisions.of_case(told.case.pk).decision_number) is True
    receipt = told.case.documents.get(kind="MODR", is_reference=True)
    assert [c["after"] for c in receipt.content["changes"]] == [provider.director_ar, provider.director_fr]


def test_major_change_is_neither_acknowledged_nor_approved_by_silence(change: Any, days: Any) -> None:
    told = change("under_review")
    with pytest.raises(ConditionsUnmet):
        told.play("acknowledge_change")
    due = told.case.clocks.get(kind=Clock.Kind.STAGE, stage="under_review").due
    assert due == date(2026, 12, 22)  # twenty working days, 17 December off
    days(date(2027, 1, 5))
    told.case.refresh_from_db()
    assert told.case.stage == "under_review"


def test_minor_change_is_acknowledged(change: Any) -> None:
    told = change("draft")
    told.play("minor", "submit", "register_case", "acknowledge_change")
    provider = providers.get(told.case.provider)
    assert (told.case.stage, provider.phone, provider.email) == ("approved", "+21671234567", "contact@exemple.invalid")


def test_minor_change_is_acknowledged_by_silence_of_fifteen_working_days(change: Any, days: Any) -> None:
    told = change("draft")
    told.play("minor", "submit", "register_case")
    timer = told.case.clocks.get(kind=Clock.Kind.TIMER, then="tacit_approval")
    assert timer.due == date(2026, 12, 14)
    days(date(2026, 12, 14))
    told.case.refresh_from_db()
    assert told.case.stage == "under_review"
    days(date(2026, 12, 15))
    told.case.refresh_from_db()
    assert (told.case.stage, providers.get(told.case.provider).email) == ("approved", "contact@exemple.invalid")
    receipt = told.case.documents.get(kind="MODR", is_reference=True)
    assert (receipt.content["tacit"], receipt.content["signature"]) == (True, None)


def test_director_is_checked_before_the_proposal(change: Any) -> None:
    told = change("under_review")
    with pytest.raises(FormInvalid) as refusal:
        told.perform("propose_approval", director_checked="")
    assert list(refusal.value.form.errors) == ["director_checked"]


def test_name_taken_meanwhile_stops_the_proposal(change: Any) -> None:
    told = change("draft")
    answers = told.case.answers
    changed = {**answers["change"], "change_type": ["name"]}
    changed.pop("is_post_vacant")
    told.case.answers = {"change": {}, "declaration": answers["declaration"]}
    names = {"new_name_ar": "تسمية جديدة", "new_name_fr": "Nom nouveau"}
    fill(told.case, {"change": changed, "new_value": names})
    from config.demonstration.applications import join_papers

    join_papers(told.case, told.case.author)
    told.play("submit", "register_case")
    from registers.entries import Cause

    cause = Cause(case_id=None, case_number="", event_stream="test", on=date(2026, 1, 1))
    Provider.entered(cause=cause, number="PRV-9", corporate_name_fr="NOM NOUVEAU", status="active")
    with pytest.raises(ConditionsUnmet):
        told.play("propose_approval")


def test_only_the_sections_that_the_change_calls_for_are_asked(change: Any) -> None:
    told = change("draft")
    application = told.procedure.application
    assert [s.code for s in application.status(told.case)] == ["change", "new_director", "declaration"]
    vacant = {**told.case.answers["change"], "is_post_vacant": "yes", "interim_until": "2026-12-31"}
    fill(told.case, {"change": vacant})
    assert [s.code for s in application.status(told.case)] == ["change", "interim_director", "declaration"]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"event_date": "2027-01-01"}, ["event_date"]),
        ({"change_type": []}, ["change_type"]),
        ({"is_post_vacant": "yes", "interim_until": "2027-03-01"}, ["interim_until"]),
    ],
)
def test_declaration_refuses(changes: dict[str, Any], fields: list[str], change: Any) -> None:
    told = change("draft")
    form = told.procedure.application.clean_section(told.case, "change", {**told.case.answers["change"], **changes})
    assert list(form.errors) == fields


def test_owners_add_up_to_a_hundred(change: Any) -> None:
    told = change("draft")
    told.case.answers["change"]["change_type"] = ["shareholders"]
    clean = told.procedure.application.clean_section
    rows = [{"person": "أ", "share_percent": "60"}, {"person": "ب", "share_percent": "39.99"}]
    assert list(clean(told.case, "new_value", {"beneficial_owners": rows}).errors) == ["beneficial_owners"]
    rows[1]["share_percent"] = "40"
    assert clean(told.case, "new_value", {"beneficial_owners": rows}).errors == {}


def test_old_value_is_read_from_the_register(change: Any) -> None:
    told = change("draft")
    provider = providers.get(told.case.answers["change"]["provider"])
    assert told.case.answers["change"]["old_value"] == f"{provider.director_ar}\n{provider.director_fr}"
