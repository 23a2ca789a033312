"""Obligations to report that are played: the campaign of a period, and what a structure fills in."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.queries import holders
from accounts.roles import Role
from config.demonstration import applications, structures
from config.demonstration.driver import REASON, Player
from config.demonstration.moment import beginning
from config.demonstration.plays import Data, Fill, Story, Way
from config.demonstration.structures import DECLARATION
from forms.monitoring.annual import line_name
from registers import checklist, providers
from registers.entries import Cause
from workflow import campaigns
from workflow.holidays import calendar
from workflow.models import Campaign, Case
from workflow.procedures import named

STRUCTURES = 1_300_000
EXPLAINED = {"controls_read": "on"}
ANNUAL: dict[str, dict[str, Any]] = {
    "outcomes": {"complaints": "0"},
    "finance": {
        "revenue": [{"source": "trainees", "amount_tnd": "48000.000"}, {"source": "state", "amount_tnd": "6000.000"}],
        "costs": [{"item": "trainers", "amount_tnd": "31000.500"}, {"item": "rent", "amount_tnd": "9600.000"}],
    },
    "self_assessment": {line_name(line.code): checklist.CONFORM for line in checklist.LINES},
    "plans": {"nothing_planned": "no"},
    "explanations": EXPLAINED,
    "declaration": DECLARATION,
}
QUARTERLY: dict[str, dict[str, Any]] = {"explanations": EXPLAINED, "declaration": DECLARATION}
WHY = [{"control": "R01", "explanation": "دورات فتحت قبل اعتماد المنصة"}]
FILED = ("start_filling", "fill", "submit")
DIFFERENT = ("start_filling", "fill_otherwise", "submit")
LATE = ("lapse",)
NOTICED = (*LATE, "await_grace", "serve_notice")


def ways(filed: Way) -> dict[str, Way]:
    return {
        "opened": (),
        "in_preparation": ("start_filling",),
        "submitted": filed,
        "correction_requested": (*filed, "request_correction"),
        "validated": (*filed, "validate"),
        "overdue": LATE,
        "formal_notice": NOTICED,
        "exempted": ("interrupt", "exempt"),
        "defaulted": (*NOTICED, "lapse"),
    }


def stories(name: str) -> tuple[Story, ...]:
    return (
        Story(f"{name}: asked", (), 3),
        Story(f"{name}: being filled in", ("start_filling", "fill"), 3),
        Story(f"{name}: filed", DIFFERENT, 4),
        Story(f"{name}: to be corrected", (*DIFFERENT, "request_correction"), 1),
        Story(f"{name}: corrected", (*DIFFERENT, "request_correction", "resubmit", "validate"), 1),
        Story(f"{name}: validated", (*DIFFERENT, "validate"), 5),
        Story(f"{name}: late", LATE, 1),
        Story(f"{name}: filed late", (*LATE, "fill_otherwise", "submit_late", "validate"), 1),
        Story(f"{name}: after notice", NOTICED, 1),
        Story(f"{name}: in default", (*NOTICED, "lapse"), 1),
        Story(f"{name}: exempted", ("interrupt", "exempt"), 1),
    )


@dataclass(frozen=True)
class Reports:
    """How the reports of one procedure are played; `fill` is what a browser would post, section by section."""

    procedure: str
    days: int
    fill: Mapping[str, dict[str, Any]]

    def answers(self, *, index: int, chance: random.Random, on: date, region: str) -> dict[str, Any]:
        return dict(self.fill)

    def begin(self, *, by: User, index: int, region: str, chance: random.Random) -> Case:
        """The obligation of a structure in activity; the campaign is planned by the first who needs it."""
        provider, _site = structures.known_provider(by=by, index=STRUCTURES + index, region=region, on=date(2024, 3, 1))
        return campaigns.oblige(campaign=self.campaign(timezone.localdate()), provider=provider.entry)

    def campaign(self, on: date) -> Campaign:
        """That of the last period that has ended, open to those who are reached now."""
        period = next(iter(campaigns.terms_of(named(self.procedure)).offered(on)))
        known = Campaign.objects.filter(procedure=self.procedure, period=period.code).first()
        if known is not None:
            return known
        # On the day of the law, whichever story is told first: those who are reached later have as many days.
        opens_on = min(on, period.opens_on)
        days = {"opens_on": opens_on, "due_on": period.due_on - (period.opens_on - opens_on)}
        officer = holders(role=Role.CENTRAL_OFFICER)[0]
        with beginning(timezone.make_aware(datetime.combine(opens_on, time(6)))):
            return campaigns.complete(campaigns.plan(code=self.procedure, period=period.code, by=officer, **days))

    def steps(self) -> dict[str, Callable[[Player], None]]:
        return {"fill": self._fill, "fill_otherwise": self._fill_otherwise, "await_grace": await_grace, "interrupt": interrupt}

    def waits(self) -> dict[str, int]:
        return {"lapse": self.days + 20, "await_grace": 3}  # a sweep comes every eight days, and sends one reminder at most

    def longer(self) -> dict[str, Way]:
        return {
            "submit": ("start_filling", "fill"),
            "submit_late": (*LATE, "fill"),
            "submit_after_notice": (*NOTICED, "fill"),
            "serve_notice": (*LATE, "await_grace"),
            "exempt": ("interrupt",),
        }

    def fills(self) -> dict[str, Fill]:
        return {"submit": lambda p, u: {}, "exempt": REASON, "request_correction": _corrected}

    def _fill(self, player: Player) -> None:
        self._write(player, dict(self.fill))

    def _fill_otherwise(self, player: Player) -> None:
        """Figures that the registers do not know, explained."""
        told = {**self.fill, "explanations": {**EXPLAINED, "explanations": WHY}}
        if "outcomes" in told:
            told["outcomes"] = {"complaints": "2"}
        else:
            told["trainees"] = {"left": [{"reason": "job", "number": "2"}]}
        self._write(player, told)

    def _write(self, player: Player, told: dict[str, Any]) -> None:
        """What was begun from the registers stays, where nothing else is said."""
        case = player.case
        begun = {code: case.answers.get(code, {}) for code in {*told, *case.answers}}
        applications.fill(case, {code: {**begun[code], **told.get(code, {})} for code in begun})
        applications.join_papers(case, player.person_for(_filing(player)))


def _filing(player: Player) -> str:
    return {"overdue": "submit_late", "formal_notice": "submit_after_notice"}.get(player.case.stage, "save_progress")


def _corrected(player: Player, by: User) -> Data:
    """One paper is asked for again."""
    code, law = player.procedure.application.requires[0].code, player.procedure.legal_basis[0]
    return {
        "asked-0-item": code,
        "asked-0-what": "",
        "asked-0-why": "الأرقام غير مطابقة للجدول المرفق",
        "asked-0-law": law,
        "reason": "وقع التثبت من التقرير سطرا بسطر.",
    }


def await_grace(player: Player) -> None:
    """Ten working days after the last day of the campaign."""
    due = date.fromisoformat(player.case.facts["campaign"]["due_on"])
    day = calendar().add_working(due, 11)
    if day > timezone.localdate():
        player.wait(timezone.make_aware(datetime.combine(day, time(10))))


def interrupt(player: Player) -> None:
    """The structure has stopped for a time."""
    cause = Cause(case_id=None, case_number="", event_stream=player.case.stream, on=timezone.localdate())
    providers.interrupt(provider=player.case.provider, until=None, cause=cause)  # type: ignore[arg-type]
