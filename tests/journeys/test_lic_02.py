"""LIC-02 told as stories: a structure of Sousse opens a branch; the other region answers, late, or not at all."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from config.demonstration.driver import Player
from config.demonstration.visits import fail_badly
from registers import decisions, programmes, providers, sites
from registers.models import Provider
from tests.factories.cases import SFAX
from workflow.models import Clock, OpinionRequest
from workflow.refusals import ConditionsUnmet, FormInvalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def branch(player: Callable[..., Player]) -> Callable[..., Player]:
    return lambda stage="", **changes: player(stage, procedure="LIC-02", **changes)


def test_branch_is_opened_after_opinion_and_visit(branch: Any) -> None:
    told = branch("under_review")
    case = told.case
    assert providers.get(case.provider).region == "TN-51"
    assert (case.region, case.applicant_identity) == ("TN-11", f"rne:{providers.get(case.provider).rne_id}")
    told.play("request_opinions", "record_opinion", "close_opinions", "schedule_visit", "report_visit")
    told.play("propose_approval", "sign_approval")
    site = sites.get(case.facts["site"])
    assert (case.stage, site.status, site.is_main, site.region, site.authorised_capacity) == (
        "approved",
        "conform",
        False,
        "TN-11",
        40,
    )
    assert len(sites.of_provider(case.provider)) == 2
    taught = programmes.get(told.procedure.application.answer(case, "programmes_at_site")[0]["programme"])
    assert taught.sites[-1] == str(site.entry)
    decision = decisions.of_case(case.pk)
    assert (decision.outcome, bool(decision.decision_number)) == ("approved", True)
    assert {d.kind for d in case.documents.all()} == {"ACK", "REC", "OPR", "MO", "CONVV", "VR", "CDCR"}


def test_region_of_sousse_answers_late_and_sfax_goes_on(player: Any, clock: Any, days: Any) -> None:
    """Ten working days without an answer: the opinion counts as favourable, the visit and the signature of Sfax go on."""
    from tests.factories.cases import make_ministry
    from tests.factories.people import make_user

    folk = make_ministry(region=SFAX)
    told = player("opinions_pending", procedure="LIC-02", applicant=make_user(), region=SFAX)
    due = told.case.clocks.get(kind=Clock.Kind.STAGE, stage="opinions_pending").due
    assert due == date(2026, 12, 7)
    legal = told.case.clocks.get(kind=Clock.Kind.LEGAL)
    assert legal.status == "suspended"
    days(date(2026, 12, 8))
    told.case.refresh_from_db()
    assert told.case.stage == "under_review"
    assert [r.status for r in OpinionRequest.objects.filter(case=told.case)] == ["silent"]
    told.play("schedule_visit", "report_visit", "propose_approval", "sign_approval")
    assert (told.case.stage, told.case.region) == ("approved", SFAX)
    assert told.case.duties["signs"] == [folk["director"].pk]


def test_unfit_site_is_not_proposed(branch: Any) -> None:
    told = branch("visit_scheduled")
    fail_badly(told)
    with pytest.raises(ConditionsUnmet):
        told.play("propose_approval")
    told.play("propose_refusal", "sign_refusal")
    assert told.case.stage == "refused"
    assert len(sites.of_provider(told.case.provider)) == 1


def test_structure_out_of_order_is_not_registered(branch: Any) -> None:
    told = branch("submitted")
    provider = Provider.of(told.case.provider)
    from registers.entries import Cause

    cause = Cause(case_id=None, case_number="", event_stream="test", on=timezone.localdate())
    providers.flag(provider=provider, cause=cause, report_missing=True)
    with pytest.raises(ConditionsUnmet):
        told.play("register_case")


def test_capacity_may_be_lowered_not_raised(branch: Any) -> None:
    told = branch("visit_reported")
    with pytest.raises(FormInvalid):
        told.perform("propose_approval", capacity="41")
    told.perform("propose_approval", capacity="30")
    told.play("sign_approval")
    assert sites.get(told.case.facts["site"]).authorised_capacity == 30


@pytest.mark.parametrize(
    ("section", "changes", "field"),
    [
        ("branch", {"opening_date": "2026-12-01"}, "opening_date"),
        (
            "branch",
            {"shared_staff": [{"trainer": "أ", "share_percent": 60}, {"trainer": "أ", "share_percent": 50}]},
            "shared_staff",
        ),
        ("site_director", {"site_director_degree": "btp"}, "site_director_degree"),
    ],
)
def test_application_refuses(section: str, changes: dict[str, Any], field: str, branch: Any) -> None:
    told = branch("draft")
    application = told.procedure.application
    form = application.clean_section(told.case, section, {**told.case.answers[section], **changes})
    assert list(form.errors) == [field]


def test_site_name_is_one_of_a_kind_in_the_structure(branch: Any) -> None:
    told = branch("draft")
    name = sites.of_provider(told.case.answers["branch"]["provider"])[0].site_name
    form = told.procedure.application.clean_section(told.case, "site", {**told.case.answers["site"], "site_name": name})
    assert list(form.errors) == ["site_name"]
