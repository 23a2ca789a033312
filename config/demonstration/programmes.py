"""Programmes that do not exist, and what an application about one of them names."""

import random
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from accounts.models import User
from config.demonstration import applications, structures
from registers.models import Provider, Site
from workflow import cases
from workflow.models import Case
from workflow.procedure import named

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


def holder(provider: Provider, site: Site) -> dict[str, Any]:
    return {"provider": str(provider.entry), "sites": [str(site.entry)]}
