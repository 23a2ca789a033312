"""Scenario 11: what is tried against the rules is refused with the sentence of the rule, and told to the auditors."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from accounts.models import User
from accounts.roles import Role
from config.demonstration.applications import fill, join_papers
from config.demonstration.driver import Player
from config.demonstration.plays.trn_05 import answers
from config.demonstration.visits import team
from registers import certificates
from registers.models import Certificate
from tests.factories.people import make_user
from workflow import cases, holidays, parameters, refused_acts
from workflow.actions import perform
from workflow.models import Case, Event, Holiday, Vote
from workflow.procedures import named
from workflow.refusals import ConditionsUnmet, DutiesConflict, FormInvalid, NotEntitled, Refused

pytestmark = pytest.mark.django_db


def told(stream: str) -> list[tuple[User | None, dict[str, Any]]]:
    """Who was refused what there, in order, as the ledger keeps it."""
    events = Event.objects.filter(stream=stream, kind="refusal").select_related("actor", "payload").order_by("seq")
    return [(e.actor, {k: v for k, v in e.payload.body.items() if k != "columns"}) for e in events]


def of(case: Case) -> str:
    return f"refusal:{case.pk}"


def signed_in(user: User, language: str = "en") -> Client:
    client = Client(headers={"accept-language": language})
    client.force_login(user)
    return client


def in_language(sentence: Any, language: str) -> str:
    with translation.override(language):
        return str(sentence)


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_instructing_officer_opens_the_page_of_the_signature(
    language: str, player: Callable[..., Player], ministry: dict[str, User]
) -> None:
    case = player("awaiting_signature").case
    officer = ministry["central_officer"]
    client = signed_in(officer, language)
    page = client.get(f"/cases/{case.pk}/act/sign_approval/")
    assert page.status_code == 403
    sentence = in_language(NotEntitled.sentence, language)
    assert (sentence != in_language(NotEntitled.sentence, "en"), sentence in page.text) == (True, True)
    tried = {"transition": "sign_approval", "code": "not_entitled", "stage": "awaiting_signature"}
    assert told(of(case)) == [(officer, tried)]
    # So is the list of what waits for a signature; and sending the form without its page.
    assert client.get("/signature/").status_code == 403
    assert told(f"refusal:signature:{officer.pk}") == [(officer, {"act": "signature.list", "code": "not_entitled"})]
    with pytest.raises(NotEntitled):
        perform(case.pk, "sign_approval", by=officer, data={"confirm": "on"})
    assert told(of(case)) == [(officer, tried)] * 2
    case.refresh_from_db()
    assert case.stage == "awaiting_signature"


def test_flood_of_refusals_is_told_in_part(player: Callable[..., Player], ministry: dict[str, User], clock: Any) -> None:
    case, officer = player("awaiting_signature").case, ministry["central_officer"]

    def try_again(times: int, name: str = "sign_approval") -> None:
        for _time in range(times):
            with pytest.raises(Refused):
                perform(case.pk, name, by=officer, data={})

    try_again(refused_acts.MOST + 5)
    kept = told(of(case))
    assert [payload.get("no_more_today", False) for _actor, payload in kept] == [False] * (refused_acts.MOST - 1) + [True]
    try_again(1, "sign_refusal")  # another act is told, and so is the same one the next day
    clock.shift(timedelta(days=1))
    try_again(1)
    assert len(told(of(case))) == refused_acts.MOST + 2


def test_two_diplomas_of_one_examination(player: Callable[..., Player], ministry: dict[str, User]) -> None:
    brought = player("awaiting_signature", procedure="TRN-05")
    case, registrar = brought.case, ministry["registrar"]
    assert signed_in(registrar).get(f"/cases/{case.pk}/act/sign_diplomas/").status_code == 403
    brought.play("sign_diplomas", "deliver")
    count = Certificate.objects.count()
    for name in ("sign_diplomas", "deliver"):
        with pytest.raises(Refused):
            perform(case.pk, name, by=registrar, data={})
    assert [(actor, payload["transition"], payload["code"]) for actor, payload in told(of(case))] == [
        (registrar, "sign_diplomas", "not_entitled"),
        (registrar, "sign_diplomas", "not_a_transition"),
        (registrar, "deliver", "not_a_transition"),
    ]
    # The structure hands the marks of the same examination in again.
    held = brought.procedure.application.examination(case)
    again = cases.open_draft(procedure=named("TRN-05"), by=case.author, organisation=case.organisation)
    lines = tuple(brought.procedure.application.candidates(case).values())
    terms: dict[str, Any] = {"index": 1, "chance": None, "on": timezone.localdate(), "region": "TN-11"}
    again.answers = {**case.answers, **fill(again, answers(**terms, examination=str(held.entry), lines=lines)).answers}
    again.answers["examined"] = case.answers["examined"]
    again.save(update_fields=["answers"])
    join_papers(again, case.author)
    with pytest.raises(ConditionsUnmet) as refusal:
        Player(again).perform("submit_marks")
    assert in_language(refusal.value.unmet[-1], "en") == "The examination was not held, or its results are published."
    ((actor, payload),) = told(of(again))
    assert (actor, payload["transition"], payload["unmet"][-1]) == (case.author, "submit_marks", "examination_held")
    # Asked twice, the register answers with the diploma that it has.
    line = lines[0]
    cause = certificates.Cause(case_id=case.pk, case_number=case.number or "", event_stream=case.stream, on=timezone.localdate())
    certificates.enter_diploma(enrolment=line, examination=held, cause=cause, region="TN-11")
    assert Certificate.objects.count() == count


def test_inspector_with_a_declared_interest_is_assigned(player: Callable[..., Player], ministry: dict[str, User]) -> None:
    mission = player(procedure="MON-03")
    director = mission.person_for("assign_team")
    given = team(mission, director, "assign_team")
    tied = User.objects.get(pk=given["discipline_ADM"])
    tied.interests.create(identity=mission.case.applicant_identity)
    with pytest.raises(FormInvalid) as refusal:
        mission.perform("assign_team", by=director, **given)
    errors = refusal.value.form.errors
    assert {e.code for rows in errors.as_data().values() for e in rows} == {"SD-04"}
    sentence = "This inspector has a tie with the structure, took part in the case, or went there alone within the year."
    with translation.override("en"):
        assert {str(e.message) for rows in errors.as_data().values() for e in rows} == {sentence}
    ((actor, payload),) = told(of(mission.case))
    assert (actor, payload["transition"], payload["rule"]) == (director, "assign_team", "SD-04")
    assert payload["fields"] == sorted(name for name, person in given.items() if person == tied.pk)
    assert mission.case.stage == "planned"


def test_chair_votes_twice(player: Callable[..., Player], ministry: dict[str, User]) -> None:
    case, chair = player("committee_deliberation").case, ministry["chair"]
    perform(case.pk, "cast_vote", by=chair, data={"choice": "for", "level": "CAP"})
    with pytest.raises(ConditionsUnmet) as refusal:
        perform(case.pk, "cast_vote", by=chair, data={"choice": "against", "reason": "Je change d'avis sur ce dossier."})
    assert in_language(refusal.value.sentence, "en") == "You have already voted on this case."
    assert in_language(refusal.value.sentence, "ar") != in_language(refusal.value.sentence, "en")
    ((actor, payload),) = told(of(case))
    assert (actor, payload["transition"], payload["code"], len(payload["unmet"])) == (chair, "cast_vote", "conditions_unmet", 1)
    assert Vote.objects.get().choice == "for"


def test_deadline_is_not_changed_to_avoid_a_tacit_decision(
    player: Callable[..., Player], ministry: dict[str, User], days: Any
) -> None:
    """The opening of a session, registered on Monday 23 November, is accepted by silence after Monday 30 November."""
    brought = player("under_review", procedure="TRN-01")
    case, code = brought.case, "TRN-01.under_review.days"
    officer, admin, other = ministry["officer"], ministry["administrator"], make_user(role=Role.ADMINISTRATOR)

    def due() -> date | None:
        return case.clocks.get(kind="stage", stage="under_review").due

    assert due() == date(2026, 11, 30)
    # The time limit itself: not from yesterday, not by one person; in force by two, it binds the cases registered from then on.
    today = timezone.localdate()
    terms: dict[str, Any] = {"code": code, "value": 60, "source": "Circulaire 7", "reason": "Pour gagner du temps.", "by": admin}
    with pytest.raises(Refused) as refusal:
        parameters.propose(**terms, valid_from=today - timedelta(days=5))
    assert in_language(refusal.value.sentence, "en") == "A parameter changes from today on at the earliest."
    row = parameters.propose(**terms, valid_from=today)
    with pytest.raises(DutiesConflict):
        parameters.decide(parameter=row, accept=True, by=admin)
    parameters.decide(parameter=row, accept=True, by=other)
    assert [(payload["act"], payload.get("rule", "")) for _a, payload in told(f"refusal:code:{code}")] == [
        ("parameter.propose", "")
    ]
    assert [(actor, payload["rule"]) for actor, payload in told(f"refusal:parameter:{row.pk}")] == [(admin, "SD-16")]
    case.refresh_from_db()
    assert (case.parameters[code], due()) == (5, date(2026, 11, 30))
    # Nor a day off that no text announces, nor one that was worked.
    names = {"en": "Day off", "fr": "Jour chômé", "ar": "يوم عطلة"}
    days(date(2026, 11, 25))
    for day, source, sentence in (
        (date(2026, 11, 30), " ", "Say which text or notice announces this day."),
        (date(2026, 11, 24), "Circulaire 8", "This day was worked: no time limit that runs is counted again because of it."),
    ):
        with pytest.raises(Refused) as refusal:
            holidays.enter(day=day, code="extra", names=names, certainty="estimated", source=source, by=admin)
        assert in_language(refusal.value.sentence, "en") == sentence
        assert [(actor, p["act"]) for actor, p in told(f"refusal:day:{day}")] == [(admin, "holiday.enter")]
    assert (Holiday.objects.filter(code="extra").count(), due()) == (0, date(2026, 11, 30))
    # Nor the suspension of the clock by complements, which the law allows twice.
    for _round in range(2):
        brought.play("request_complements", "supply_complements")
    with pytest.raises(ConditionsUnmet) as unmet:
        brought.perform("request_complements")
    assert in_language(unmet.value.sentence, "en") == "The number of complement rounds that the law allows is used up."
    # Nor by an administrator, who has no power over cases.
    with pytest.raises(NotEntitled):
        perform(case.pk, "request_complements", by=admin, data={})
    assert [(actor, payload["transition"], payload["code"]) for actor, payload in told(of(case))] == [
        (officer, "request_complements", "conditions_unmet"),
        (admin, "request_complements", "not_entitled"),
    ]
    # What was answered the same day costs no day: silence accepts on the first of December.
    assert due() == date(2026, 11, 30)
    days(date(2026, 12, 1))
    case.refresh_from_db()
    assert case.stage == "enrolment_open"
    assert Event.objects.get(stream=case.stream, kind="transition.tacit_opening").actor is None


def test_urgent_measure_is_not_extended_beyond_the_law(player: Callable[..., Player]) -> None:
    urgent = player("measure_in_force", procedure="SAN-02")
    urgent.play("await_hearing", "hold_hearing", "extend_measure")
    with pytest.raises(ConditionsUnmet):
        urgent.play("extend_measure")
    ((_actor, payload),) = told(of(urgent.case))
    assert (payload["transition"], payload["unmet"]) == ("extend_measure", ["not_extended"])


def test_auditor_reads_every_refusal_with_its_act_and_rule(player: Callable[..., Player], ministry: dict[str, User]) -> None:
    mission = player(procedure="MON-03")
    director = mission.person_for("assign_team")
    given = team(mission, director, "assign_team")
    User.objects.get(pk=given["lead"]).interests.create(identity=mission.case.applicant_identity)
    with pytest.raises(FormInvalid):
        perform(mission.case.pk, "assign_team", by=director, data=given)
    page = signed_in(ministry["auditor"]).get("/ledger/?family=refusals")
    ((row),) = page.context["rows"]
    assert (row["kind"], row["detail"], row["by"], row["stream"]) == (
        "Act refused",
        "Assign the team – SD-04",
        director.full_name,
        mission.case.number,
    )
    assert row["detail"] in page.text
    told_whole = signed_in(ministry["auditor"]).get(row["url"])
    assert {"Act", "Rule", "Code", "Stage"} <= {line["label"] for line in told_whole.context["told"]}
