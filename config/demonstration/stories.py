"""The lives of demonstration cases: which transitions each goes through, and where it now stands."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.models import User
from config.demonstration import driver
from config.demonstration.driver import Player
from config.demonstration.moment import Moment, beginning
from workflow import cases
from workflow.holidays import calendar
from workflow.models import CommitteeSession
from workflow.sweep import run_due

FILED = ("submit",)
REGISTERED = (*FILED, "register_case")
TO_CENTRE = (*REGISTERED, "transmit_to_centre")
QUERIED = (*TO_CENTRE, "query_awarding_body")
REPORTED = (*TO_CENTRE, "assign_rapporteur", "file_rapporteur_report")
ON_AGENDA = (*REPORTED, "put_on_agenda")
DELIBERATED = (*ON_AGENDA, "open_deliberation", "votes")
OPINION = (*DELIBERATED, "record_committee_opinion")
PROPOSED = (*OPINION, "propose_approval")


@dataclass(frozen=True)
class Story:
    """A sequence of transitions; `days` pass before each, `frequency` says how often the story is told."""

    name: str
    steps: tuple[str, ...]
    frequency: int
    days: tuple[int, int] = (0, 3)

    @property
    def is_closed(self) -> bool:
        ends = ("sign_approval", "sign_refusal", "withdraw", "declare_inadmissible", "lapse", "report_forgery")
        return bool(self.steps) and self.steps[-1] in ends


STORIES = [
    Story("draft", (), 2),
    Story("waiting at the counter", FILED, 4),
    Story("returned", (*FILED, "return_incomplete"), 2),
    Story("completed again", (*FILED, "return_incomplete", "resubmit"), 2),
    Story("in the region", REGISTERED, 5),
    Story("complements asked", (*REGISTERED, "request_complements"), 3),
    Story("complements supplied", (*REGISTERED, "request_complements", "supply_complements"), 2),
    Story("at the centre", TO_CENTRE, 5),
    Story("complements asked by the centre", (*TO_CENTRE, "request_central_complements"), 2),
    Story("body asked", QUERIED, 4),
    Story("body answered", (*QUERIED, "record_awarding_body_answer"), 2),
    Story("with the rapporteur", (*TO_CENTRE, "assign_rapporteur"), 3),
    Story("reported", REPORTED, 2),
    Story("test ordered", (*REPORTED, "order_test"), 2),
    Story("on the agenda", ON_AGENDA, 4),
    Story("deliberation open", (*ON_AGENDA, "open_deliberation"), 1),
    Story("opinion recorded", OPINION, 2),
    Story("to be signed", PROPOSED, 4),
    Story("refusal to be signed", (*OPINION, "propose_refusal"), 2),
    Story("granted", (*PROPOSED, "sign_approval"), 14),
    Story("granted after the body's answer", (*QUERIED, "record_awarding_body_answer", *PROPOSED[3:], "sign_approval"), 5),
    Story("granted after a test", (*REPORTED, "order_test", "record_test", *PROPOSED[5:], "sign_approval"), 3),
    Story("refused", (*OPINION, "propose_refusal", "sign_refusal"), 4),
    Story("withdrawn", (*REGISTERED, "withdraw"), 2),
    Story("inadmissible", (*FILED, "declare_inadmissible"), 2),
    Story("lapsed", (*FILED, "return_incomplete", "lapse"), 2),
    Story("forged", (*QUERIED, "forgery", "report_forgery"), 1),
]


def told(count: int, chance: random.Random) -> Iterator[Story]:
    """As many stories as asked: each one once first, then by frequency."""
    yield from STORIES[:count]
    weights = [s.frequency for s in STORIES]
    yield from chance.choices(STORIES, weights=weights, k=max(0, count - len(STORIES)))


def tell(story: Story, *, index: int, people: dict[str, User], now: datetime, chance: random.Random) -> Player:
    """Lives one case through its story, in the past; an open case made its last move yesterday, a closed one some time ago."""
    author = people[["applicant", "applicant-2", "applicant-3"][index % 3]]
    days = [chance.randint(*story.days) for _step in story.steps]
    ended = now - timedelta(days=chance.randint(5, 200) if story.is_closed else chance.randint(0, 1), hours=1)
    with beginning(_start(story, days, ended)) as moment:
        player = driver.start(by=author, index=index, chance=chance, wait=moment.move_to)
        for step, pause in zip(story.steps, days, strict=True):
            moment.move_to(_next_morning(moment.at + timedelta(days=pause)))
            _live(player, step, moment)
    return player


# Steps before or during which time must pass, in days at the most.
WAITS = {"lapse": 48, "forgery": 16}


def _start(story: Story, days: list[int], ended: datetime) -> datetime:
    """The latest day from which the story is over by `ended`, weekends and meetings included."""
    start = ended - timedelta(days=sum(days))
    while _end(story, days, start) > ended:
        start -= timedelta(days=1)
    return start


def _end(story: Story, days: list[int], start: datetime) -> datetime:
    at = start
    for step, pause in zip(story.steps, days, strict=True):
        at = max(at, _next_morning(at + timedelta(days=pause)))
        if step == "open_deliberation":  # six working days after the case was put on the agenda
            at = _morning(calendar().add_working(timezone.localdate(at - timedelta(days=pause)), 7))
        at += timedelta(days=WAITS.get(step, 0), minutes=1)
    return at


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))


def _next_morning(at: datetime) -> datetime:
    """An hour when offices are open, on this day or the next working one."""
    return _morning(calendar().next_working(timezone.localdate(at)))


def _live(player: Player, step: str, moment: Moment) -> None:
    special: dict[str, Callable[[], object]] = {
        "lapse": lambda: _lapse(player, moment),
        "forgery": lambda: _accuse(player, moment),
    }
    if step in special:
        special[step]()
        return
    if step == "open_deliberation" and not _can_meet(player, moment):
        return
    player.play(step)


def _can_meet(player: Player, moment: Moment) -> bool:
    """A session that other cases closed meanwhile cannot hear this one."""
    item = player.case.agenda_items.order_by("-placed_at").first()
    return item is not None and item.session.status in (CommitteeSession.Status.PLANNED, CommitteeSession.Status.CONVENED, "open")


def _lapse(player: Player, moment: Moment) -> None:
    for _reminder_or_end in range(6):
        moment.pass_days(8)
        run_due()
        player.case.refresh_from_db()


def _accuse(player: Player, moment: Moment) -> None:
    letter = {"alleged": "لا يوجد رقم الشهادة بسجل الجهة المانحة.", "evidence": "مكتوب الجهة المانحة، بالملف."}
    officer = player.person_for("record_awarding_body_answer")
    cases.send_letter(case=player.case, name="adversarial_letter", by=officer, data=letter)
    player.case.refresh_from_db()
    moment.pass_days(16)


__all__ = ["STORIES", "Story", "tell", "told"]
