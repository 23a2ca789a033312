"""Programmes that do not exist, and what an application about one of them names."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from config.demonstration import applications, structures
from registers import trainers
from registers.entries import Cause
from registers.models import Provider, Site, Trainer
from registers.persons import identity_of
from workflow import cases
from workflow.holidays import calendar
from workflow.models import Case
from workflow.procedures import named

TITLES = [
    ("الصيانة الصناعية", "Maintenance industrielle", "electricity"),
    ("المحاسبة والتصرف", "Comptabilité et gestion", "office"),
    ("تطوير الواب", "Développement web", "office"),
    ("الطبخ والمرطبات", "Cuisine et pâtisserie", "tourism"),
    ("الخياطة الجاهزة", "Confection", "textile"),
]
Answer = Callable[..., dict[str, Any]]


def programme(*, index: int, level: str = "none", hours: int = 300, workplace: int = 60) -> dict[str, Any]:
    """The answers of the section on the programme; another title for each index."""
    title_ar, title_fr, sector = TITLES[index % len(TITLES)]
    entry = {"none": "none", "CC": "none", "CAP": "9_base", "BTP": "2_secondary", "BTS": "bac"}[level]
    return {
        "title_ar": f"{title_ar} {index}",
        "title_fr": f"{title_fr} {index}",
        "sector": sector,
        "target_level": level,
        "entry_level": entry,
        "mode": "residential" if level == "none" else "alternating",
        "total_hours": str(hours),
        "workplace_hours": str(workplace),
        "duration_months": str(max(3, hours // 100)),
        "language": "fr",
        "modules": [
            {"code": "U1", "title": "Bases", "hours": str(hours - 120), "credits": "5", "assessment": "written"},
            {"code": "U2", "title": "Atelier", "hours": "120", "credits": "5", "assessment": "practical"},
        ],
        "max_group": "15",
        "price_tnd": "900.000",
    }


def beginning(procedure: str, answers: Answer) -> Callable[..., Case]:
    """How a case of a structure in activity begins: a complete draft of somebody who acts for it.

    `answers` is given the structure and its site beside what every play is given.
    """

    def begin(*, by: User, index: int, region: str, chance: random.Random) -> Case:
        today = timezone.localdate()
        provider, site = structures.known_provider(by=by, index=index, region=region, on=today)
        organisation = structures.organisation_of(by=by, index=index)
        case = cases.open_draft(procedure=named(procedure), by=by, organisation=organisation)
        terms: dict[str, Any] = {"index": index, "chance": chance, "on": today, "region": region}
        applications.fill(case, answers(**terms, provider=provider, site=site))
        applications.join_papers(case, by)
        return case

    return begin


def known_trainer(*, index: int, region: str, on: date) -> Trainer:
    """A trainer whom the register knows from before this system, up to the level of a BTS."""
    chance = random.Random(index)  # noqa: S311 (for variety, not for secrets)
    told = applications.person(index=index + 80_000, chance=chance, on=on, region=region)
    if known := trainers.of_identity(identity_of(told)):
        return known
    cause = Cause(case_id=None, case_number="", event_stream=f"trainer:{index}", on=on)
    facts = {
        "engagement": "self_employed",
        "specialities": ["Maintenance (BTS)"],
        "levels": ["CAP", "BTP", "BTS"],
        "highest_degree": "engineer",
        "trade_years": 8,
        "max_hours_week": 20,
        "pedagogy_training": True,
    }
    return trainers.enter(answers=told, facts=facts, cause=cause)


def means(*, index: int, region: str, on: date) -> dict[str, Any]:
    """The answers of the section on trainers and equipment."""
    number = known_trainer(index=index, region=region, on=on).number
    return {
        "reference_standard": "المرجع الوطني للمستوى",
        "groups_per_year": "2",
        "first_session": calendar().add_working(on, 75).isoformat(),
        "trainers_assigned": [
            {"trainer": number, "module": "U1", "hours": "400"},
            {"trainer": number, "module": "U2", "hours": "120"},
        ],
        "workshop_equipment": [{"item": "Établi", "quantity": "15", "required_quantity": "15"}],
        "host_firms": [{"firm": "شركة المثال", "places": "15", "agreement_end": (on + timedelta(days=700)).isoformat()}],
        "assessment_plan": [
            {"module": "U1", "type": "written", "coefficient": "60"},
            {"module": "U2", "type": "practical", "coefficient": "40"},
        ],
    }


def holder_of_site(provider: Provider, site: Site) -> dict[str, Any]:
    return {"provider": str(provider.entry), "site": str(site.entry)}


def holder(provider: Provider, site: Site) -> dict[str, Any]:
    return {"provider": str(provider.entry), "sites": [str(site.entry)]}
