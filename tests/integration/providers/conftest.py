"""A structure of which papers end soon, and the people who act for it."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from registers import agreements, homologations, programmes, sites
from registers.models import Agreement, Homologation, Provider, Site
from tests.factories.people import make_user
from tests.factories.providers import cause, make_provider


@dataclass
class Structure:
    provider: Provider
    site: Site
    member: User
    homologation: Homologation
    agreement: Agreement


def browser_of(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def in_days(count: int) -> date:
    return timezone.localdate() + timedelta(days=count)


@pytest.fixture
def structure(db: None, clock: object) -> Structure:
    """Insurance in 20 days, fire certificate 5 days ago, lease in 1,000 days, homologation in 60, agreement in 91."""
    provider, site, member = make_provider(member=make_user(language="en"))
    why = cause()
    papers = {"insurance_end": in_days(20), "fire_certificate_end": in_days(-5), "lease_end": in_days(1000)}
    site = sites.amend(site=site, facts=papers, cause=why)
    told = {"title_ar": "تقني", "title_fr": "Technicien", "target_level": "BTP", "max_group": 20}
    programme = programmes.homologate(provider=provider, facts=told, cause=why)
    held = homologations.enter(
        programme=programme, site=site, facts={}, cause=why, starts_on=date(2024, 1, 1), ends_on=in_days(60)
    )
    agreed = agreements.enter(
        provider=provider, agreement_type="alternating", facts={"partner_fr": "Entreprise Exemple"}, cause=why,
        starts_on=date(2024, 1, 1), ends_on=in_days(91),
    )  # fmt: skip
    return Structure(provider, site, member, held, agreed)
