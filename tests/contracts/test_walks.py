"""Random lives of cases: whatever people do and time does, in any order, everything still agrees."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from accounts.models import User
from accounts.roles import Role
from config.demonstration.driver import Player
from tests.conftest import START, forget
from tests.contracts.invariants import check
from tests.factories.cases import make_player
from workflow import cases, filing, outbox, policies
from workflow.actions import perform
from workflow.models import Case, Event, OutboxRow
from workflow.notifications import parties
from workflow.procedures import procedures
from workflow.refusals import Refused
from workflow.sweep import run_due

pytestmark = pytest.mark.django_db

SHARED = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}
STEPS = 10_000
DAYS = (0, 0, 1, 3, 12, 35, 70)


class Rolled(Exception):
    """Ends a walk: nothing of it stays."""


def possible(player: Player) -> list[str]:
    """Transitions that somebody may perform now, conditions met, in the order of their names."""
    found = []
    for transition in player.procedure.machine.leaving(player.case.stage):
        if transition.by == (Role.SYSTEM,):
            continue
        try:
            person = player.person_for(transition.name)
        except LookupError:
            continue
        act = player.procedure(player.case, actor=policies.entitle(player.case, transition, person))
        if all(answer for _name, answer in act.answers(transition)) or transition.name in (
            "open_deliberation",
            "record_committee_opinion",
        ):
            found.append(transition.name)
    return found


def step(player: Player, data: Any, clock: Any) -> int:
    """One thing that happens: an act, some days, a letter, a message, or an attempt that must be refused. How many acts of
    people were accepted."""
    what = data.draw(st.sampled_from(["act"] * 6 + ["time", "message", "letter", "wrong"]), label="what")
    before = Case.objects.get(pk=player.case.pk)
    accepted = 0
    try:
        if what == "act":
            acts = possible(player)
            if acts:
                player.perform(data.draw(st.sampled_from(acts), label="act"))
                accepted = 1
        elif what == "time":
            clock.shift(timedelta(days=data.draw(st.sampled_from(DAYS), label="days")))
            run_due()
        elif what == "message":
            cases.write_message(case=before, body="Bonjour", by=before.author or next(parties(before)))
        elif what == "letter":
            letters = player.its_play.letters
            if letters:
                name = data.draw(st.sampled_from(sorted(letters)), label="letter")
                officer = User.objects.filter(postings__role=player.procedure.letters[name].by[0]).first()
                cases.send_letter(case=before, name=name, by=officer, data=letters[name])
        else:
            names = sorted(player.procedure.machine.transitions)
            name = data.draw(st.sampled_from(names), label="wrong")
            people = list(User.objects.order_by("pk"))
            perform(before.pk, name, by=data.draw(st.sampled_from(people), label="by"), data={})
            accepted = 1
    except Refused:
        after = Case.objects.get(pk=before.pk)
        assert (after.stage, after.revision, after.ledger_seq) == (before.stage, before.revision, before.ledger_seq)
    player.case.refresh_from_db()
    return accepted


def walk(ministry: dict[str, User], clock: Any, data: Any, *, procedure: str, steps: int) -> int:
    """Lives one case; at the end it is closed, or somebody has it in hand. How many things happened."""
    clock.move_to(START)
    forget()
    try:
        with transaction.atomic():
            player = make_player(applicant=ministry["applicant"], procedure=procedure, wait=clock.move_to)
            accepted = happened = Event.objects.filter(stream=player.case.stream, kind__startswith="transition.").count()
            if player.case.stage == "draft":
                sending = filing.sending(player.case)
                assert sending is not None
                player.perform(sending.name)
                accepted, happened = accepted + 1, happened + 1
            for _number in range(steps):
                accepted += step(player, data, clock)
                happened += 1
                check(player.case.pk)
                if not player.case.is_open:
                    break
            # Printing takes a second for each document, and is told elsewhere.
            for row in OutboxRow.objects.exclude(topic="document.render"):
                assert outbox.work(row), row.error
            check(player.case.pk)
            # One line of the ledger for each act that was accepted, and for nothing else; the system's are its own.
            told = Event.objects.filter(stream=player.case.stream, kind__startswith="transition.", actor__isnull=False)
            assert told.count() == accepted
            waits = player.case.tasks.filter(closed_at=None).exists()
            assert waits == player.case.is_open
            raise Rolled
    except Rolled:
        forget()
    return happened


@pytest.mark.parametrize("procedure", [p.code for p in procedures()])
@seed(20261123)
@settings(max_examples=3, phases=[Phase.generate], **SHARED)
@given(data=st.data())
def test_walk_ends_in_a_final_stage_or_waits_at_a_desk(procedure: str, ministry: dict[str, User], clock: Any, data: Any) -> None:
    walk(ministry, clock, data, procedure=procedure, steps=14)


@pytest.mark.proof
@pytest.mark.parametrize("procedure", [p.code for p in procedures()])
def test_long_walk_ends_in_a_final_stage_or_waits_at_a_desk(procedure: str, ministry: dict[str, User], clock: Any) -> None:
    """Ten thousand things that happen, shared among the procedures."""
    happened = 0

    @settings(max_examples=20, **SHARED)
    @given(data=st.data())
    def some(data: Any) -> None:
        nonlocal happened
        happened += walk(ministry, clock, data, procedure=procedure, steps=45)

    while happened < STEPS / len(procedures()):
        some()


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("case", {"stage": "under_review"}),
        ("case", {"revision": 7}),
        ("case", {"duties": {}}),
        ("task", {"stage": "submitted"}),
        ("clock", {"status": "stopped", "due": None}),
    ],
)
def test_invariants_see_a_row_that_was_changed_by_hand(table: str, change: dict[str, Any], player: Any) -> None:
    """The checks above could fail."""
    case = player("central_review").case
    check(case.pk)
    rows = {"case": Case.objects.filter(pk=case.pk), "task": case.tasks.filter(closed_at=None), "clock": case.clocks.all()}
    rows[table].update(**change)
    with pytest.raises(AssertionError):
        check(case.pk)
