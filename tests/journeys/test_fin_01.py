"""FIN-01 told as stories: two scores and a third, the committee and its ranking, the agreement, instalments, the results."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import DeclaredInterest, Membership, User
from config.demonstration.driver import Player
from documents.models import Document
from registers import activity_reports, agreements, decisions, payments
from tests.journeys.conftest import letters
from workflow import policies, scores
from workflow.models import Clock
from workflow.refusals import ConditionsUnmet, FormInvalid, NotEntitled

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(player: Callable[..., Player]) -> Callable[..., Player]:
    return lambda stage="", **changes: player(stage, procedure="FIN-01", **changes)


def due(case: Any) -> date | None:
    return case.clocks.filter(kind=Clock.Kind.STAGE, stage=case.stage).exclude(status="stopped").get().due


def tell(told: Player, section: str, **changes: Any) -> None:
    told.case.answers = {**told.case.answers, section: {**told.case.answers[section], **changes}}
    told.case.save(update_fields=["answers"])


def give(told: Player, mark: int) -> User:
    by = told.person_for("score_project")
    marks = {f"mark_{code}": str(mark) for code in told.procedure.application.criteria}
    told.perform("score_project", by=by, **marks)
    return by


def test_project_from_the_call_to_its_results(project: Any) -> None:
    told = project("submitted")
    assert due(told.case) == date(2029, 1, 15)  # ten working days after the last day of the call, 1 January off
    told.play("declare_project_eligible")
    assert due(told.case) == date(2026, 12, 22)  # twenty working days, 17 December off
    told.play("score_project", "score_project", "close_evaluation")
    assert told.case.facts["evaluation"]["mean"] == "80.00"
    told.play("meet", "votes", "minutes", "select_project", "sign_agreement")
    held = agreements.get(told.case.facts["agreement"])
    assert (held.agreement_type, held.amount_tnd, held.starts_on, held.ends_on) == (
        "project",
        Decimal(40000),
        date(2027, 3, 3),
        date(2027, 12, 3),
    )
    assert [row["amount"] for row in held.instalments] == ["16000.000", "24000.000"]
    assert due(told.case) == date(2028, 2, 1)  # sixty days after the end of the last session
    with pytest.raises(ConditionsUnmet):
        told.play("file_final_report")
    told.play("request_instalment", "pay_instalment", "request_instalment", "pay_instalment")
    assert [(p.instalment, p.amount_tnd, p.status) for p in payments.of_agreement(held)] == [
        (1, Decimal(16000), "paid"),
        (2, Decimal(24000), "paid"),
    ]
    told.play("file_final_report", "accept_final_report")
    report = activity_reports.get(told.case.facts["report"])
    assert (report.status, report.values) == ("validated", {"enrolled": 20, "graduated": 17, "inserted": 11})
    assert (told.case.stage, agreements.get(held).status) == ("completed", "ended")
    assert decisions.of_case(told.case.pk).outcome == "selected"
    assert sorted(code for code, _number in letters(told.case)) == ["ACK", "AGR", "EVG", "PAYO", "PAYO"]


# Scores ----------------------------------------------------------------------------------------------------------------


def test_evaluator_sees_neither_the_marks_nor_the_acts_of_another(project: Any, client: Any) -> None:
    told = project("eligibility_review")
    give(told, 5)
    second = told.person_for("score_project")
    assert policies.case_role(told.case, second) == "evaluator"
    client.force_login(second)
    page = client.get(f"/cases/{told.case.pk}/?tab=history")
    assert [link["url"] for link in page.context["tabs"]] == ["?tab=request", "?tab=attachments"]
    assert page.context["tab_template"] == "cases/tabs/request.html"


def test_nobody_scores_twice_nor_unasked(project: Any) -> None:
    told = project("eligibility_review")
    first = give(told, 4)
    with pytest.raises(ConditionsUnmet):
        told.perform("score_project", by=first)
    third = User.objects.get(pk=told.case.facts["scoring"]["third"])
    with pytest.raises(NotEntitled):
        told.perform("score_project", by=third)


@pytest.mark.parametrize(("marks", "called"), [((5, 4), False), ((4, 2), True), ((5, 2), True), ((3, 3), False)])
def test_third_evaluator_is_called_above_thirty_per_cent(project: Any, marks: tuple[int, int], called: bool) -> None:
    told = project("eligibility_review")
    for mark in marks:
        give(told, mark)
    assert scores.waiting_for(told.case) == ([told.case.facts["scoring"]["third"]] if called else [])
    if called:
        with pytest.raises(ConditionsUnmet):
            told.play("close_evaluation")
        give(told, 3)
    told.play("close_evaluation")
    totals = [Decimal(20 * m) for m in (*marks, *((3,) if called else ()))]
    assert Decimal(told.case.facts["evaluation"]["mean"]) == (sum(totals) / len(totals)).quantize(Decimal("0.01"))


def test_evaluators_with_a_tie_or_of_a_competitor_are_not_offered(project: Any, ministry: dict[str, User]) -> None:
    first, other = project("submitted"), project("submitted")
    tied, rival = ministry["evaluator"], ministry["evaluator_2"]
    DeclaredInterest.objects.create(user=tied, identity=first.case.applicant_identity, tie="أخ")
    Membership.objects.create(user=rival, organisation=other.case.organisation, since=timezone.localdate())
    officer = first.person_for("declare_project_eligible")
    terms = {"in_period": "on", "no_debts": "on", "second_officer": str(ministry["finance_officer_2"].pk)}
    named = {"first": str(tied.pk), "second": str(rival.pk), "third": str(ministry["evaluator_3"].pk)}
    with pytest.raises(FormInvalid) as refusal:
        first.perform("declare_project_eligible", by=officer, **{**terms, **named})
    assert {"first", "second"} - set(refusal.value.form.errors) == set()
    assert "third" not in refusal.value.form.errors


# The committee ---------------------------------------------------------------------------------------------------------


def test_ranking_is_respected_or_its_exception_explained(project: Any) -> None:
    better = project("eligibility_review")
    give(better, 5)
    give(better, 5)
    better.play("close_evaluation")
    told = project("committee_deliberation")
    told.play("meet", "votes")
    better.play("votes")  # heard at the same meeting
    told.play("minutes")
    with pytest.raises(FormInvalid) as refusal:
        told.perform("select_project", exception="")
    assert list(refusal.value.form.errors) == ["exception"]
    told.play("select_project")
    assert told.case.facts["selection"]["rank"] == 2


def test_chair_decides_only_on_signed_minutes(project: Any) -> None:
    told = project("committee_deliberation")
    told.play("meet", "votes")
    with pytest.raises(ConditionsUnmet):
        told.play("select_project")


def test_rejection_tells_the_rank(project: Any) -> None:
    told = project("rejected")
    assert (told.case.facts["proposal"]["rank"], decisions.of_case(told.case.pk).outcome) == (1, "rejected")
    assert "REF" in [code for code, _number in letters(told.case)]
    ranking = Document.objects.get(case=told.case, kind="REF", is_reference=True).content["ranking"]
    assert (ranking["rank"], ranking["ranked"], ranking["mean"]) == (1, 1, told.case.facts["evaluation"]["mean"])
    assert ranking["totals"] == [score["total"] for score in told.case.facts["scoring"]["scores"]]


def test_project_is_promoted_from_the_reserve_list(project: Any) -> None:
    told = project("reserve_list")
    told.play("promote_from_reserve", "sign_agreement")
    assert (told.case.stage, told.case.facts["promotion"]["budget_freed"]) == ("agreement_signed", "مشروع آخر سُحب")


def test_reserve_list_ends_after_six_months(project: Any, days: Any) -> None:
    told = project("reserve_list")
    last = due(told.case)
    assert last is not None
    days(last)
    told.case.refresh_from_db()
    assert told.case.stage == "reserve_list"
    days(last + timedelta(days=1))
    told.case.refresh_from_db()
    assert told.case.stage == "rejected"


def test_returned_project_is_heard_again(project: Any) -> None:
    told = project("awaiting_signature")
    told.play("return_for_review", "meet", "votes", "minutes", "select_project", "sign_agreement")
    assert told.case.stage == "agreement_signed"


# The agreement ---------------------------------------------------------------------------------------------------------


def test_refused_instalment_can_be_asked_for_again(project: Any) -> None:
    told = project("instalment_requested")
    told.play("refuse_instalment", "request_instalment", "pay_instalment")
    rows = [(p.instalment, p.amount_tnd, p.status) for p in payments.of_agreement(told.case.facts["agreement"])]
    assert rows == [(1, Decimal(16000), "refused"), (2, Decimal(16000), "paid")]


def test_who_certified_does_not_order(project: Any, ministry: dict[str, User]) -> None:
    told = project("instalment_requested")
    officer = told.person_for("pay_instalment")
    with pytest.raises(FormInvalid) as refusal:
        told.perform("pay_instalment", by=officer, certified_by=str(officer.pk))
    assert list(refusal.value.form.errors) == ["certified_by"]


def test_returned_report_is_filed_again(project: Any) -> None:
    told = project("final_report_check")
    told.play("return_final_report")
    told.perform("file_final_report", graduated="18")
    told.play("accept_final_report")
    assert activity_reports.get(told.case.facts["report"]).values["graduated"] == 18


def test_missed_target_is_explained(project: Any) -> None:
    told = project("final_report_check")
    told.play("return_final_report")
    with pytest.raises(FormInvalid) as refusal:
        told.perform("file_final_report", graduated="3")
    assert list(refusal.value.form.errors) == ["explanations"]


def test_termination_waits_for_the_answer_to_the_letter(project: Any) -> None:
    told = project("agreement_signed")
    with pytest.raises(FormInvalid) as refusal:
        told.perform("terminate", sent_on=timezone.localdate().isoformat())
    assert list(refusal.value.form.errors) == ["sent_on"]
    told.play("terminate")
    assert (told.case.stage, agreements.get(told.case.facts["agreement"]).status) == ("terminated", "terminated")


# The application -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"requested_tnd": "200000.001"}, "requested_tnd"),
        ({"own_share_tnd": "100.000"}, "own_share_tnd"),
        ({"requested_tnd": "39000.000"}, "budget"),
    ],
)
def test_money_out_of_bounds_is_refused(project: Any, changes: dict[str, str], field: str) -> None:
    told = project()
    section = told.procedure.application.clean_section(told.case, "money", {**told.case.answers["money"], **changes})
    assert field in section.errors


def test_nothing_is_filed_outside_the_call(project: Any, clock: Any) -> None:
    told = project()
    clock.move_to(timezone.make_aware(datetime(2029, 1, 4, 9)))
    with pytest.raises(ConditionsUnmet):
        told.play("submit")
