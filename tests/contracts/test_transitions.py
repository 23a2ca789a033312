"""Every transition of every procedure: an empty form is refused, and performing it adds exactly one line to the ledger."""

from functools import partial
from typing import Any

import pytest

from tests.contracts.forbidden import FORBIDDEN, traces
from tests.factories.rows import changed, kept
from tests.factories.ways import bring, edges, go
from workflow.actions import perform
from workflow.models import Event
from workflow.procedure import ClockState, procedures
from workflow.refusals import FormInvalid

pytestmark = pytest.mark.django_db

EDGES = [(p, name, source) for p in procedures() for name, source in edges(p)]
# Columns of a case that no act may write.
KEPT_BY_NO_ACT = {
    "id",
    "procedure",
    "version",
    "author_id",
    "applicant_id",
    "organisation_id",
    "created_at",
    "family",
    "parent_id",
}
IDS = [f"{p.code}-{name}-{source}" for p, name, source in EDGES]


@pytest.fixture
def ready(player: Any, clock: Any, request: pytest.FixtureRequest) -> Any:
    procedure, name, source = request.param
    return bring(partial(player, procedure=procedure.code), name, source, clock.move_to), name, source


@pytest.mark.parametrize("ready", EDGES, ids=IDS, indirect=True)
def test_transition_refuses_an_empty_post_then_adds_one_event(ready: Any) -> None:
    player, name, source = ready
    case, transition = player.case, player.transition(name).at(source)
    if transition.form is not None:
        before = kept(without=["Event", "Payload", "StreamHead"])
        with pytest.raises(FormInvalid):
            perform(case, name, by=player.person_for(name), data={}, revision=case.revision)
        assert changed(before, kept(without=["Event", "Payload", "StreamHead"])) == {}

    revision, seq, before = case.revision, case.ledger_seq, kept()
    go(player, name, **(FORBIDDEN if transition.by != ("system",) else {}))
    after = kept()
    assert traces(after, before) == []
    assert changed(before, after).get("User", {}) == changed(before, after).get("Posting", {}) == {}
    cases = changed(before, after)["Case"]
    opened = {pk for pk, columns in cases.items() if columns == {"row"}}
    assert len(opened) <= sum(name in link.by for link in player.procedure.links)
    assert {pk: c for pk, c in cases.items() if pk not in opened} == {case.pk: cases[case.pk] - KEPT_BY_NO_ACT}

    moved = transition.target != source
    assert (case.stage, case.revision, case.ledger_seq) == (transition.target, revision + moved, seq + 1)
    assert (case.closed_at is not None) == player.procedure.machine.is_final(transition.target)
    event = Event.objects.select_related("payload").get(stream=case.stream, seq=seq + 1)
    assert (event.kind, event.source, event.target) == (f"transition.{name}", source, transition.target)
    assert (event.procedure, event.region) == (case.procedure, case.region)
    check_payload(event, player=player, transition=transition, source=source)


def check_payload(event: Event, *, player: Any, transition: Any, source: str) -> None:
    """The line holds everything that the law wants to be told of an act."""
    case, told = player.case, event.payload.body
    expected = {
        "procedure": case.procedure,
        "version": case.version,
        "transition": transition.name,
        "source": source,
        "target": transition.target,
        "region": case.region,
        "documents": [d.code for d in player.procedure(case).issued(transition)],
    }
    assert {key: told[key] for key in expected} == expected
    assert told["role"] in transition.by
    assert (event.actor is None) == (told["role"] == "system")
    assert [(c["name"], c["met"]) for c in told["conditions"]] == [(c.__name__, True) for c in transition.conditions]
    assert all(isinstance(c["read"], dict) for c in told["conditions"])
    assert ("reason" in told) == transition.requires_reason
    opened = {(c["kind"], c["stage"]) for c in told["clocks"]["opened"]}
    desk = player.procedure.machine.desks.get(transition.target)
    if desk and desk.limit and transition.target != source:
        assert ("stage", transition.target) in opened
    has_legal = player.procedure.time_limit is not None
    if transition.terms.starts_clock and has_legal:
        assert ("legal", transition.target) in opened
    if desk is None:
        assert opened == set()
    if desk and desk.clock is ClockState.SUSPENDED and has_legal and transition.target != source:
        assert {c["status"] for c in told["clocks"]["closed"] if c["kind"] == "legal"} == {"suspended"}


def test_every_form_was_tried() -> None:
    """The table above is made of the declarations: no transition can be missing from it."""
    assert {(p.code, name) for p, name, _source in EDGES} == {(p.code, n) for p in procedures() for n in p.machine.transitions}
