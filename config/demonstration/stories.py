"""The lives of demonstration cases: which transitions each goes through, and where it now stands."""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import zip_longest

from django.utils import timezone

from accounts.models import User
from config.demonstration import driver
from config.demonstration.driver import Player
from config.demonstration.moment import Moment, beginning
from config.demonstration.plays import Play, Story, play_of
from workflow import parameters
from workflow.holidays import calendar
from workflow.models import CommitteeSession
from workflow.procedures import named, procedures

ENDS_AT_ONCE = ("lapse",)
MEETINGS = ("open_deliberation", "open_council", "meet")  # steps that wait for the session of a committee


def all_plays() -> list[Play]:
    return [play_of(procedure.code) for procedure in procedures() if parameters.is_open(procedure)]


def is_closed(play: Play, story: Story) -> bool:
    """Whether the story ends with the case closed, by its last step."""
    machine = named(play.procedure).machine
    if not story.steps:
        return False
    last = machine.transitions.get(story.steps[-1])
    return story.steps[-1] in ENDS_AT_ONCE if last is None else machine.is_final(last.target)


def told(count: int, chance: random.Random) -> Iterator[tuple[Play, Story]]:
    """As many stories as asked: each one once first, the procedures in turn, then by frequency."""
    plots = [[(play, story) for story in play.stories] for play in all_plays()]
    every = [told for turn in zip_longest(*plots) for told in turn if told]
    yield from every[:count]
    weights = [story.frequency for _play, story in every]
    yield from chance.choices(every, weights=weights, k=max(0, count - len(every)))


def tell(play: Play, story: Story, *, index: int, people: dict[str, User], now: datetime, chance: random.Random) -> Player:
    """Lives one case through its story, in the past; an open case made its last move yesterday, a closed one some time ago."""
    author = people[["applicant", "applicant-2", "applicant-3"][index % 3]]
    days = [chance.randint(*story.days) for _step in story.steps]
    ended = now - timedelta(days=chance.randint(5, 200) if is_closed(play, story) else chance.randint(0, 1), hours=1)
    with beginning(_start(play, story, days, ended)) as moment:
        player = driver.start(procedure=play.procedure, by=author, index=index, chance=chance, wait=moment.move_to)
        for step, pause in zip(story.steps, days, strict=True):
            moment.move_to(_next_morning(moment.at + timedelta(days=pause)))
            _live(player, step, moment)
    return player


LAPSE = 48  # days at the most until the system closes what nobody completes


def _start(play: Play, story: Story, days: list[int], ended: datetime) -> datetime:
    """The latest day from which the story is over by `ended`, weekends and meetings included."""
    start = ended - timedelta(days=sum(days))
    while _end(play, story, days, start) > ended:
        start -= timedelta(days=1)
    return start


def _end(play: Play, story: Story, days: list[int], start: datetime) -> datetime:
    at = start
    for step, pause in zip(story.steps, days, strict=True):
        at = max(at, _next_morning(at + timedelta(days=pause)))
        if step in MEETINGS:  # six working days after the case was put on the agenda
            at = _morning(calendar().add_working(timezone.localdate(at - timedelta(days=pause)), 7))
        at += timedelta(days=play.waits.get(step, LAPSE if step == "lapse" else 0), minutes=1)
    return at


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))


def _next_morning(at: datetime) -> datetime:
    """An hour when offices are open, on this day or the next working one."""
    return _morning(calendar().next_working(timezone.localdate(at)))


def _live(player: Player, step: str, moment: Moment) -> None:
    if step in MEETINGS and not _can_meet(player, moment):
        return
    player.play(step)


def _can_meet(player: Player, moment: Moment) -> bool:
    """A session that other cases closed meanwhile cannot hear this one."""
    item = player.case.agenda_items.order_by("-placed_at").first()
    return item is not None and item.session.status in (CommitteeSession.Status.PLANNED, CommitteeSession.Status.CONVENED, "open")
