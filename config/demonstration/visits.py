"""How visits are played: who goes, what is found, how reserves are lifted."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from config.demonstration.driver import WHY, Player, paper
from config.demonstration.plays import Data
from registers import checklist
from workflow.actor import Actor
from workflow.holidays import calendar

LIGHT = "APP-02"  # a line that is not critical


def _day(ahead: int = 6) -> date:
    return calendar().add_working(timezone.localdate(), ahead)


def team(player: Player, by: User, name: str) -> Data:
    form = player.transition(name).form(None, None, case=player.case, actor=Actor(by, "regional_director"))
    lead = form.fields["lead"].queryset.first()
    other = form.free.exclude(pk=lead.pk).first()
    disciplines = {f"discipline_{code}": other.pk for code in checklist.CATEGORIES}
    return {"lead": lead.pk, **disciplines, "on": _day().isoformat(), "at": "09:30", "place": "مقر الهيكل", "no_interest": "on"}


def lines(**answers: str) -> Data:
    """Every line of the checklist, conform unless it is named."""
    found: Data = {}
    for line in checklist.LINES:
        name = line.code.replace("-", "_")
        answer = answers.get(line.code, checklist.NOT_APPLICABLE if line.may_not_apply else checklist.CONFORM)
        found[f"line_{name}"] = answer
        if answer in (checklist.PARTIAL, checklist.NOT_CONFORM):
            found[f"comment_{name}"] = "لوحظ نقص في هذه النقطة."
        if answer == checklist.NOT_CONFORM:
            found[f"photo_{name}"] = paper("photo")
            if line.severity == "critical":
                found[f"repaired_{name}"] = "no"
    return found


def _report(player: Player, by: User, **answers: str) -> Data:
    await_visit(player)
    found: Data = {
        "held_on": player.case.facts["visit"]["on"],
        "started_at": "09:30",
        "ended_at": "12:00",
        "met": "المدير البيداغوجي",
        "trainees_present": "0",
        "signed_by_all": "on",
    }
    return {**found, **lines(**answers)}


def _reserves(player: Player, by: User) -> Data:
    failed = player.case.facts["visit_report"]["failed"]
    return {**{f"what_{c.replace('-', '_')}": "يُرفع النقص الملاحظ." for c in failed}, "days": "60", "reason": WHY}


def _lifted(player: Player, by: User) -> Data:
    codes = [item["code"].replace("-", "_") for item in player.case.facts["reserves"]["items"]]
    return {key: value for c in codes for key, value in ((f"how_{c}", "وقع رفع التحفظ."), (f"proof_{c}", paper("proof")))}


def await_visit(player: Player) -> None:
    """Lives up to the hour of the visit; after reserves the day is set first."""
    if not player.case.facts["visit"]["on"]:
        player.perform("postpone_visit")
    on = date.fromisoformat(player.case.facts["visit"]["on"])
    if timezone.localdate() < on:
        player.wait(timezone.make_aware(datetime.combine(on, time(14))))


def fail_lightly(player: Player) -> None:
    """A visit that finds something to mend, and nothing critical."""
    by = player.person_for("report_visit")
    player.perform("report_visit", by=by, **_report(player, by, **{LIGHT: checklist.NOT_CONFORM}))


def fail_badly(player: Player) -> None:
    """A visit that finds a critical failure."""
    by = player.person_for("report_visit")
    player.perform("report_visit", by=by, **_report(player, by, **{"SEC-01": checklist.NOT_CONFORM}))


def lift_reserves(player: Player) -> None:
    """A few days pass before the reserves are declared lifted."""
    player.wait(timezone.now() + timedelta(days=3))


VISIT_FILLS: dict[str, Any] = {
    "schedule_visit": lambda p, u: team(p, u, "schedule_visit"),
    "order_second_visit": lambda p, u: {**team(p, u, "order_second_visit"), "reason": WHY},
    "postpone_visit": lambda p, u: {"on": _day(9).isoformat(), "at": "10:00", "place": "مقر الهيكل", "reason": WHY},
    "report_visit": _report,
    "notify_reserves": _reserves,
    "declare_reserves_lifted": _lifted,
}
