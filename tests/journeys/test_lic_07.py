"""LIC-07 told as stories: a structure abroad comes for a mission, reports on it, or is not authorised again."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from config.demonstration.applications import fill, join_papers
from config.demonstration.driver import Player
from registers import decisions, providers, trainers
from registers.entries import Cause
from registers.models import Provider
from tests.journeys.conftest import letters, story
from workflow.models import Clock
from workflow.refusals import ConditionsUnmet

pytestmark = pytest.mark.django_db


@pytest.fixture
def foreign(player: Callable[..., Player]) -> Callable[..., Player]:
    return lambda stage="", **changes: player(stage, procedure="LIC-07", **changes)


def timer(told: Player, name: str) -> Clock:
    return told.case.clocks.exclude(status="stopped").get(kind=Clock.Kind.TIMER, then=name)


def test_mission_takes_place_and_is_reported(foreign: Any, days: Any) -> None:
    told = foreign("authorised")
    case = told.case
    structure, row = providers.get(case.provider), case.answers["mission"]["trainers"][0]
    assert (structure.status, structure.regime, structure.valid_until) == ("active", "authorisation", date(2027, 2, 1))
    assert (structure.country, structure.corporate_name_fr) == (
        case.answers["foreign_structure"]["country"],
        case.answers["foreign_structure"]["foreign_name"],
    )
    trainer = trainers.of_identity(f"passport:{row['nationality']}:{row['passport']}")
    assert (trainer.status, trainer.valid_until) == ("registered", date(2027, 2, 6))
    decided = case.documents.get(kind="AUT", is_reference=True).content
    assert ([a["hours"] for a in decided["actions"]], decided["valid_until"]) == ([60], "2027-02-01")
    assert timer(told, "mission_ended").due == date(2027, 2, 1)
    days(date(2027, 2, 2))
    case.refresh_from_db()
    assert (case.stage, story(case)[-1]) == ("report_due", "mission_ended")
    limit = case.clocks.exclude(status="stopped").get(kind=Clock.Kind.STAGE)
    # Sixty days from the day on which the report became due; the reminder fifteen days after the last action.
    assert (limit.due, timer(told, "send_reminder").due) == (date(2027, 4, 5), date(2027, 2, 16))
    days(date(2027, 2, 17))
    case.refresh_from_db()
    assert story(case)[-1] == "send_reminder"
    told.play("file_mission_report")
    assert (case.stage, providers.get(structure).report_missing, decisions.of_case(case.pk).outcome) == (
        "completed",
        False,
        "approved",
    )
    assert sorted(kind for kind, _number in letters(case)) == ["ACK", "AUT", "REC"]


def test_missing_report_blocks_the_next_authorisation_of_the_same_structure(foreign: Any, days: Any) -> None:
    told = foreign("report_due")
    due = told.case.clocks.exclude(status="stopped").get(kind=Clock.Kind.STAGE).due
    assert due == date(2027, 1, 22)  # the mission was declared over on 23 November
    days(date(2027, 1, 23))
    told.case.refresh_from_db()
    structure = providers.get(told.case.provider)
    assert (told.case.stage, structure.report_missing) == ("report_missing", True)

    again = foreign()
    fill(again.case, {"foreign_structure": told.case.answers["foreign_structure"]})
    again.play("submit")
    with pytest.raises(ConditionsUnmet):
        again.play("register_case")


def test_second_mission_of_a_known_structure_keeps_its_entry(foreign: Any) -> None:
    told = foreign("report_due")
    told.play("file_mission_report")
    again = foreign()
    fill(again.case, {"foreign_structure": told.case.answers["foreign_structure"]})
    again.play("submit", "register_case", "propose_approval", "sign_authorisation")
    assert again.case.provider == told.case.provider
    assert Provider.objects.current().filter(regime="authorisation").count() == 1


def test_opinions_that_are_required_and_barred_trainers_stop_the_proposal(foreign: Any) -> None:
    told = foreign("opinions_pending")
    told.play("answer", "close_opinions", "propose_approval", "return_for_review")
    row = told.case.answers["mission"]["trainers"][0]
    cause = Cause(case_id=None, case_number="", event_stream="test", on=date(2026, 11, 1))
    person = {"first_name_fr": row["name"], "nationality": row["nationality"], "birth_date": row["birth_date"]}
    barred = trainers.enter(answers={**person, "id_type": "passport", "passport_no": row["passport"]}, facts={}, cause=cause)
    trainers.bar(trainer=barred, cause=cause, reason="faux")
    with pytest.raises(ConditionsUnmet):
        told.play("propose_approval")
    told.play("propose_refusal", "sign_refusal")
    assert (told.case.stage, told.case.provider) == ("refused", None)
    assert told.case.documents.filter(kind="REF", is_reference=True).count() == 1


ACTION = {"title": "x", "place": "Tunis", "start": "2027-01-10", "end": "2027-01-12", "hours": "6", "trainees": "3"}


@pytest.mark.parametrize(
    ("section", "changes", "fields"),
    [
        ("mission", {"actions": [{**ACTION, "start": "2026-12-11"}]}, ["actions"]),
        ("mission", {"actions": [{**ACTION, "start": "2026-12-15", "end": "2026-12-16"}]}, []),
        ("mission", {"actions": [{**ACTION, "end": "2027-11-24"}]}, ["actions"]),
        ("mission", {"actions": [{**ACTION, "end": "2027-01-09"}]}, ["actions"]),
        ("mission", {"trainers": []}, ["trainers"]),
        ("mission", {"certificate_issued": "diploma"}, ["certificate_issued"]),
        ("foreign_structure", {"country": "TN"}, ["country"]),
        ("client_firm", {"client_rne_id": "1282182A"}, ["client_rne_id"]),
    ],
)
def test_application_refuses(section: str, changes: dict[str, Any], fields: list[str], foreign: Any) -> None:
    told = foreign()
    form = told.procedure.application.clean_section(told.case, section, {**told.case.answers[section], **changes})
    assert list(form.errors) == fields


def test_translation_and_power_of_attorney_are_asked_when_needed(foreign: Any) -> None:
    told = foreign()
    asked = {**told.case.answers["foreign_structure"], "other_language": "yes", "filed_by_third": "yes"}
    fill(told.case, {"foreign_structure": asked})
    left = [s.code for s in told.procedure.application.requirements(told.case) if not s.is_met]
    assert left == ["TRANS", "MAND"]
    join_papers(told.case, told.case.author)
    told.play("submit")
    assert told.case.stage == "submitted"
