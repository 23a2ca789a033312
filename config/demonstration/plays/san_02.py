"""How an urgent closure is played."""

import random
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.queries import holders
from accounts.regions import Region
from accounts.roles import Role
from config.demonstration import structures
from config.demonstration.driver import REASON, WHY, Player, _seen, paper
from config.demonstration.plays import Data, Play, Story, Way
from config.demonstration.served import serve
from workflow import cases
from workflow.holidays import calendar
from workflow.models import Case

STRUCTURES = 600_000  # the structures of a case, beside those of other procedures
FACTS = "عاين المتفقدون أسلاكا كهربائية مكشوفة قرب مخزن مواد سريعة الالتهاب بحضور شاهدين."
WARNING = {"text": "أُغلق هذا المقر تحفظيا، ويمكن للمتكوّنين الاتصال بالإدارة الجهوية."}


def answers(*, index: int, chance: random.Random, on: date, region: str) -> dict[str, Any]:
    """The danger and the measure, but for the structure and its site."""
    told = {
        "danger": chance.choice(["fire", "building", "health"]),
        "facts": FACTS,
        "measure": "close_site",
        "duration_days": "30",
    }
    return {"measure": told}


def begin(*, by: User, index: int, region: str, chance: random.Random) -> Case:
    place = region or str(Region.TUNIS)
    provider, site = structures.known_provider(by=by, index=STRUCTURES + index, region=place, on=date(2025, 3, 3))
    director = holders(role=Role.REGIONAL_DIRECTOR, region=place)[0]
    told = answers(index=index, chance=chance, on=timezone.localdate(), region=place)["measure"]
    data = {"provider": str(provider.entry), "site": str(site.entry), **told}
    return cases.open_ex_officio(code="SAN-02", by=director, provider=provider.entry, data=data)


def await_hearing(player: Player) -> None:
    on = date.fromisoformat(player.case.facts["hearing"]["on"])
    if timezone.localdate() < on:
        player.wait(timezone.make_aware(datetime.combine(on, time(9))))


def notify_measure(player: Player) -> None:
    serve(player.case, "PREC")


def _proposal(player: Player, by: User) -> Data:
    told = player.case.answers["measure"]
    return {
        "measure": told.get("measure") or "close_site",
        "duration_days": str(told.get("duration_days") or 30),
        "evidence": paper("evidence"),
        "report": paper("report"),
        "on": calendar().add_working(timezone.localdate(), 5).isoformat(),
        "at": "10:00",
        "place": "مقر الإدارة الجهوية",
        "present": "on",
        "least": "on",
    }


def _heard(player: Player, by: User) -> Data:
    return {
        "attended": "yes",
        "attendance-0-name": "كريم الخيالي",
        "attendance-0-quality": "الممثل القانوني",
        "attendance-0-power": "القانون الأساسي",
        "statement": "تعهّد الممثل القانوني برفع الخطر في أقرب الآجال.",
        "signature": "signed",
        "minutes": paper("minutes"),
    }


PROPOSED = ("propose_measure",)
SIGNED = (*PROPOSED, "sign_measure")
HEARD = (*SIGNED, "await_hearing", "hold_hearing")
WAYS: dict[str, Way] = {
    "proposed": (),
    "awaiting_signature": PROPOSED,
    "measure_in_force": SIGNED,
    "hearing_held": HEARD,
    "lifted": (*HEARD, "lift_measure"),
    "converted_to_sanction": (*HEARD, "convert_to_sanction"),
    "rejected": (*PROPOSED, "reject_measure"),
    "expired": (*HEARD, "lapse"),
}
PLAY = Play(
    procedure="SAN-02",
    answers=answers,
    begin=begin,
    ways=WAYS,
    longer={"hold_hearing": (*SIGNED, "await_hearing")},
    steps={"await_hearing": await_hearing, "notify_measure": notify_measure},
    letters={"public_warning": WARNING},
    waits={"await_hearing": 12},
    fills={
        "propose_measure": _proposal,
        "reject_measure": REASON,
        "sign_measure": lambda p, u: {**_seen(p, u, "sign_measure"), "reason": WHY},
        "extend_measure": lambda p, u: {**_seen(p, u, "extend_measure"), "reason": WHY},
        "hold_hearing": _heard,
        "lift_measure": lambda p, u: {"proof": paper("proof"), "reason": WHY},
        "convert_to_sanction": REASON,
    },
    stories=(
        Story("urgent closure: proposed", (), 1),
        Story("urgent closure: in force", SIGNED, 2),
        Story("urgent closure: heard", HEARD, 1),
        Story("urgent closure: extended", (*HEARD, "extend_measure"), 1),
        Story("urgent closure: lifted", (*HEARD, "lift_measure"), 2),
        Story("urgent closure: proceedings", (*HEARD, "convert_to_sanction"), 1),
        Story("urgent closure: rejected", (*PROPOSED, "reject_measure"), 1),
    ),
)
