"""How proceedings for a sanction are played."""

import random
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.queries import holders
from accounts.regions import Region
from accounts.roles import Role
from config.demonstration import structures
from config.demonstration.driver import REASON, WHY, Player, _agenda, _seen, paper
from config.demonstration.plays import Data, Play, Story, Way
from config.demonstration.served import serve
from workflow import cases
from workflow.holidays import calendar
from workflow.models import Case

WARNING = {"text": "أُغلق هذا الهيكل وقتيا بقرار، ويمكن للمتكوّنين الاتصال بالإدارة الجهوية."}
STRUCTURES = 500_000  # the structures of a case, beside those of other procedures


def answers(*, index: int, chance: random.Random, on: date, region: str) -> dict[str, Any]:
    """One grievance; the structure, its site and the case in which it came to light are added by `begin`."""
    fact = chance.choice(["مواصلة التكوين بمحل لم تقع معاينته.", "تكوين دون عقود مع المتكوّنين."])
    row = {
        "grounds-0-article_ref": "L2008-10",
        "grounds-0-fact": fact,
        "grounds-0-dated": (on - timedelta(days=20)).isoformat(),
        "grounds-0-evidence": "محضر معاينة مؤرخ وصور",
        "grounds-0-severity": "major",
    }
    return {"file": row}


def begin(*, by: User, index: int, region: str, chance: random.Random) -> Case:
    """A file drawn up by the director of the region after an inspection of the structure was ordered."""
    place, on = region or str(Region.TUNIS), timezone.localdate()
    provider, site = structures.known_provider(by=by, index=STRUCTURES + index, region=place, on=date(2025, 3, 3))
    director = holders(role=Role.REGIONAL_DIRECTOR, region=place)[0]
    mission = {"provider": str(provider.entry), "site": str(site.entry), "mission_type": "risk", "announced": "yes"}
    origin = cases.open_ex_officio(code="MON-03", by=director, provider=provider.entry, data=mission)
    told = answers(index=index, chance=chance, on=on, region=place)["file"]
    data = {"provider": str(provider.entry), "sites": [str(site.entry)], "origin_case": origin.number, **told}
    return cases.open_ex_officio(code="SAN-01", by=director, provider=provider.entry, data=data)


# Around the acts -----------------------------------------------------------------------------------------------------


def agree(player: Player) -> None:
    """A legal officer says that the grievances stand."""
    if not player.case.notes.exists():
        cases.write_note(case=player.case, body="المآخذ ثابتة ومؤيدة.", by=holders(role=Role.LEGAL_OFFICER)[0])
        player.case.refresh_from_db()


def live_to(player: Player, on: date) -> None:
    if timezone.localdate() < on:
        player.wait(timezone.make_aware(datetime.combine(on, time(9))))


def await_defence(player: Player) -> None:
    """The time for the defence passes."""
    clock = player.case.clocks.filter(stage="grievances_notified").latest("pk")
    live_to(player, (clock.due or timezone.localdate()) + timedelta(days=1))


def await_hearing(player: Player) -> None:
    live_to(player, date.fromisoformat(player.case.facts["hearing"]["on"]))


def minutes(player: Player) -> None:
    player._sign_minutes()


def notify_sanction(player: Player) -> None:
    serve(player.case, "SAN")


def close_for_a_time(player: Player) -> None:
    player.perform("propose_sanction", sanctions_scale="temporary_closure", months="2", plan=paper("plan"), departure=WHY)


# What the forms are given --------------------------------------------------------------------------------------------


def _grievances(player: Player, by: User) -> Data:
    told = player.case.answers["file"]["grounds"]
    rows = {f"grounds-{n}-{cell}": value for n, row in enumerate(told) for cell, value in row.items()}
    proofs = {f"grounds-{n}-evidence": row.get("evidence") or "محضر مؤرخ" for n, row in enumerate(told)}
    until = calendar().add_working(timezone.localdate(), 15).isoformat()
    return {**rows, **proofs, "defence_deadline": until, "evidence": paper("evidence"), "report": paper("report")}


def hearing(player: Player, by: User) -> Data:
    on = calendar().add_working(timezone.localdate(), 11)
    return {"on": on.isoformat(), "at": "10:00", "place": "مقر الوزارة، القاعة عدد 2"}


def heard(player: Player, by: User) -> Data:
    return {
        "attended": "yes",
        "attendance-0-name": "كريم الخيالي",
        "attendance-0-quality": "الممثل القانوني",
        "attendance-0-power": "القانون الأساسي",
        "statement": "أقرّ بالوقائع وصرّح بأن الأشغال انتهت.",
        "signature": "signed",
        "minutes": paper("minutes"),
    }


GRIEVED = ("agree", "notify_grievances")
CONVENED = (*GRIEVED, "file_defence", "await_defence", "convene_hearing")
HEARD = (*CONVENED, "await_hearing", "hold_hearing")
SITTING = (*HEARD, "open_council")
DELIBERATED = (*SITTING, "votes")
OPINION = (*DELIBERATED, "record_committee_opinion")
PROPOSED = (*OPINION, "propose_sanction")
IN_FORCE = (*PROPOSED, "sign_sanction")
SERVED = (*IN_FORCE, "notify_sanction")
WAYS: dict[str, Way] = {
    "file_preparation": (),
    "grievances_notified": GRIEVED,
    "hearing_convened": CONVENED,
    "hearing_held": HEARD,
    "council_deliberation": SITTING,
    "opinion_issued": OPINION,
    "awaiting_signature": PROPOSED,
    "sanction_in_force": IN_FORCE,
    "sanction_completed": (*SERVED, "complete_sanction"),
    "sanction_lifted": (*IN_FORCE, "lift_sanction"),
    "dismissed": ("sign_dismissal",),
}
PLAY = Play(
    procedure="SAN-01",
    answers=answers,
    begin=begin,
    ways=WAYS,
    longer={
        "notify_grievances": ("agree",),
        "convene_hearing": (*GRIEVED, "await_defence"),
        "hold_hearing": (*CONVENED, "await_hearing"),
        "record_committee_opinion": (*DELIBERATED, "minutes"),
        "complete_sanction": SERVED,
    },
    steps={
        "agree": agree,
        "await_defence": await_defence,
        "await_hearing": await_hearing,
        "minutes": minutes,
        "notify_sanction": notify_sanction,
        "close_for_a_time": close_for_a_time,
    },
    before={"notify_grievances": agree},
    waits={"await_defence": 30, "await_hearing": 20, "open_council": 12},
    letters={"public_warning": WARNING},
    fills={
        "notify_grievances": _grievances,
        "file_defence": lambda p, u: {"text": "انتهت أشغال التهيئة ووقعت المعاينة.", "asks_hearing": "no", "confirm": "on"},
        "convene_hearing": hearing,
        "postpone_hearing": lambda p, u: {**hearing(p, u), "why": "request", "reason": WHY},
        "hold_hearing": lambda p, u: {**heard(p, u), **_agenda(p, u)},
        "adjourn": lambda p, u: {**hearing(p, u), "reason": WHY},
        "record_committee_opinion": lambda p, u: {"proposed": "warning", "text": "ثبتت المآخذ، وتقترح اللجنة الإنذار."},
        "propose_sanction": lambda p, u: {"sanctions_scale": "warning", "basis": WHY, "proportionate": "on"},
        "return_for_review": REASON,
        "sign_sanction": lambda p, u: {**_seen(p, u, "sign_sanction"), "reason": WHY},
        "sign_dismissal": lambda p, u: {"reason": WHY, "confirm": "on"},
        "complete_sanction": lambda p, u: {"how": "وقع تبليغ الإنذار وتسجيله."},
        "lift_sanction": lambda p, u: {"proof": paper("proof"), "reason": WHY},
    },
    stories=(
        Story("sanction: file", (), 2),
        Story("sanction: grievances notified", GRIEVED, 2),
        Story("sanction: to be heard", CONVENED, 1),
        Story("sanction: heard", HEARD, 1),
        Story("sanction: proposed", PROPOSED, 1),
        Story("sanction: in force", IN_FORCE, 2),
        Story("sanction: closed for a time", (*OPINION, "close_for_a_time", "sign_sanction"), 1),
        Story("sanction: completed", (*SERVED, "complete_sanction"), 2),
        Story("sanction: dismissed", ("sign_dismissal",), 1),
    ),
)
