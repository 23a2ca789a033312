"""Providers in activity, entered in the register as a case would enter them."""

from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any
from uuid import uuid4

from accounts.models import Membership, Organisation, User
from registers import providers, sites
from registers.entries import Cause
from registers.models import Provider, Site
from tests.factories.licensing import ORGANISATION, SITE
from tests.factories.people import SINCE, make_user

_numbers = count(1_000_001)


@dataclass
class Filing:
    """What the register reads of the case that declared the provider."""

    organisation: Organisation | None
    region: str
    number: str = "LIC-01/2025/000001"
    answers: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)


def cause(*, on: date = date(2025, 3, 3)) -> Cause:
    return Cause(case_id=uuid4(), case_number="LIC-01/2025/000001", event_stream="case:test", on=on)


def make_provider(*, region: str = "TN-11", member: User | None = None, **facts: Any) -> tuple[Provider, Site, User]:
    """A provider in activity with one site, and somebody who acts for it."""
    n = next(_numbers)
    user = member or make_user()
    told = {**ORGANISATION, "rne_id": f"{n}R", "matricule_fiscal": f"{n}RAM000", "email": f"centre-{n}@exemple.invalid"}
    told |= {"corporate_name_ar": f"شركة المثال {n}", "corporate_name_fr": f"Société Exemple {n}", "grade": "B", **facts}
    organisation = Organisation.objects.create(
        name_ar=told["corporate_name_ar"], name_fr=told["corporate_name_fr"], rne_id=told["rne_id"]
    )
    Membership.objects.create(user=user, organisation=organisation, since=SINCE)
    told.pop("capital", None)
    why = cause()
    provider = providers.enter(facts=told, case=Filing(organisation, region), cause=why, status=Provider.Status.ACTIVE)
    site = sites.enter(provider=provider, facts={**SITE, "governorate": region, "accessible": True}, cause=why, is_main=True)
    return provider, sites.confirm(site=site, cause=why), user
