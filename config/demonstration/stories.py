"""The lives of demonstration cases: which transitions each goes through, and where it now stands."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from config.demonstration import driver
from config.demonstration.driver import Player
from config.demonstration.moment import Moment, beginning
from workflow import cases
from workflow.calendar import WorkingCalendar
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
    """Lives one case through its story, in the past, so that its last act is a few days old."""
    author = people[["applicant", "applicant-2", "applicant-3"][index % 3]]
    span = _span(story)
    start = now - timedelta(days=span + chance.randint(0, 4 if _is_open(story) else 200), hours=chance.randint(0, 5))
    with beginning(start) as moment:
        player = driver.start(by=author, index=index, chance=chance, wait=moment.move_to)
        for step in story.steps:
            _pass(moment, chance.randint(*story.days), calendar())
            _live(player, step, moment, chance)
    return player


def _is_open(story: Story) -> bool:
    ends = ("sign_approval", "sign_refusal", "withdraw", "declare_inadmissible", "lapse", "report_forgery")
    return not story.steps or story.steps[-1] not in ends


def _span(story: Story) -> int:
    """Days that the story needs at the most, so that it never reaches the future."""
    long = {"lapse": 34, "forgery": 18, "put_on_agenda": 12, "order_test": 15}
    return sum(story.days[1] + 3 + long.get(s, 0) for s in story.steps)


def _pass(moment: Moment, days: int, working: WorkingCalendar) -> None:
    """Some days later, at an hour when offices are open."""
    moment.pass_days(days)
    day = working.next_working(timezone.localdate(moment.at))
    moment.move_to(timezone.make_aware(datetime(day.year, day.month, day.day, 9)))


def _live(player: Player, step: str, moment: Moment, chance: random.Random) -> None:
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
