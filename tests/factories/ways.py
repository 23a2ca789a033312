"""Brings a case to where one transition can be performed: its stage, and what its conditions ask."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from config.demonstration.driver import Player
from config.demonstration.stories import ON_AGENDA, OPINION, PROPOSED, REPORTED
from tests.factories.cases import WAYS
from workflow import cases
from workflow.actions import Performed, perform
from workflow.actor import SYSTEM
from workflow.models import Clock
from workflow.procedure import Procedure
from workflow.sweep import run_due

LETTER = {"alleged": "لا يوجد رقم الشهادة بسجل الجهة المانحة.", "evidence": "مكتوب الجهة المانحة، بالملف."}
# Where the shortest way to the stage does not meet the conditions.
LONGER: dict[str, tuple[str, ...]] = {
    "put_on_agenda": REPORTED,
    "record_committee_opinion": (*ON_AGENDA, "open_deliberation", "votes"),
    "sign_refusal": (*OPINION, "propose_refusal"),
    "sign_approval": PROPOSED,
}


def edges(procedure: type[Procedure]) -> list[tuple[str, str]]:
    """Every transition with each of its sources."""
    return [(t.name, source) for t in procedure.machine.transitions.values() for source in t.sources]


def bring(make: Callable[..., Player], name: str, source: str, wait: Callable[..., None]) -> Player:
    """A case at the source, where the transition may now be performed; `wait` moves the clock."""
    player = make()
    player.play(*LONGER.get(name, WAYS[source]))
    if name == "report_forgery":
        accuse(player, wait)
    if player.transition(name).by == ("system",):
        let_pass(player, wait)
    assert player.case.stage == source
    return player


def accuse(player: Player, wait: Callable[..., None], *, days: int = 15) -> None:
    """Sends the adversarial letter and lets the days pass in which the holder may answer."""
    officer = player.person_for("query_awarding_body" if player.case.stage == "central_review" else "record_awarding_body_answer")
    cases.send_letter(case=player.case, name="adversarial_letter", by=officer, data=LETTER)
    player.case.refresh_from_db()
    wait(timezone.now() + timedelta(days=days))


def let_pass(player: Player, wait: Callable[..., None]) -> None:
    """Lets the time limit of the stage pass, with its reminders, up to the day before the system acts."""
    clock = player.case.clocks.filter(kind=Clock.Kind.STAGE, stage=player.case.stage).exclude(status="stopped").get()
    assert clock.due
    while timezone.localdate() < clock.due:
        wait(timezone.now() + timedelta(days=1))
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
