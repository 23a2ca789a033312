"""Claims about results at the counter: typed for a candidate without an account, never in the name of another."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from accounts.roles import Role
from config.demonstration.driver import Player
from config.demonstration.plays.trn_05 import at_counter
from registers import trainees
from registers.models import Enrolment, Person
from tests.factories.people import make_user
from workflow import policies, queries
from workflow.ledger import canonical
from workflow.models import Event, Payload
from workflow.refusals import ConditionsUnmet, DutiesConflict, FormInvalid

pytestmark = pytest.mark.django_db
MARK = re.compile(r"17[.,٫]43")  # of no date, number or amount


@pytest.fixture
def results(player: Callable[..., Player]) -> Callable[..., Player]:
    return lambda stage="", **changes: player(stage, procedure="TRN-05", **changes)


def candidates(told: Player) -> list[Enrolment]:
    return list(told.procedure.application.candidates(told.case).values())


def identity_of(line: Enrolment) -> Person:
    return Person.of(trainees.get(line.trainee).person)


def test_claim_of_a_candidate_without_account_is_typed_at_the_counter(results: Any, ministry: dict[str, User]) -> None:
    told = results("results_published")
    line = candidates(told)[-1]
    assert told.case.pk in {case.pk for case in queries.search(ministry["front_desk"], line.number)}
    told.perform("file_claim_at_counter", **at_counter(line, module="Atelier"))
    (claim,) = told.case.facts["claims"]["lines"]
    paper = told.case.attachments.get(requirement="claim_form")
    kept = {"attachment": str(paper.pk), "sha256": paper.sha256}
    assert claim == {
        "candidate": line.number,
        "module": "Atelier",
        "ground": claim["ground"],
        "claim_form": kept,
        "by": "candidate",
        "on": "2026-11-23",
        "status": "open",
    }
    assert told.case.duties["files"] == sorted({ministry["front_desk"].pk, told.case.author_id})
    identity = identity_of(line).identity_number
    written = "".join(canonical.encode(body).decode() for body in Payload.objects.values_list("body", flat=True))
    assert (line.number in written, identity in written) == (True, False)
    told.play("reopen_jury")
    assert told.case.facts["deliberation"]["candidates"] == [line.number]


def test_counter_types_no_claim_in_the_name_of_another(results: Any, ministry: dict[str, User], english: None) -> None:
    told = results("results_published")
    mine, other, _third = candidates(told)
    unknown = "No candidate of this examination has this enrolment and this identity document."

    def errors(**changes: Any) -> dict[str, list[str]]:
        with pytest.raises(FormInvalid) as refusal:
            told.perform("file_claim_at_counter", **{**at_counter(mine), **changes})
        return dict(refusal.value.form.errors)

    # The answer is the same whichever of the two is wrong: nothing can be found out at the counter.
    assert errors(candidate=other.number) == errors(candidate="ENR-1999-1") == errors(cin="09999999") == {"__all__": [unknown]}
    assert list(errors(filed_by="guardian", guardian="وليّ مثال 01234567")) == ["filed_by"]
    assert list(errors(identity_seen="")) == ["identity_seen"]
    assert "claims" not in told.case.facts
    told.perform("file_claim_at_counter", **at_counter(mine))
    assert list(errors()) == ["module"]
    assert Event.objects.filter(stream=f"refusal:{told.case.pk}", actor=ministry["front_desk"]).count() == 6


def test_counter_types_no_claim_of_its_own_nor_after_the_time(results: Any, ministry: dict[str, User], clock: Any) -> None:
    told = results("results_published")
    line, desk = candidates(told)[0], ministry["front_desk"]
    desk.interests.create(identity=identity_of(line).identity)
    User.objects.filter(pk=desk.pk).update(standing_version=78)
    with pytest.raises(DutiesConflict) as refusal:
        told.perform("file_claim_at_counter", by=User.objects.get(pk=desk.pk), **at_counter(line))
    assert refusal.value.rule == "SD-19"
    clock.move_to("2026-12-01 09:00+01:00")
    with pytest.raises(ConditionsUnmet):
        told.perform("file_claim_at_counter", by=make_user(role=Role.FRONT_DESK, region="TN-11"), **at_counter(line))


def test_counter_reads_the_marks_of_nobody(results: Any, client: Any, ministry: dict[str, User]) -> None:
    told = results()
    for row in told.case.answers["marks"]["marks"]:
        row |= {"mark_20": "17.43", "second_mark": "17.43", "agreed_mark": ""}
    told.case.save(update_fields=["answers"])
    told.play("submit_marks", "open_jury", "ballots", "publish_results")
    case = told.case

    def pages(user: User) -> str:
        client.force_login(user)
        tabs = ("request", "attachments", "examination", "documents", "registers", "history")
        return "".join(client.get(f"/cases/{case.pk}/?tab={tab}").content.decode() for tab in tabs)

    assert MARK.search(pages(ministry["director"]))
    assert MARK.search(pages(ministry["front_desk"])) is None
    # Before and after the time for claims the case does not exist for the counter.
    told.play("lapse")
    desk = ministry["front_desk"]
    assert (told.case.stage, policies.case_role(told.case, desk)) == ("regional_validation", None)
    assert not policies.visible_to(desk).filter(pk=told.case.pk).exists()
