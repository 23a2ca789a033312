"""How a watch case is played."""

import random
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.queries import holders
from accounts.roles import Role
from config.demonstration import structures
from config.demonstration.driver import WHY, Player, paper
from config.demonstration.plays import Data, Play, Story, Way
from forms.monitoring.watch import rows_of
from workflow import cases
from workflow.models import Case

STRUCTURES = 600_000  # the structures of a case, beside those of other procedures
WARNING = {"text": "يُدعى العموم إلى التثبت من وصل الإيداع قبل الترسيم بهذه الأكاديمية."}
RULE = "لا يمارس نشاط التكوين المهني الخاص إلا بعد الحصول على وصل الإيداع، ولم يثبت أي وصل."
SEEN = "تكوين مساعد تمريض في ثلاثة أشهر مع شهادة جامعية معترف بها."


def answers(*, index: int, chance: random.Random, on: date, region: str) -> dict[str, Any]:
    """What was seen of somebody whom no register knows."""
    return {
        "watch": {
            "suspect_kind": "company",
            "name_and_address": f"أكاديمية الخيال {index}\n9 شارع الافتراض، تونس",
            "channels-0-channel": "social",
            "channels-0-link_or_place": f"https://example.tn/{index}",
            "channels-0-date_seen": (on - timedelta(days=chance.randint(0, 5))).isoformat(),
            "text_seen": SEEN,
            "offence_kind": "no_receipt",
            "victims": "3",
        }
    }


def _told(*, index: int, region: str) -> dict[str, Any]:
    chance = random.Random(index)  # noqa: S311 (for variety, not for secrets)
    return dict(answers(index=index, chance=chance, on=timezone.localdate(), region=region)["watch"])


def of_a_stranger(*, index: int, region: str) -> Case:
    """A company that has no receipt."""
    officer = holders(role=Role.LEGAL_OFFICER)[0]
    return cases.open_ex_officio(code="MON-05", by=officer, provider=None, region=region, data=_told(index=index, region=region))


def begin(*, by: User, index: int, region: str, chance: random.Random) -> Case:
    """A structure of the register that promises a university degree."""
    provider, _site = structures.known_provider(by=by, index=STRUCTURES + index, region=region, on=date(2025, 3, 3))
    officer = holders(role=Role.LEGAL_OFFICER)[0]
    known = {"suspect_kind": "registered_provider", "provider": str(provider.entry), "offence_kind": "university_degree"}
    told = {
        **_told(index=index, region=region),
        **known,
        "name_and_address": f"{provider.corporate_name_ar}\n{provider.head_office}",
    }
    return cases.open_ex_officio(code="MON-05", by=officer, provider=provider.entry, data=told)


def stranger(player: Player) -> None:
    """Another case, about a company that no register knows."""
    player.case = of_a_stranger(index=player.chance.randint(10_000, 90_000), region=player.case.region)


def warn(player: Player) -> None:
    director = holders(role=Role.CENTRAL_DIRECTOR)[0]
    cases.send_letter(case=player.case, name="public_warning", by=director, data=WARNING)
    player.case.refresh_from_db()


def _collected(player: Player, by: User) -> Data:
    found: Data = {"bailiff": "no", "note": WHY}
    for n, row in enumerate(rows_of(player.case)):
        found |= {f"capture_{n}": paper("capture"), f"captured_{n}": max(row["date_seen"], timezone.localdate().isoformat())}
    if player.case.answers.get("watch", {}).get("suspect_kind") == "company":
        found["rne"] = paper("rne")
    return found


def _prosecuted(player: Player, by: User) -> Data:
    ground = "fraud" if player.case.provider else "no_receipt"
    return {"ground": ground, "civil_party": "no", "reason": WHY}


QUALIFIED = ("qualify",)
PROVEN = (*QUALIFIED, "collect_evidence")
NOTICED = (*PROVEN, "serve_cease_notice")
WAYS: dict[str, Way] = {
    "detected": (),
    "qualification": QUALIFIED,
    "evidence_collection": PROVEN,
    "notice_sent": NOTICED,
    "ceased": (*NOTICED, "record_cessation"),
    "referred_to_sanction": (*NOTICED, "refer_to_sanction"),
    "referred_to_prosecutor": (*NOTICED, "refer_to_prosecutor"),
    "dismissed": ("dismiss",),
}
PLAY = Play(
    procedure="MON-05",
    answers=answers,
    begin=begin,
    ways=WAYS,
    longer={"expire_notice": ("stranger", *NOTICED)},
    steps={"stranger": stranger, "warn": warn},
    letters={"public_warning": WARNING},
    fills={
        "qualify": lambda p, u: {
            "offence_kind": "university_degree" if p.case.provider else "no_receipt",
            "law": "L2008-10",
            "rule": RULE,
        },
        "dismiss": lambda p, u: {"ground": "no_rule_broken", "reason": WHY},
        "collect_evidence": _collected,
        "serve_cease_notice": lambda p, u: {"established": "on", "demands": "سحب الإعلان وإرجاع المبالغ المقبوضة من المرسّمين."},
        "record_cessation": lambda p, u: {"how": "removed", "refunds_settled": "on", "proof": paper("proof")},
        "refer_to_sanction": lambda p, u: {
            "persistence": "continues",
            "seen_on": timezone.localdate().isoformat(),
            "reason": WHY,
        },
        "refer_to_prosecutor": _prosecuted,
    },
    stories=(
        Story("watch: detected", (), 2),
        Story("watch: qualified", QUALIFIED, 1),
        Story("watch: proven", PROVEN, 1),
        Story("watch: noticed", NOTICED, 2),
        Story("watch: warned of", (*PROVEN, "warn", "serve_cease_notice"), 1),
        Story("watch: ceased", WAYS["ceased"], 4),
        Story("watch: to sanction", WAYS["referred_to_sanction"], 1),
        Story("watch: to the prosecutor", ("stranger", *NOTICED, "refer_to_prosecutor"), 2),
        Story("watch: nobody answered", ("stranger", *NOTICED, "lapse"), 1),
        Story("watch: dismissed", ("dismiss",), 2),
    ),
)
