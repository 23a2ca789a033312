"""What the panel of a case offers, to whom, and why not."""

from datetime import date
from typing import Any

import pytest

from accounts.models import User
from tests.factories.people import post
from workflow import panel
from workflow.models import Task
from workflow.procedures import named

pytestmark = pytest.mark.django_db


def offered(case: Any, user: User) -> dict[str, tuple[bool, bool]]:
    """For each act of the stage: whether it is the person's, and whether it can be done now."""
    return {o.transition.name: (o.is_mine, o.is_allowed) for o in panel.options(case, user)}


def test_acts_of_the_stage_are_offered_to_those_who_may(player: Any, ministry: dict[str, User]) -> None:
    case = player("under_review").case
    assert offered(case, ministry["officer"]) == {
        "request_complements": (True, True),
        "transmit_to_centre": (False, False),
        "withdraw": (False, False),
    }
    assert offered(case, ministry["applicant"])["withdraw"] == (True, True)


def test_own_acts_come_first_and_possible_ones_before_others(player: Any, ministry: dict[str, User]) -> None:
    case = player("central_review").case
    order = [(o.is_mine, o.is_allowed) for o in panel.options(case, ministry["secretary"])]
    assert order[:2] == [(True, True), (True, False)]
    assert order[2:] == [(False, False)] * (len(order) - 2)


@pytest.mark.usefixtures("english")
def test_unmet_condition_is_told_with_the_act(player: Any, ministry: dict[str, User]) -> None:
    case = player("central_review").case
    option = next(o for o in panel.options(case, ministry["secretary"]) if o.transition.name == "put_on_agenda")
    assert [str(r) for r in option.reasons] == ["The rapporteur's report has not been filed."]
    assert option.role_used == "committee_secretary"


@pytest.mark.usefixtures("english")
def test_conflict_of_duties_is_told_with_the_act(player: Any, ministry: dict[str, User]) -> None:
    case = player("awaiting_signature").case
    post(ministry["central_officer"], role="minister_signatory")
    option = next(o for o in panel.options(case, ministry["central_officer"]) if o.transition.name == "sign_approval")
    assert (option.is_mine, option.is_allowed) == (True, False)
    assert [str(r) for r in option.reasons] == ["You took part in examining this case, so you cannot sign its decision."]


def test_task_of_a_colleague_is_told_with_the_act(player: Any, ministry: dict[str, User]) -> None:
    case = player("under_review").case
    Task.objects.filter(case=case, role="regional_director", closed_at=None).update(assignee=ministry["chair"], status="taken")
    option = next(o for o in panel.options(case, ministry["director"]) if o.transition.name == "transmit_to_centre")
    assert option.is_mine
    assert len(option.reasons) == 1


def test_acts_of_the_system_are_not_offered(player: Any, ministry: dict[str, User]) -> None:
    assert "expire_incomplete" not in offered(player("incomplete").case, ministry["applicant"])


def test_tone_tells_what_ends_badly() -> None:
    machine = named("EQV-01").machine
    names = ("sign_approval", "sign_refusal", "report_forgery", "return_for_review", "withdraw")
    tones = {name: panel.Option(machine.transitions[name], is_mine=True).tone for name in names}
    assert tones == {
        "sign_approval": "primary",
        "sign_refusal": "danger",
        "report_forgery": "danger",
        "return_for_review": "secondary",
        "withdraw": "primary",
    }


def test_tone_of_a_stage_tells_how_it_ends() -> None:
    procedure = named("EQV-01")
    found = {stage: panel.stage_tone(procedure, stage) for stage in procedure.machine.stages if procedure.machine.is_final(stage)}
    assert found == {
        "approved": "success",
        "refused": "danger",
        "refused_fraud": "danger",
        "inadmissible": "danger",
        "withdrawn": "neutral",
        "lapsed": "neutral",
    }
    open_tones = {stage: panel.stage_tone(procedure, stage) for stage in ("draft", "under_review", "awaiting_complements")}
    assert open_tones == {"draft": "info", "under_review": "active", "awaiting_complements": "waiting"}


@pytest.mark.usefixtures("english")
def test_waiting_says_who_until_when_and_then(player: Any) -> None:
    case = player("incomplete").case
    waiting = panel.waiting(case, on=date(2026, 12, 24))
    assert (list(map(str, waiting.roles)), waiting.due, waiting.is_overdue) == (["Applicant"], date(2026, 12, 23), True)
    assert str(waiting.then) == "Lapse (not completed in time)"
    assert [t.role for t in waiting.tasks] == ["applicant"]


def test_closed_case_waits_for_nobody(player: Any) -> None:
    waiting = panel.waiting(player("withdrawn").case, on=date(2026, 12, 24))
    assert (waiting.roles, waiting.due, waiting.is_overdue, waiting.then, waiting.tasks) == ((), None, False, None, [])


def test_letters_are_offered_to_those_who_send_them(player: Any, ministry: dict[str, User]) -> None:
    case = player("central_review").case
    found = {
        n: [name for name, _letter in panel.letters(case, ministry[n])] for n in ("central_officer", "secretary", "applicant")
    }
    assert found == {"central_officer": ["adversarial_letter"], "secretary": [], "applicant": []}
