"""How a corrective plan is played."""

import random
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.queries import holders
from accounts.regions import Region
from accounts.roles import Role
from config.demonstration import structures
from config.demonstration.driver import REASON, WHY, Player, paper
from config.demonstration.plays import Data, Play, Story, Way
from config.demonstration.plays.mon_03 import answers as mission
from config.demonstration.visits import VISIT_FILLS, await_visit
from forms.monitoring.plan import lines_of
from registers import nonconformities
from registers.entries import Cause
from workflow import cases
from workflow.holidays import calendar
from workflow.models import Case

STRUCTURES = 500_000  # the structures of a case, beside those of other procedures
MAJOR = ("APP-02", "major", "لا توجد معلّقة للأسعار بالمدخل.")
MINOR = ("SEC-09", "minor", "لا يوجد رسم للإخلاء بالطابق الأول.")
CRITICAL = ("SEC-01", "critical", "انتهت صلاحية شهادة الوقاية من الحرائق.")


def answers(*, index: int, chance: random.Random, on: date, region: str) -> dict[str, Any]:
    """What is asked when the plan is opened, but for its origin and its lines."""
    return {"plan": {"plan_due": calendar().add_working(on, 10).isoformat()}}


def opened(*, by: User, index: int, region: str, lines: tuple[tuple[str, str, str], ...]) -> Case:
    """A plan that the director of a region asks for, after a mission that found these lines."""
    place = region if holders(role=Role.LEAD_INSPECTOR, region=region).exists() else str(Region.TUNIS)
    provider, site = structures.known_provider(by=by, index=STRUCTURES + index, region=place, on=date(2025, 3, 3))
    director = holders(role=Role.REGIONAL_DIRECTOR, region=place)[0]
    today = timezone.localdate()
    told = mission(index=index, chance=random.Random(index), on=today, region=region)["mission"]  # noqa: S311 (for variety)
    asked = {"provider": str(provider.entry), "site": str(site.entry), **told}
    source = cases.open_ex_officio(code="MON-03", by=director, provider=provider.entry, data=asked)
    cause = Cause(case_id=source.pk, case_number=source.number or "", event_stream=source.stream, on=today)
    found = [
        nonconformities.note(provider=provider, line=line, severity=severity, description=what, cause=cause, site=site.entry)
        for line, severity, what in lines
    ]
    data = {
        **answers(index=index, chance=random.Random(index), on=today, region=region)["plan"],  # noqa: S311 (for variety)
        "source": source.number,
        "non_conformities": [str(line.entry) for line in found],
    }
    return cases.open_ex_officio(code="MON-04", by=director, provider=provider.entry, data=data)


def begin(*, by: User, index: int, region: str, chance: random.Random) -> Case:
    return opened(by=by, index=index, region=region, lines=(MAJOR, MINOR))


def with_critical(player: Player) -> None:
    """Another plan, of the same person, of which one line is critical."""
    by = User.objects.filter(memberships__organisation=player.case.organisation_id).order_by("pk")[0]
    player.case = opened(by=by, index=player.chance.randint(10_000, 90_000), region=player.case.region, lines=(CRITICAL, MAJOR))


def _planned(player: Player, by: User) -> Data:
    found: Data = {"declare_true": "on"}
    remarks = player.case.facts.get("plan_remarks", {}).get("items", {})
    days = {"critical": 10, "major": 20, "minor": 20}
    for n, line in enumerate(lines_of(player.case)):
        found[f"action_{n}"] = "رفع النقص الملاحظ وتوثيق ذلك."
        found[f"responsible_{n}"] = "المدير الإداري"
        found[f"due_{n}"] = (timezone.localdate() + timedelta(days=days[line["severity"]])).isoformat()
        if line["entry"] in remarks:
            found[f"answer_{n}"] = "وقع تعديل الإجراء."
    return found


def _proven(player: Player, by: User) -> Data:
    return {f"proof_{n}": paper("proof") for n, line in enumerate(lines_of(player.case)) if line["status"] == "open"}


def _rejected(player: Player, by: User) -> Data:
    treated = [n for n, line in enumerate(lines_of(player.case)) if line["status"] == "treated"]
    return {**{f"suffices_{n}": "no" if n == treated[0] else "yes" for n in treated}, "reason": WHY}


def _extended(player: Player, by: User) -> Data:
    line = next(line for line in lines_of(player.case) if line["status"] == "open" and line["severity"] != "critical")
    later = date.fromisoformat(line["due_on"]) + timedelta(days=10)
    asked = {"extension_requested": "on", "asked_on": timezone.localdate().isoformat(), "lines": [line["entry"]]}
    return {**asked, "due_on": later.isoformat(), "reason": WHY}


def _sent(player: Player, by: User) -> Data:
    critical = any(line["severity"] == "critical" for line in lines_of(player.case))
    why = {"why": "critical_line"} if critical else {"why": "doubt", "doubt": WHY}
    return {**VISIT_FILLS["schedule_visit"](player, by), **why}


def _visited(player: Player, by: User, *, lifted: str = "yes") -> Data:
    await_visit(player)
    found: Data = {
        "held_on": player.case.facts["visit"]["on"],
        "started_at": "09:30",
        "ended_at": "11:00",
        "met": "المدير البيداغوجي",
        "trainees_present": "12",
        "signed_by_all": "on",
    }
    for n, _line in enumerate(lines_of(player.case)):
        found[f"lifted_{n}"] = lifted
        if lifted == "no":
            found |= {f"found_{n}": "النقص لا يزال قائما.", f"photo_{n}": paper("photo")}
    return found


def fail_visit(player: Player) -> None:
    by = player.person_for("report_visit")
    player.perform("report_visit", by=by, **_visited(player, by, lifted="no"))


def await_dates(player: Player) -> None:
    """Lives up to where a visit, announced five working days before, comes after the last date of the plan."""
    player.wait(timezone.now() + timedelta(days=12))


PLANNED = ("submit_plan",)
ACCEPTED = (*PLANNED, "accept_plan")
PROVEN = (*ACCEPTED, "submit_evidence")
VISITED = (*PROVEN, "schedule_visit", "report_visit")
WAYS: dict[str, Way] = {
    "requested": (),
    "plan_submitted": PLANNED,
    "plan_returned": (*PLANNED, "return_plan"),
    "plan_accepted": ACCEPTED,
    "evidence_submitted": PROVEN,
    "visit_scheduled": VISITED[:-1],
    "visit_reported": VISITED,
    "closed_resolved": (*PROVEN, "close_resolved"),
}
TWICE = (*PROVEN, "reject_evidence", "submit_evidence", "reject_evidence")
PLAY = Play(
    procedure="MON-04",
    answers=answers,
    begin=begin,
    ways=WAYS,
    longer={
        "report_visit": (*VISITED[:-1], "await_visit"),
        "schedule_visit@plan_accepted": (*ACCEPTED, "await_dates"),
        "escalate@plan_accepted": TWICE,
        "escalate@evidence_submitted": (*TWICE, "submit_evidence"),
        "escalate@visit_reported": (*VISITED[:-1], "fail_visit"),
    },
    steps={"with_critical": with_critical, "fail_visit": fail_visit, "await_dates": await_dates, "await_visit": await_visit},
    waits={"await_dates": 12, "await_visit": 14},
    fills={
        **VISIT_FILLS,
        "submit_plan": _planned,
        "resubmit": _planned,
        "return_plan": lambda p, u: {"remark_0": "الأجل متأخر بالنسبة إلى هذه النقطة.", "reason": WHY},
        "accept_plan": lambda p, u: {"covers": "on"},
        "submit_evidence": _proven,
        "reject_evidence": _rejected,
        "extend_deadline": _extended,
        "schedule_visit": _sent,
        "report_visit": _visited,
        "escalate": REASON,
    },
    stories=(
        Story("plan: asked for", (), 2),
        Story("plan: to be examined", PLANNED, 2),
        Story("plan: returned", (*PLANNED, "return_plan"), 1),
        Story("plan: being carried out", ACCEPTED, 3),
        Story("plan: proof to be checked", PROVEN, 2),
        Story("plan: closed", WAYS["closed_resolved"], 4),
        Story("plan: verified on the spot", (*VISITED, "close_resolved"), 2),
        Story("plan: never filed", ("lapse",), 1),
        Story("plan: escalated", (*VISITED[:-1], "fail_visit", "escalate"), 1),
    ),
)
