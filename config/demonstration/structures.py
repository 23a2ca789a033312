"""Structures that do not exist: their organisations, their answers, and those that the registers know already."""

import random
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from accounts.models import Membership, Organisation, User
from accounts.organisations import enter_organisation, organisations_of
from config.demonstration.applications import person
from forms.blocks import NOTICE_VERSION
from registers import programmes, providers, sites
from registers.entries import Cause
from registers.identifiers import tax_key
from registers.models import Provider, Site
from workflow import parameters
from workflow.ledger import record

NAMES = [
    ("المثال", "Exemple"),
    ("النموذج", "Modèle"),
    ("الخيال", "Imaginaire"),
    ("الافتراض", "Fictif"),
    ("التجربة", "Essai"),
    ("العيّنة", "Échantillon"),
]
FIELDS = [
    ("الصيانة", "Maintenance"),
    ("المحاسبة", "Comptabilité"),
    ("الإعلامية", "Informatique"),
    ("الفندقة", "Hôtellerie"),
    ("الخياطة", "Couture"),
]
DECLARATION = {"declare_true": "on", "data_notice": "on", "notice_version": NOTICE_VERSION}


def rne_of(index: int) -> str:
    digits = f"{1_000_000 + index * 7919 % 8_999_999:07d}"
    return f"{digits}{tax_key(digits)}"


def names_of(index: int) -> tuple[str, str]:
    """Another name for each index."""
    first, field = NAMES[index % len(NAMES)], FIELDS[index // len(NAMES) % len(FIELDS)]
    return f"{first[0]} للتكوين في {field[0]} {index}", f"{first[1]} Formation {field[1]} {index}"


def prefixed(prefix: str, told: dict[str, Any]) -> dict[str, Any]:
    return {f"{prefix}{name}": value for name, value in told.items()}


def organisation(*, index: int) -> dict[str, Any]:
    """The answers of the section on the structure."""
    name_ar, name_fr = names_of(index)
    return {
        "legal_form": "sarl",
        "corporate_name_ar": name_ar,
        "corporate_name_fr": name_fr,
        "rne_id": rne_of(index),
        "matricule_fiscal": f"{rne_of(index)}AM000",
        "capital": "20000.000",
    }


def site(*, index: int, on: date, region: str, name: str = "") -> dict[str, Any]:
    """The answers of the section on the site."""
    return {
        "site_name": name or f"Centre {names_of(index)[1]}",
        "address": f"{index % 90 + 1} نهج المثال",
        "governorate": region,
        "delegation": "المثال",
        "postal_code": "1000",
        "tenure": "leased",
        "lease_end": (on + timedelta(days=3 * 365)).isoformat(),
        "total_area_m2": "300",
        "rooms": [
            {"room_name": "قاعة 1", "room_type": "classroom", "area_m2": "60", "seats": "25", "equipment_ok": "yes"},
            {"room_name": "ورشة", "room_type": "workshop", "area_m2": "90", "seats": "15", "equipment_ok": "yes"},
        ],
        "toilets_f": "2",
        "toilets_m": "2",
        "accessible": "yes",
    }


def opening(*, index: int, chance: random.Random, on: date, region: str) -> dict[str, Any]:
    """A complete application for the opening of a structure, section by section."""
    office = {"address": "1 نهج المثال", "country": "TN", "governorate": region, "delegation": "المثال", "postal_code": "1000"}
    terms: dict[str, Any] = {"chance": chance, "on": on, "region": region}
    return {
        "organisation": organisation(index=index),
        "legal_representative": prefixed("representative_", person(index=index + 20_000, **terms)),
        "head_office": prefixed("head_office_", office),
        "site": site(index=index, on=on, region=region),
        "project": {
            "structure_type": "both",
            "planned_programmes": [
                {"title": FIELDS[index % len(FIELDS)][1], "level": "none", "mode": "evening", "group_size": "15"}
            ],
            "planned_opening_date": (on + timedelta(days=90)).isoformat(),
            "staff_planned": [
                {"role": "administrative", "count": "1", "full_time": "yes"},
                {"role": "trainer", "count": "2", "full_time": "no"},
            ],
        },
        "director": {
            **prefixed("director_", person(index=index + 40_000, **terms)),
            "director_degree": chance.choice(["licence", "master", "engineer"]),
            "director_experience_years": str(chance.randint(4, 20)),
        },
        "specifications": {"cdc_version": parameters.value("licensing.specifications"), "cdc_accept": "on"},
        "declaration": DECLARATION,
    }


def organisation_of(*, by: User, index: int) -> Organisation:
    """The organisation of this index, for which the person may act."""
    rne = rne_of(index)
    known = Organisation.objects.filter(rne_id=rne).first()
    if known is None:
        name_ar, name_fr = names_of(index)
        terms = {"name_ar": name_ar, "name_fr": name_fr, "rne_id": rne}
        return enter_organisation(**terms, representative=by, by=by, record=record.append)
    if not organisations_of(by).filter(pk=known.pk).exists():
        Membership.objects.create(user=by, organisation=known, since=date(2020, 1, 1))
    return known


def known_provider(*, by: User, index: int, region: str, on: date) -> tuple[Provider, Site]:
    """A structure that the registers know from before this system: in activity, with its main site and a programme."""
    own = organisation_of(by=by, index=index)
    if known := providers.of_organisation(own.uuid).first():
        return known, sites.of_provider(known)[0]
    cause = Cause(case_id=None, case_number="", event_stream=f"organisation:{own.uuid}", on=on)
    chance = random.Random(index)  # noqa: S311 (for variety, not for secrets)
    director = person(index=index + 40_000, chance=chance, on=on, region=region)
    facts = {
        **organisation(index=index),
        **providers.people_of(role="director", person=director),
        "head_office": "1 نهج المثال",
        "director_degree": "licence",
        "structure_type": "both",
    }
    filed: Any = SimpleNamespace(region=region, organisation=own, answers={}, facts={}, number=None)
    provider = providers.enter(facts=facts, case=filed, cause=cause)
    papers = {"insurance_end": on + timedelta(days=index % 120), "fire_certificate_end": on + timedelta(days=60 + index % 300)}
    place = {**site(index=index, on=on, region=region), **papers, "authorised_capacity": 40, "accessible": True}
    main = sites.confirm(site=sites.enter(provider=provider, facts=place, cause=cause, is_main=True), cause=cause, grade="A")
    title_ar, title_fr = FIELDS[index % len(FIELDS)]
    programme = {
        "title_ar": title_ar,
        "title_fr": title_fr,
        "target_level": "none",
        "total_hours": 300,
        "sites": [str(main.entry)],
    }
    programmes.declare(provider=provider, facts=programme, cause=cause)
    return providers.activate(provider=provider, cause=cause), main
