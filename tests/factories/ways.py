"""Brings a case to where one transition can be performed: its stage, and what its conditions ask."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Min
from django.utils import timezone

from config.demonstration.driver import Player
from workflow.actions import Performed, perform
from workflow.actor import SYSTEM
from workflow.models import Clock
from workflow.procedure import Procedure
from workflow.sweep import run_due


def edges(procedure: type[Procedure]) -> list[tuple[str, str]]:
    """Every transition with each of its sources."""
    return [(t.name, source) for t in procedure.machine.transitions.values() for source in t.sources]


def bring(make: Callable[..., Player], name: str, source: str, wait: Callable[..., None], *, document: str = "") -> Player:
    """A case at the source, where the transition may now be performed and issues the document; `wait` moves the clock."""
    player = make()
    player.play(*player.its_play.way(name, source, document=document))
    await_turn(player, name, source, wait)
    return player


def await_turn(player: Player, name: str, source: str, wait: Callable[..., None]) -> None:
    """Lets pass what the transition waits for, at its source."""
    if name in player.procedure.machine.desks[source].timers:
        timer = player.case.clocks.filter(kind=Clock.Kind.TIMER, then=name).exclude(status="stopped").get()
        wait(timezone.make_aware(datetime.combine(timer.due + timedelta(days=1), time(9))))
    elif name == player.procedure.machine.desks[source].reminds:
        await_reminder(player, wait)
    elif player.transition(name).by == ("system",) and player.case.clocks.filter(stage=source, kind=Clock.Kind.STAGE).exists():
        let_pass(player, wait)
    assert player.case.stage == source


def await_reminder(player: Player, wait: Callable[..., None]) -> None:
    """Lives up to the morning of the next reminder."""
    clock = player.case.clocks.filter(kind=Clock.Kind.STAGE, stage=player.case.stage).exclude(status="stopped").get()
    day = date.fromisoformat(clock.runs[0][0]) + timedelta(days=clock.reminders[len(clock.reminded_on)])
    wait(timezone.make_aware(datetime.combine(day, time(9))))


def let_pass(player: Player, wait: Callable[..., None]) -> None:
    """Lets the time limit of the stage pass, with its reminders, up to the day before the system acts."""
    clock = player.case.clocks.filter(kind=Clock.Kind.STAGE, stage=player.case.stage).exclude(status="stopped").get()
    assert clock.due
    while (today := timezone.localdate()) < clock.due:
        # On the days between, the sweep has nothing to do.
        due = Clock.objects.filter(next_act__isnull=False).aggregate(Min("next_act"))["next_act__min"]
        days = (min(due, clock.due) - today).days if due else (clock.due - today).days
        wait(timezone.now() + timedelta(days=max(1, days)))
        run_due()
    wait(timezone.now() + timedelta(days=1))
    player.case.refresh_from_db()


def go(player: Player, name: str, **changes: Any) -> Performed:
    """Performs the transition as whoever may: a person, or the system."""
    if player.transition(name).by == ("system",):
        done = perform(player.case.pk, name, by=SYSTEM)
        player.case.refresh_from_db()
        return done
    return player.perform(name, **changes)
