"""LIC-03 told as stories: a site moves with its sessions, grows or shrinks; reserves that stay lead to a refusal."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from config.demonstration.applications import fill
from config.demonstration.driver import Player
from registers import decisions, programmes, sessions, sites
from registers.entries import Cause
from workflow.models import Clock
from workflow.refusals import ConditionsUnmet

pytestmark = pytest.mark.django_db


@pytest.fixture
def change(player: Callable[..., Player]) -> Callable[..., Player]:
    """A draft of the wished kind; `steps` are played."""

    def make(kind: str = "transfer", *steps: str, with_session: bool = False) -> Player:
        told = player("draft", procedure="LIC-03")
        answers: dict[str, Any] = {**told.case.answers["change"], "change_type": kind, "new_capacity": ""}
        site = sites.get(answers["site"])
        if kind != "transfer":
            answers["new_capacity"] = "30"
        if with_session:
            session = running_session(site)
            answers["running_sessions"] = [{"session": str(session.entry), "continuity_solution": "تتواصل بالمقر الجديد"}]
        fill(told.case, {"change": answers})
        from config.demonstration.applications import join_papers

        join_papers(told.case, told.case.author)
        told.play(*steps)
        return told

    return make


def running_session(site: Any) -> Any:
    today = timezone.localdate()
    cause = Cause(case_id=None, case_number="", event_stream="test", on=today)
    programme = programmes.of_provider(site.provider)[0]
    terms = {"starts_on": today - timedelta(days=10), "ends_on": today + timedelta(days=100), "group_max": 20}
    from registers.models import Session

    return Session.entered(
        cause=cause,
        number="SES-1",
        provider=site.provider,
        site=site.entry,
        programme=programme.entry,
        status="running",
        head_count=12,
        **terms,
    )


REGISTERED = ("submit", "register_case")
APPROVED = (*REGISTERED, "schedule_visit", "report_visit", "propose_approval", "sign_approval")


def test_site_moves_with_its_sessions_and_programmes(change: Any) -> None:
    told = change("transfer", *APPROVED, with_session=True)
    case = told.case
    former, site = sites.get(case.answers["change"]["site"]), sites.get(case.facts["site"])
    assert (case.stage, former.status, site.status, site.is_main) == ("approved", "closed", "conform", True)
    assert site.address == case.answers["site"]["address"]
    session = sessions.of(site=site).get()
    assert (session.address, session.protection) == (site.address, "تتواصل بالمقر الجديد")
    assert [p.sites for p in programmes.of_provider(site.provider)] == [[str(site.entry)]]
    decision = decisions.of_case(case.pk)
    assert (decision.outcome, bool(decision.decision_number)) == ("approved", True)
    receipt = case.documents.get(kind="MODR", is_reference=True)
    assert receipt.content["effective_on"] == case.answers["change"]["effective_date"]


def test_reduction_needs_no_visit(change: Any) -> None:
    told = change("reduction", *REGISTERED, "propose_approval", "sign_approval")
    site = sites.get(told.case.answers["change"]["site"])
    assert (told.case.stage, site.status, site.authorised_capacity) == ("approved", "conform", 30)
    assert [v.authorised_capacity for v in type(site).objects.filter(entry=site.entry).order_by("version")][-2:] == [40, 30]
    changes = told.case.documents.get(kind="MODR", is_reference=True).content["changes"]
    assert [c["before"] for c in changes if c["after"] == "30"] == ["40"]


@pytest.mark.parametrize("kind", ["transfer", "extension"])
def test_other_changes_are_seen_first(kind: str, change: Any) -> None:
    told = change(kind, *REGISTERED)
    with pytest.raises(ConditionsUnmet):
        told.play("propose_approval")


def test_session_that_has_begun_since_needs_a_solution(change: Any) -> None:
    told = change("reduction", *REGISTERED)
    running_session(sites.get(told.case.answers["change"]["site"]))
    with pytest.raises(ConditionsUnmet):
        told.play("propose_approval")


def test_reserves_that_stay_are_refused(change: Any) -> None:
    told = change("transfer", *REGISTERED, "schedule_visit", "fail_lightly", "notify_reserves")
    clock = told.case.clocks.get(kind=Clock.Kind.STAGE, stage="reserves_notified")
    assert clock.days == 60
    told.play("lapse", "sign_refusal")
    assert (told.case.stage, sites.get(told.case.answers["change"]["site"]).status) == ("refused", "conform")
    assert decisions.of_case(told.case.pk).outcome == "refused"


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"reason": "قصير"}, ["reason"]),
        ({"effective_date": "2026-12-01"}, ["effective_date"]),
        ({"effective_date": "2026-12-01", "force_majeure": "yes"}, ["force_majeure_facts"]),
        ({"change_type": "reduction", "new_capacity": ""}, ["new_capacity"]),
    ],
)
def test_application_refuses(changes: dict[str, Any], fields: list[str], change: Any) -> None:
    told = change("transfer")
    form = told.procedure.application.clean_section(told.case, "change", {**told.case.answers["change"], **changes})
    assert list(form.errors) == fields


def test_each_running_session_is_told_and_capacity_holds_its_trainees(change: Any) -> None:
    told = change("reduction")
    running_session(sites.get(told.case.answers["change"]["site"]))
    form = told.procedure.application.clean_section(told.case, "change", {**told.case.answers["change"], "new_capacity": "11"})
    assert sorted(form.errors) == ["new_capacity", "running_sessions"]


def test_days_before_the_effect_are_working_days(change: Any) -> None:
    told = change("transfer")
    clean = told.procedure.application.clean_section
    given = told.case.answers["change"]
    days = {d: list(clean(told.case, "change", {**given, "effective_date": d}).errors) for d in ("2026-12-11", "2026-12-14")}
    assert (timezone.localdate(), days) == (date(2026, 11, 23), {"2026-12-11": ["effective_date"], "2026-12-14": []})
