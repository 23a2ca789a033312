"""How a mission of inspection is played."""

import random
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.queries import holders
from accounts.regions import Region
from accounts.roles import Role
from config.demonstration import structures
from config.demonstration.driver import REASON, WHY, Player, paper
from config.demonstration.plays import Data, Play, Story, Way
from config.demonstration.visits import LIGHT, await_visit, lines, team
from registers import checklist, sites
from workflow import cases
from workflow.holidays import calendar
from workflow.models import Case

WARNING = {"text": "أُوقفت الدروس بالمقر إلى حين رفع الخطر المعاين."}


def answers(*, index: int, chance: random.Random, on: date, region: str) -> dict[str, Any]:
    """What is asked when the mission is planned, but for the structure and its site."""
    return {"mission": {"mission_type": chance.choice(["annual_plan", "risk", "first"]), "announced": "yes"}}


def opened(*, by: User, index: int, region: str, **told: str) -> Case:
    """A mission planned by the director of a region that has inspectors, about a structure of the region."""
    place = region if holders(role=Role.LEAD_INSPECTOR, region=region).exists() else str(Region.TUNIS)
    provider, site = structures.known_provider(by=by, index=index, region=place, on=date(2025, 3, 3))
    director = holders(role=Role.REGIONAL_DIRECTOR, region=place)[0]
    data = {"provider": str(provider.entry), "site": str(site.entry), **told}
    return cases.open_ex_officio(code="MON-03", by=director, provider=provider.entry, data=data)


def begin(*, by: User, index: int, region: str, chance: random.Random) -> Case:
    told = answers(index=index, chance=chance, on=timezone.localdate(), region=region)["mission"]
    return opened(by=by, index=index, region=region, **told)


def surprise(player: Player) -> None:
    """Another mission about the same structure, which is not announced."""
    site = sites.get(player.case.answers["mission"]["site"])
    data = {
        "provider": str(player.case.provider),
        "site": str(site.entry),
        "mission_type": "complaint",
        "announced": "no",
        "order_reason": "شكوى بخصوص سلامة المحل.",
    }
    player.case = cases.open_ex_officio(code="MON-03", by=player.case.author, provider=player.case.provider, data=data)


def find(player: Player, **answers: str) -> None:
    player.perform("record_findings", **lines(**answers))


def find_flaw(player: Player) -> None:
    find(player, **{LIGHT: checklist.NOT_CONFORM})


def find_danger(player: Player) -> None:
    find(player, **{"SEC-01": checklist.NOT_CONFORM})


def warn(player: Player) -> None:
    director = holders(role=Role.REGIONAL_DIRECTOR, region=player.case.region)[0]
    cases.send_letter(case=player.case, name="public_warning", by=director, data=WARNING)
    player.case.refresh_from_db()


def _notice(player: Player, by: User) -> Data:
    visit, earliest = player.case.facts["visit"], calendar().add_working(timezone.localdate(), 5).isoformat()
    return {"on": max(visit["on"], earliest), "at": visit["at"], "place": visit["place"]}


def _replacement(player: Player, by: User) -> Data:
    form = player.transition("replace_inspector").form(None, None, case=player.case, actor=None)
    visit = player.case.facts["visit"]
    leaving = next(m["user"] for m in visit["team"] if m["user"] != visit["lead"])
    new = form.fields["replacement"].queryset.first()
    return {"leaving": str(leaving), "replacement": new.pk, "no_interest": "on", "reason": WHY}


def _obstruction(player: Player, by: User) -> Data:
    return {"what": "access", "witnesses": "متفقد، شاهد", "minute": paper("minute"), "is_danger": "no", "reason": WHY}


def _final(player: Player, by: User) -> Data:
    response = {"response": "سُجّلت الملاحظات وبقيت المعاينة قائمة."} if player.case.facts.get("observations") else {}
    return {"confirm": "on", **response}


TEAM = ("assign_team",)
NOTIFIED = (*TEAM, "notify_visit")
ARRIVED = (*NOTIFIED, "await_visit", "start_on_site")
OBSTRUCTED = (*ARRIVED, "record_obstruction")


def _to(*steps: str) -> Way:
    """From the place to the final report, with what was found."""
    return (*ARRIVED, *steps, "end_on_site", "send_provisional_report", "file_observations", "finalise_report")


FINAL, FLAWED, DANGEROUS = _to("record_findings"), _to("find_flaw"), _to("find_danger")
WAYS: dict[str, Way] = {
    "planned": (),
    "team_assigned": TEAM,
    "notified": NOTIFIED,
    "cancelled": ("cancel",),
    "in_progress": ARRIVED,
    "obstructed": OBSTRUCTED,
    "draft_report": FINAL[:-3],
    "report_sent": FINAL[:-2],
    "observations_received": FINAL[:-1],
    "final_report": FINAL,
    "closed_compliant": (*FINAL, "close_compliant"),
    "closed_with_plan": (*FLAWED, "open_action_plan"),
    "referred_to_sanction": (*DANGEROUS, "refer_to_sanction_final"),
}
PLAY = Play(
    procedure="MON-03",
    answers=answers,
    begin=begin,
    ways=WAYS,
    longer={
        "start_on_site@team_assigned": ("surprise", *TEAM, "await_visit"),
        "start_on_site": (*NOTIFIED, "await_visit"),
        "end_on_site": (*ARRIVED, "record_findings"),
        "open_action_plan": FLAWED,
        "refer_to_sanction_final": (*DANGEROUS, "warn"),
    },
    steps={
        "await_visit": await_visit,
        "find_flaw": find_flaw,
        "find_danger": find_danger,
        "surprise": surprise,
        "warn": warn,
    },
    letters={"public_warning": WARNING},
    waits={"await_visit": 14},
    fills={
        "assign_team": lambda p, u: team(p, u, "assign_team"),
        "cancel": REASON,
        "declare_conflict": REASON,
        "declare_late_conflict": REASON,
        "replace_inspector": _replacement,
        "notify_visit": _notice,
        "start_on_site": lambda p, u: {
            "started_at": "09:30",
            "cards_shown": "on",
            "representative": "yes",
            "representative_name": "المدير البيداغوجي",
        },
        "record_findings": lambda p, u: lines(),
        "record_obstruction": _obstruction,
        "resume_visit": lambda p, u: {"given_by": "structure", "started_at": "10:00"},
        "refer_to_sanction": REASON,
        "end_on_site": lambda p, u: {
            "ended_at": "12:30",
            "met": "المدير البيداغوجي",
            "trainees_present": "14",
            "signature": "signed",
        },
        "send_provisional_report": lambda p, u: {
            "summary": "الهيكل مطابق في مجمله لكراس الشروط.",
            "observations_deadline": calendar().add_working(timezone.localdate(), 15).isoformat(),
            "report": paper("report"),
            "signed_by_all": "on",
        },
        "file_observations": lambda p, u: {"text": "وقع رفع النقص الملاحظ بعد الزيارة."},
        "finalise_report": _final,
        "refer_to_sanction_final": REASON,
    },
    stories=(
        Story("inspection: planned", (), 2),
        Story("inspection: team named", TEAM, 1),
        Story("inspection: announced", NOTIFIED, 1),
        Story("inspection: on site", ARRIVED, 1),
        Story("inspection: report being written", FINAL[:-3], 1),
        Story("inspection: report sent", FINAL[:-2], 2),
        Story("inspection: compliant", WAYS["closed_compliant"], 5),
        Story("inspection: with a plan", WAYS["closed_with_plan"], 2),
        Story("inspection: referred", WAYS["referred_to_sanction"], 1),
        Story("inspection: obstructed", (*OBSTRUCTED, "refer_to_sanction"), 1),
    ),
)
