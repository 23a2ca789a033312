"""How end-of-training examinations are played."""

import random
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.queries import holders
from accounts.roles import Role
from config.demonstration import applications, structures
from config.demonstration.applications import person
from config.demonstration.driver import REASON, WHY, Player, signed
from config.demonstration.plays import Data, Play, Story, Way
from config.demonstration.structures import DECLARATION
from config.demonstration.training import Course, cause_of, course, enrolled
from forms.training import presented
from registers import sessions
from registers.models import Enrolment, Site
from workflow import cases, juries
from workflow.holidays import calendar
from workflow.models import Case
from workflow.procedures import named

STRUCTURES = 650_000
CANDIDATES = 3
MODULES = ("Bases", "Atelier")
CLOSE = (0, 1)  # days between two steps: the papers are close to the first day that the law allows, and to each other


def examinable(*, by: User, index: int, on: date, region: str, count: int = CANDIDATES) -> tuple[Course, list[Enrolment]]:
    """A session of the structure of this index that ends within thirty days, its list validated, and its trainees."""
    held = course(index=index, on=on, region=region, by=by, starts_in=-200, level="BTP")
    lines = []
    for n in range(count):
        chance = random.Random(index * 50 + n)  # noqa: S311 (for variety, not for secrets)
        who = person(index=700_000 + index * 50 + n, chance=chance, on=on, region=region)
        lines.append(enrolled(course=held, person=who, on=on, entry_level="9_base", marks=[], contract_number=f"C-{n + 1}"))
    held.session = sessions.validate_list(session=held.session, cause=cause_of(index, on=on))
    return held, lines


def papers(*, first: date) -> list[dict[str, str]]:
    """One paper a day, in one room."""
    days = [first, calendar().add_working(first, 1)]
    hours = {"start": "09:00", "end": "12:00", "room": "قاعة 1"}
    return [{"date": day.isoformat(), **hours, "module": module} for day, module in zip(days, MODULES, strict=True)]


def answers(
    *,
    index: int,
    chance: random.Random,
    on: date,
    region: str,
    session: str = "",
    site: Site | None = None,
    lines: tuple[Enrolment, ...] = (),
) -> dict[str, Any]:
    """A complete request as a browser would post it, section by section."""
    jury = [("رئيس مقترح", "president", "ministry"), ("عضو مقترح", "member", "profession"), ("مكوّن", "member", "provider")]
    return {
        "examined": {
            "session": session,
            "exam_type": "written",
            "exam_site": str(site.entry) if site else "",
            "subjects_deposit": "yes",
        },
        "papers": {
            "exam_dates": papers(first=calendar().add_working(on, 32)),
            "invigilators": [{"name": "مراقب مثال", "function": "إداري"}],
        },
        "candidates": {
            "candidates": [
                {"enrolment": line.number, "units_validated": "2", "attendance_percent": "95", "debts": ""} for line in lines
            ],
            "accommodations": [{"candidate": lines[0].number, "need": "ثلث الوقت الإضافي"}] if lines else [],
        },
        "jury": {
            "jury_proposed": [
                {"name": name, "role": role, "quality": quality, "employer": "شركة المثال", "trade_years": "9"}
                for name, role, quality in jury
            ]
        },
        "declaration": DECLARATION,
    }


def begin(*, by: User, index: int, region: str, chance: random.Random) -> Case:
    """A complete draft of a structure in activity."""
    on, number = timezone.localdate(), STRUCTURES + index
    held, lines = examinable(by=by, index=number, on=on, region=region)
    case = cases.open_draft(procedure=named("TRN-04"), by=by, organisation=structures.organisation_of(by=by, index=number))
    known: dict[str, Any] = {"session": str(held.session.entry), "site": held.site, "lines": tuple(lines)}
    applications.fill(case, answers(index=index, chance=chance, on=on, region=region, **known))
    applications.join_papers(case, by)
    return case


def _jury(player: Player, by: User) -> Data:
    """A president of the ministry, a member of the profession and a trainer of the structure."""
    president = holders(role=Role.JURY_PRESIDENT).exclude(pk=by.pk)[0]
    members = list(holders(role=Role.JURY_MEMBER).exclude(pk=by.pk)[:2])
    seats = [(president, "president", "ministry"), (members[0], "member", "profession"), (members[1], "member", "provider")]
    told: Data = {}
    for n, (user, capacity, quality) in enumerate(seats):
        line = {"user": str(user.pk), "capacity": capacity, "quality": quality, "employer": "شركة المثال"}
        told |= {f"seats-{n}-{name}": value for name, value in line.items()}
    return told


def _replacement(player: Player, by: User) -> Data:
    """The seat of whoever declared an interest goes to somebody else; of the first member, when nobody did."""
    standing = [seat for seat in juries.standing(player.case) if seat["capacity"] == "member"]
    leaving = next((seat for seat in standing if seat.get("conflict")), standing[0])
    held = {seat["user"] for seat in juries.seats(player.case)}
    coming = holders(role=Role.JURY_MEMBER).exclude(pk__in=held).first()
    return {
        "leaving": str(leaving["user"]),
        "coming": str(coming.pk) if coming else "",
        "employer": "شركة النموذج",
        "reason": WHY,
    }


def _opened(player: Player, by: User) -> Data:
    return {"present": [str(seat["user"]) for seat in juries.sitting(player.case)], "subjects_opened": "on"}


def _new_dates(player: Player, by: User) -> Data:
    return {"exam_dates": papers(first=calendar().add_working(timezone.localdate(), 12))}


def _end(player: Player, by: User) -> Data:
    return {"papers": str(len(presented(player.case)) * len(MODULES)), "signed": "on"}


def _wait(player: Player, day: date) -> None:
    if day > timezone.localdate():
        player.wait(timezone.make_aware(datetime.combine(day, time(10))))


def first_day(player: Player) -> None:
    """Waits for the first paper."""
    _wait(player, player.procedure.application.days(player.case)[0])


def last_day(player: Player) -> None:
    """Waits for the last paper."""
    _wait(player, player.procedure.application.days(player.case)[1])


FILED = ("submit",)
REGISTERED = (*FILED, "register_case")
PROPOSED = (*REGISTERED, "propose_jury")
APPOINTED = (*PROPOSED, "appoint_jury")
LOCKED = (*APPOINTED, "lock_candidates")
RUNNING = (*LOCKED, "first_day", "start_exam")
POSTPONED = (*LOCKED, "postpone_exam")
HELD = (*RUNNING, "last_day", "finish_exam")
WAYS: dict[str, Way] = {
    "draft": (),
    "submitted": FILED,
    "incomplete": (*FILED, "return_incomplete"),
    "inadmissible": (*FILED, "declare_inadmissible"),
    "under_review": REGISTERED,
    "awaiting_complements": (*REGISTERED, "request_complements"),
    "withdrawn": (*REGISTERED, "withdraw"),
    "jury_proposed": PROPOSED,
    "jury_appointed": APPOINTED,
    "candidates_locked": LOCKED,
    "exam_running": RUNNING,
    "postponed": POSTPONED,
    "exam_completed": HELD,
    "cancelled": (*POSTPONED, "cancel"),
    "refused": (*REGISTERED, "propose_refusal"),
}
PLAY = Play(
    procedure="TRN-04",
    answers=answers,
    begin=begin,
    ways=WAYS,
    longer={"start_exam": (*LOCKED, "first_day"), "finish_exam": (*RUNNING, "last_day")},
    steps={"first_day": first_day, "last_day": last_day},
    waits={"first_day": 60, "last_day": 3},
    fills={
        "propose_jury": _jury,
        "appoint_jury": signed("appoint_jury"),
        "declare_conflict": REASON,
        "declare_late_conflict": REASON,
        "replace_juror": _replacement,
        "propose_refusal": lambda p, u: {
            "grounds-0-rule": "no_independent_jury",
            "grounds-0-fact": "تعذّر تكوين لجنة مستقلة.",
            "may_ask_again": "yes",
            "lifted_by": "اقتراح أعضاء من خارج الهيكل.",
            "reason": WHY,
            "confirm": "on",
        },
        "start_exam": _opened,
        "record_incident": lambda p, u: {"at": "10:20", "person": "مترشح", "facts_told": WHY, "signed": "signed"},
        "postpone_exam": lambda p, u: {"ground": "force_majeure", "reason": WHY},
        "reschedule_exam": _new_dates,
        "cancel": lambda p, u: {"moved_to": "دورة التدارك", "reason": WHY},
        "finish_exam": _end,
    },
    stories=(
        Story("examination: draft", (), 1, CLOSE),
        Story("examination: at the counter", FILED, 1, CLOSE),
        Story("examination: returned", (*FILED, "return_incomplete"), 1, CLOSE),
        Story("examination: in the region", REGISTERED, 2, CLOSE),
        Story("examination: complements asked", (*REGISTERED, "request_complements"), 1, CLOSE),
        Story("examination: jury proposed", PROPOSED, 2, CLOSE),
        Story("examination: jury appointed", APPOINTED, 3, CLOSE),
        Story("examination: list closed", LOCKED, 3, CLOSE),
        Story("examination: postponed", POSTPONED, 1, CLOSE),
        Story("examination: new dates", (*POSTPONED, "reschedule_exam"), 1, CLOSE),
        Story("examination: under way", RUNNING, 1, CLOSE),
        Story("examination: held", HELD, 5, CLOSE),
        Story("examination: cancelled", (*POSTPONED, "cancel"), 1, CLOSE),
        Story("examination: refused", (*REGISTERED, "propose_refusal"), 1, CLOSE),
        Story("examination: withdrawn", (*REGISTERED, "withdraw"), 1, CLOSE),
        Story("examination: inadmissible", (*FILED, "declare_inadmissible"), 1, CLOSE),
    ),
)
