"""How the interruption of a site is played, and its return."""

import random
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from config.demonstration import applications, structures
from config.demonstration.driver import WHY, Player, paper, refused, signed
from config.demonstration.plays import Data, Play, Story, Way
from config.demonstration.visits import VISIT_FILLS, await_visit, fail_badly
from workflow import cases
from workflow.models import Case
from workflow.procedures import named
from workflow.sweep import run_due

FIRST, STRUCTURES = 40, 800_000  # days before the interruption; the structures of a case, beside those of other procedures


def answers(*, index: int, chance: random.Random, on: date, region: str, site: Any = None) -> dict[str, Any]:
    """A complete application for an interruption of six months, without a session."""
    first = on + timedelta(days=FIRST)
    return {
        "interruption": {
            "provider_or_site": str(site.entry) if site else "",
            "reason": "works",
            "force_majeure": "no",
            "start_date": first.isoformat(),
            "end_date": (first + timedelta(days=180)).isoformat(),
            "contact_during": "+21671234567",
        },
        "declaration": structures.DECLARATION,
    }


def begin(*, by: User, index: int, region: str, chance: random.Random) -> Case:
    """A complete draft of a structure that the registers know."""
    today = timezone.localdate()
    terms: dict[str, Any] = {"by": by, "index": STRUCTURES + index, "region": region}
    _provider, site = structures.known_provider(**terms, on=today - timedelta(days=400))
    own = structures.organisation_of(by=by, index=STRUCTURES + index)
    case = cases.open_draft(procedure=named("LIC-05"), by=by, organisation=own)
    applications.fill(case, answers(index=index, chance=chance, on=today, region=region, site=site))
    applications.join_papers(case, by)
    return case


def _resumption(player: Player, by: User, *, after: int = 20, changed: str = "no") -> Data:
    """The site resumes some days after it stopped, with its papers in order."""
    first, _until = player.procedure.application.period(player.case)
    day = max(first, timezone.localdate()) + timedelta(days=after)
    end = (day + timedelta(days=300)).isoformat()
    more = {"changes_since": "عُوّض المدير البيداغوجي."} if changed == "yes" else {}
    return {
        "resumption_date": day.isoformat(),
        "premises_changed": "no",
        "staff_changed": changed,
        **more,
        "insurance": paper("insurance"),
        "insurance_end": end,
        "fire_certificate": paper("fire"),
        "fire_certificate_end": end,
        "lease_changed": "no",
    }


def ask_with_changes(player: Player) -> None:
    """The staff has changed: the site is visited before it resumes."""
    by = player.person_for("request_resumption")
    player.perform("request_resumption", by=by, **_resumption(player, by, changed="yes"))


def wait_for_silence(player: Player) -> None:
    """Lets the days pass after which silence authorises."""
    for _day in range(40):
        player.wait(timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=1), time(9))))
        run_due()
        player.case.refresh_from_db()
        if player.case.stage != "under_review":
            return


def wait_too_long(player: Player) -> None:
    """Lets the authorised period end, and thirty days more."""
    _first, until = player.procedure.application.period(player.case)
    player.wait(timezone.make_aware(datetime.combine(until + timedelta(days=34), time(9))))
    run_due()
    player.case.refresh_from_db()


def _extension(player: Player, by: User) -> Data:
    _first, until = player.procedure.application.period(player.case)
    return {"until": (until + timedelta(days=90)).isoformat(), "reason": WHY}


def _new_date(player: Player, by: User) -> Data:
    later = (timezone.localdate() + timedelta(days=60)).isoformat()
    return {**refused(player, by), "new_date": later, "confirm": "on"}


FILED = ("submit",)
REGISTERED = (*FILED, "register_case")
INTERRUPTED = (*REGISTERED, "authorise_interruption")
ASKED = (*INTERRUPTED, "request_resumption")
SCHEDULED = (*INTERRUPTED, "ask_with_changes", "schedule_visit")
VISITED = (*SCHEDULED, "report_visit")
FOUND_UNFIT = (*SCHEDULED, "fail_badly")
WAYS: dict[str, Way] = {
    "draft": (),
    "submitted": FILED,
    "incomplete": (*FILED, "return_incomplete"),
    "inadmissible": (*FILED, "declare_inadmissible"),
    "under_review": REGISTERED,
    "awaiting_complements": (*REGISTERED, "request_complements"),
    "withdrawn": (*REGISTERED, "withdraw"),
    "refused": (*REGISTERED, "refuse_interruption"),
    "interruption_active": INTERRUPTED,
    "resumption_requested": ASKED,
    "visit_scheduled": SCHEDULED,
    "visit_reported": VISITED,
    "resumed": (*ASKED, "authorise_resumption"),
    "closure_triggered": (*INTERRUPTED, "too_long"),
}
PLAY = Play(
    procedure="LIC-05",
    answers=answers,
    begin=begin,
    ways=WAYS,
    longer={
        "schedule_visit": (*INTERRUPTED, "ask_with_changes"),
        "report_visit": (*SCHEDULED, "await_visit"),
        "refuse_resumption": FOUND_UNFIT,
    },
    steps={
        "ask_with_changes": ask_with_changes,
        "await_visit": await_visit,
        "fail_badly": fail_badly,
        "silence": wait_for_silence,
        "too_long": wait_too_long,
    },
    waits={"await_visit": 12, "report_visit": 12, "fail_badly": 12, "silence": 30, "too_long": 270},
    fills={
        **VISIT_FILLS,
        "authorise_interruption": signed("authorise_interruption"),
        "refuse_interruption": lambda p, u: {**refused(p, u), "confirm": "on"},
        "extend_interruption": _extension,
        "request_resumption": _resumption,
        "authorise_resumption": signed("authorise_resumption"),
        "refuse_resumption": _new_date,
    },
    stories=(
        Story("interruption: at the counter", FILED, 1),
        Story("interruption: in the region", REGISTERED, 1),
        Story("interruption: in force", INTERRUPTED, 2),
        Story("interruption: by silence", (*REGISTERED, "silence"), 1),
        Story("interruption: to resume", ASKED, 1),
        Story("interruption: visited", VISITED, 1),
        Story("interruption: resumed", (*ASKED, "authorise_resumption"), 2),
        Story("interruption: became a closure", (*INTERRUPTED, "too_long"), 1),
        Story("interruption: refused", (*REGISTERED, "refuse_interruption"), 1),
    ),
)
