"""An act is done entirely or not at all, once, on what the person saw, and its refusal is told once."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from accounts.models import User
from documents import issuing
from tests.factories.rows import changed, kept
from tests.factories.ways import bring, edges
from workflow import outbox, rows
from workflow.actions import perform
from workflow.ledger import chain, record
from workflow.models import Event, GivenAnswer, OutboxRow
from workflow.procedures import named
from workflow.refusals import ConditionsUnmet, DutiesConflict, FormInvalid, KeyReused, NotATransition, NotEntitled, Outdated

pytestmark = pytest.mark.django_db

KEY = UUID("7d4f5b52-8c1f-4f5e-9c38-6b0f0d6f2a11")
HUMAN = [e for e in edges(named("EQV-01")) if named("EQV-01").machine.transitions[e[0]].by != ("system",)]
TOLD = ("Event", "Payload", "StreamHead")


class Broken(RuntimeError):
    """A fault of the machine: disk, network, bug."""


def fail(*_args: Any, **_kwargs: Any) -> Any:
    raise Broken


def test_nothing_changes_when_the_ledger_cannot_be_written(player: Any, clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """At every stage of a case that ends with a signed decision, registers and all."""
    brought = bring(player, "sign_approval", "awaiting_signature", clock.move_to)
    signer = brought.person_for("sign_approval")
    before = kept()
    with monkeypatch.context() as patched:
        patched.setattr(record, "append_to_case", fail)
        with pytest.raises(Broken):
            brought.perform("sign_approval", by=signer)
    assert changed(before, kept()) == {}
    brought.perform("sign_approval", by=signer)
    assert {"Certificate", "EquivalenceDecision", "Document", "Case"} - set(changed(before, kept())) == set()


@pytest.mark.parametrize(("name", "source"), HUMAN, ids=[f"{n}-{s}" for n, s in HUMAN])
@pytest.mark.proof
def test_no_transition_leaves_anything_when_its_last_statement_fails(
    name: str, source: str, player: Any, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought = bring(player, name, source, clock.move_to)
    by = brought.person_for(name)
    # What precedes the act itself: the meeting, the answers.
    if name in ("open_deliberation", "record_committee_opinion") or name.startswith(("resubmit", "supply_")):
        pytest.skip("prepared by other acts")
    before = kept()
    with monkeypatch.context() as patched:
        patched.setattr(rows, "update", fail)
        with pytest.raises(Broken):
            brought.perform(name, by=by)
    after = changed(before, kept())
    # The choice of a meeting plans one when there is none.
    assert after.keys() - ({"CommitteeSession", "Counter", *TOLD} if name in ("put_on_agenda", "adjourn") else set()) == set()


@pytest.mark.parametrize("broken", ["document", "chain", "outbox"])
def test_nothing_changes_when_something_beside_the_case_fails(
    broken: str, player: Any, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought = player("submitted")
    clerk = brought.person_for("register_case")
    before = kept()
    place, name = {"document": (issuing, "order"), "chain": (chain, "append"), "outbox": (outbox, "order")}[broken]
    with monkeypatch.context() as patched:
        patched.setattr(place, name, fail)
        with pytest.raises(Broken):
            brought.perform("register_case", by=clerk)
    assert changed(before, kept()) == {}
    brought.perform("register_case", by=clerk)
    assert brought.case.number == "EQV-01/2026/000001"


def test_document_that_cannot_be_drawn_up_refuses_the_act(player: Any, clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    brought = player("submitted")
    before = kept(without=TOLD)

    def hole(*_args: Any, **_kwargs: Any) -> Any:
        raise issuing.CannotBeDrawnUp

    monkeypatch.setattr(issuing, "drawn_up", hole)
    with pytest.raises(issuing.CannotBeDrawnUp):
        brought.perform("register_case")
    assert changed(before, kept(without=TOLD)) == {}
    assert [e.payload.body["code"] for e in refusals(brought.case)] == ["document_incomplete"]


def refusals(case: Any) -> list[Event]:
    return list(Event.objects.filter(stream=f"refusal:{case.pk}").select_related("payload").order_by("seq"))


# The same request twice ---------------------------------------------------------------------------------------------


def ask(case: Any, by: User, *, key: UUID | None, days: str = "favourable", revision: int | None = None) -> Any:
    data = {"documents_checked": "on", "opinion": days, "text": "Le dossier est complet et lisible."}
    return perform(case.pk, "transmit_to_centre", by=by, data=data, key=key, revision=revision)


def test_same_key_and_content_answer_the_same_once(player: Any, ministry: dict[str, User]) -> None:
    case = player("under_review").case
    first = ask(case, ministry["director"], key=KEY, revision=case.revision)
    before = kept()
    second = ask(case, ministry["director"], key=KEY, revision=case.revision)
    assert changed(before, kept()) == {}
    assert (first.is_repeated, second.is_repeated) == (False, True)
    assert first.as_json() == second.as_json()
    assert second.case.stage == "central_review"


def test_same_key_with_other_content_is_refused(player: Any, ministry: dict[str, User]) -> None:
    case = player("under_review").case
    ask(case, ministry["director"], key=KEY)
    with pytest.raises(KeyReused):
        ask(case, ministry["director"], key=KEY, days="none")


def test_key_of_somebody_else_is_refused(player: Any, ministry: dict[str, User]) -> None:
    """Even with the same content: an answer is not given to a stranger."""
    case = player("under_review").case
    ask(case, ministry["director"], key=KEY)
    with pytest.raises(KeyReused):
        ask(case, ministry["officer"], key=KEY)


def test_key_is_free_again_after_a_refusal(player: Any, ministry: dict[str, User]) -> None:
    case = player("under_review").case
    with pytest.raises(FormInvalid):
        perform(case.pk, "transmit_to_centre", by=ministry["director"], data={}, key=KEY)
    assert GivenAnswer.objects.count() == 0
    assert ask(case, ministry["director"], key=KEY).stage == "central_review"


# What others did meanwhile ------------------------------------------------------------------------------------------


def test_outdated_revision_is_refused_with_what_changed(player: Any, ministry: dict[str, User]) -> None:
    brought = player("under_review")
    seen = brought.case.revision
    brought.play("request_complements", "supply_complements")
    with pytest.raises(Outdated) as refusal:
        ask(brought.case, ministry["director"], key=None, revision=seen)
    told = [(e.kind, e.source, e.target, e.actor) for e in refusal.value.details["changes"]]
    assert told == [
        ("transition.request_complements", "under_review", "awaiting_complements", ministry["officer"]),
        ("transition.supply_complements", "awaiting_complements", "under_review", ministry["applicant"]),
    ]
    brought.case.refresh_from_db()
    assert brought.case.stage == "under_review"
    assert ask(brought.case, ministry["director"], key=None, revision=brought.case.revision).stage == "central_review"


def test_outdated_act_of_a_stage_that_was_left_says_so(player: Any, ministry: dict[str, User]) -> None:
    brought = player("under_review")
    seen = brought.case.revision
    brought.play("withdraw")
    with pytest.raises(Outdated) as refusal:
        ask(brought.case, ministry["director"], key=None, revision=seen)
    assert [e.kind for e in refusal.value.details["changes"]] == ["transition.withdraw"]


def test_votes_do_not_make_each_other_outdated(player: Any) -> None:
    """Members vote at the same time on what they all have open."""
    brought = player("committee_deliberation")
    seen, voters = brought.case.revision, list(brought.case.tasks.filter(role="committee_member", closed_at=None))
    for task in voters:
        perform(brought.case.pk, "cast_vote", by=task.assignee, data={"choice": "for", "level": "CAP"}, revision=seen)
    brought.case.refresh_from_db()
    assert (brought.case.revision, len(voters)) == (seen, 5)


# Refusals -----------------------------------------------------------------------------------------------------------


def test_refusal_is_told_once_and_changes_nothing_else(player: Any, ministry: dict[str, User]) -> None:
    case = player("under_review").case
    before = kept(without=TOLD)
    for name, by, data, refusal in (
        ("sign_approval", ministry["minister"], {}, NotATransition),
        ("transmit_to_centre", ministry["officer"], {}, NotEntitled),
        ("transmit_to_centre", ministry["director"], {"opinion": "none"}, FormInvalid),
        ("no_such_act", ministry["director"], {}, NotATransition),
    ):
        with pytest.raises(refusal):
            perform(case.pk, name, by=by, data=data)
    told = [(e.actor, e.payload.body["transition"], e.payload.body["code"], e.payload.body["stage"]) for e in refusals(case)]
    assert told == [
        (ministry["minister"], "sign_approval", "not_a_transition", "under_review"),
        (ministry["officer"], "transmit_to_centre", "not_entitled", "under_review"),
        (ministry["director"], "transmit_to_centre", "form_invalid", "under_review"),
        (ministry["director"], "no_such_act", "not_a_transition", "under_review"),
    ]
    assert refusals(case)[2].payload.body["fields"] == ["documents_checked"]
    assert changed(before, kept(without=TOLD)) == {}


def test_refusal_names_the_rule_of_the_separation_of_duties(player: Any, ministry: dict[str, User]) -> None:
    case = player("under_review").case
    ministry["director"].identity = case.applicant_identity
    ministry["director"].save()
    with pytest.raises(DutiesConflict):
        ask(case, ministry["director"], key=None)
    assert [e.payload.body["rule"] for e in refusals(case)] == ["SD-19"]


def test_conditions_are_all_named(player: Any, clock: Any) -> None:
    brought = player("committee_deliberation")
    with pytest.raises(ConditionsUnmet) as refusal:
        perform(brought.case.pk, "record_committee_opinion", by=brought.person_for("record_committee_opinion"))
    assert len(refusal.value.unmet) == 2


def test_unknown_case_is_an_error_of_the_caller(ministry: dict[str, User]) -> None:
    from workflow.models import Case

    with pytest.raises(Case.DoesNotExist):
        perform(uuid4(), "submit", by=ministry["applicant"])
    assert Event.objects.count() == 0


def test_messages_are_ordered_with_the_act(player: Any) -> None:
    brought = player("submitted")
    before = set(OutboxRow.objects.values_list("pk", flat=True))
    brought.perform("register_case")
    ordered = OutboxRow.objects.exclude(pk__in=before).order_by("topic", "pk")
    assert [r.topic for r in ordered] == ["document.render", "document.render", "mail.stage"]
