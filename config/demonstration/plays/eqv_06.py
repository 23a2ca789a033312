"""How the validation of prior experience is played, once an order has opened it."""

import random
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from config.demonstration import applications, structures
from config.demonstration.applications import person
from config.demonstration.driver import REASON, WHY, Player, _seen, paper, refused
from config.demonstration.homologations import known_homologation
from config.demonstration.plays import Data, Play, Story, Way
from config.demonstration.structures import DECLARATION
from config.demonstration.training import representative
from forms.equivalence import votes_on
from registers import programmes
from registers.models import Programme
from workflow import cases
from workflow.holidays import calendar
from workflow.models import Case
from workflow.procedures import named

STRUCTURES = 700_000


def answers(*, index: int, chance: random.Random, on: date, region: str, programme: Programme | None = None) -> dict[str, Any]:
    """A complete application, section by section."""
    first = on - timedelta(days=6 * 365)
    return {
        "person": person(index=index, chance=chance, on=on, region=region),
        "target": {"target_diploma": str(programme.entry) if programme else "", "jury_language": "ar"},
        "career": {
            "experience": [
                {
                    "employer": "شركة المثال للصيانة",
                    "since": first.isoformat(),
                    "until": (first + timedelta(days=4 * 365)).isoformat(),
                    "weekly_hours": "40",
                    "occupation": "عون صيانة",
                    "proof": "كشف الصندوق، شهادة عمل",
                },
                {
                    "employer": "ورشة النموذج",
                    "since": (first + timedelta(days=4 * 365)).isoformat(),
                    "until": (on - timedelta(days=30)).isoformat(),
                    "weekly_hours": "20",
                    "occupation": "تقني",
                    "proof": "شهادة عمل",
                },
            ],
        },
        "declaration": DECLARATION,
    }


def begin(*, by: User, index: int, region: str, chance: random.Random) -> Case:
    """A complete draft of a person who aims at the diploma of a known programme."""
    on, number = timezone.localdate(), STRUCTURES + index
    provider, site = structures.known_provider(by=representative(number), index=number, region=region, on=on)
    held = known_homologation(provider=provider, site=site, index=number, on=on)
    case = cases.open_draft(procedure=named("EQV-06"), by=by)
    target = programmes.get(held.programme)
    applications.fill(case, answers(index=index, chance=chance, on=on, region=region, programme=target))
    applications.join_papers(case, by)
    return case


def _portfolio(player: Player, by: User) -> Data:
    found: Data = {"portfolio": paper("portfolio")}
    for unit in player.case.facts["eligibility"]["units"]:
        code = unit["code"].lower()
        found[f"activities_{code}"] = "قمت بهذه الأعمال يوميا مدة أربع سنوات، كما تبيّنه الوثائق المصاحبة."
        found[f"proof_{code}"] = "شهادة عمل، صفحة 3"
    return found


def _jury(player: Player, by: User) -> Data:
    form = player.transition("schedule_jury").form(None, None, case=player.case, actor=None)
    members = list(form.fields["first"].queryset[:2])
    day = calendar().add_working(timezone.localdate(), 12)
    seats = {"president": form.fields["president"].queryset.first(), "first": members[0], "second": members[1]}
    found: Data = {"on": day.isoformat(), "at": "10:00", "place": "ورشة المثال"}
    for seat, user in seats.items():
        found |= {seat: user.pk, f"{seat}_employer": "مؤسسة أخرى", f"{seat}_professional": "yes"}
    return found


def await_jury(player: Player) -> None:
    """Lives up to the hour of the jury."""
    on = date.fromisoformat(player.case.facts["jury"]["on"])
    if timezone.localdate() < on:
        player.wait(timezone.make_aware(datetime.combine(on, time(14))))


def _vote(player: Player, *, against: tuple[str, ...] = (), only: int | None = None) -> None:
    """Every member votes; `against` the units named, by every member or by the first `only`."""
    waiting = player.case.tasks.filter(closed_at__isnull=True, role=Role.JURY_MEMBER).order_by("assignee")
    for n, user in enumerate(User.objects.filter(pk__in=list(waiting.values_list("assignee", flat=True))).order_by("pk")):
        refuses = against if only is None or n < only else ()
        player.perform("cast_vote", by=user, **_ballot(player, refuses))


def _ballot(player: Player, against: tuple[str, ...] = ()) -> Data:
    units = [unit["code"] for unit in player.case.facts["eligibility"]["units"]]
    votes = {f"unit_{code.lower()}": "refused" if code in against else "validated" for code in units}
    return {**votes, "no_link": "on", "remark": WHY if against else ""}


def _all_units(player: Player) -> tuple[str, ...]:
    return tuple(unit["code"] for unit in player.case.facts["eligibility"]["units"])


def _settled(player: Player, vote: str) -> Data:
    codes = [code for code in _all_units(player) if len(votes_on(player.case, code)) > 1]
    return {"confirm": "on", **{f"settled_{code.lower()}": vote for code in codes}}


FILED = ("submit",)
REGISTERED = (*FILED, "register_case")
ELIGIBLE = (*REGISTERED, "declare_eligible")
PORTFOLIO = (*ELIGIBLE, "submit_portfolio")
CALLED = (*PORTFOLIO, "schedule_jury")
HEARD = (*CALLED, "open_jury")
VOTED = (*HEARD, "validates")
TO_SIGN = (*VOTED, "validate_fully")
WAYS: dict[str, Way] = {
    "draft": (),
    "submitted": FILED,
    "incomplete": (*FILED, "return_incomplete"),
    "eligibility_review": REGISTERED,
    "ineligible": (*REGISTERED, "declare_ineligible"),
    "withdrawn": (*REGISTERED, "withdraw"),
    "eligible": ELIGIBLE,
    "portfolio_check": PORTFOLIO,
    "jury_scheduled": CALLED,
    "jury_deliberation": HEARD,
    "partial_validated": (*HEARD, "divides", "validate_partly"),
    "refused": (*HEARD, "refuses", "refuse_validation"),
    "awaiting_signature": TO_SIGN,
    "approved": (*TO_SIGN, "sign_diplomas"),
}
PLAY = Play(
    procedure="EQV-06",
    answers=answers,
    begin=begin,
    ways=WAYS,
    longer={
        "open_jury": (*CALLED, "await_jury"),
        "validate_fully": VOTED,
        "validate_partly": (*HEARD, "divides"),
        "refuse_validation": (*HEARD, "refuses"),
    },
    steps={
        "await_jury": await_jury,
        "validates": lambda p: _vote(p),
        "divides": lambda p: _vote(p, against=_all_units(p)[:1]),
        "refuses": lambda p: _vote(p, against=_all_units(p)),
        "disagrees": lambda p: _vote(p, against=_all_units(p)[:1], only=1),
    },
    before={"open_jury": await_jury},
    waits={"await_jury": 25, "open_jury": 25},
    fills={
        "declare_eligible": lambda p, u: {"proofs_checked": "on", "related": "on"},
        "declare_ineligible": lambda p, u: {**refused(p, u), "confirm": "on"},
        "submit_portfolio": _portfolio,
        "return_portfolio": REASON,
        "schedule_jury": _jury,
        "open_jury": lambda p, u: {"how": "both", "all_present": "on"},
        "cast_vote": lambda p, u: _ballot(p),
        "validate_fully": lambda p, u: _settled(p, "validated"),
        "validate_partly": lambda p, u: {**_settled(p, "validated"), "reason": WHY},
        "refuse_validation": lambda p, u: {
            **refused(p, u),
            "grounds-0-rule": "no_unit",
            **_settled(p, "refused"),
        },
        "sign_diplomas": lambda p, u: _seen(p, u, "sign_diplomas"),
    },
    stories=(
        Story("experience: eligible", ELIGIBLE, 1),
        Story("experience: portfolio handed in", PORTFOLIO, 1),
        Story("experience: a diploma", (*TO_SIGN, "sign_diplomas"), 2),
        Story("experience: a part validated", (*HEARD, "divides", "validate_partly"), 1),
        Story("experience: not eligible", (*REGISTERED, "declare_ineligible"), 1),
    ),
)
