"""Every transition of every procedure: an empty form is refused, and performing it adds exactly one line to the ledger."""

from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from config.demonstration.plays import play_of
from tests.conftest import forget
from tests.contracts.forbidden import FORBIDDEN, traces
from tests.contracts.invariants import check
from tests.factories.rows import changed, kept
from tests.factories.ways import await_turn, edges, go
from workflow.actions import perform
from workflow.models import Event
from workflow.procedures import procedures
from workflow.refusals import FormInvalid
from workflow.terms import ClockState

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


def by_way() -> dict[tuple[str, tuple[str, ...]], list[tuple[str, str]]]:
    """Transitions with their sources, by the way on which a case is brought to where they are performed."""
    found: dict[tuple[str, tuple[str, ...]], list[tuple[str, str]]] = {}
    for procedure, name, source in EDGES:
        way = tuple(play_of(procedure.code).way(name, source))
        found.setdefault((procedure.code, way), []).append((name, source))
    return found


WAYS = by_way()


@pytest.mark.parametrize(
    ("code", "way"), WAYS, ids=[f"{code}-{edges[0][1]}-{n}" for n, ((code, _w), edges) in enumerate(WAYS.items())]
)
def test_transitions_refuse_an_empty_post_then_add_one_event(code: str, way: tuple[str, ...], player: Any, clock: Any) -> None:
    """Every transition is tried on the same case, of which the others did not happen."""
    made = player(procedure=code, way=way)
    check(made.case.pk)
    begun = timezone.now()
    for name, source in WAYS[code, way]:
        try:
            with transaction.atomic():
                await_turn(made, name, source, clock.move_to)
                try_transition(made, name, source)
                check(made.case.pk)
                transaction.set_rollback(True)
        except BaseException as error:
            error.add_note(f"{code}: {name} at {source}")
            raise
        clock.move_to(begun)
        forget()
        made.case.refresh_from_db()


def try_transition(player: Any, name: str, source: str) -> None:
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
