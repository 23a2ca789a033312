"""A fictional structure in the registers, with all that it needs in order to train."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from registers import homologations, programmes, providers, sessions, sites, trainees
from registers.models import Homologation, Programme, Provider, Session, Site, Trainee
from tests.integration.registers.conftest import PERSON, FiledCase

OPENED, FIRST, LAST = date(2026, 5, 4), date(2026, 9, 14), date(2027, 6, 30)
STRUCTURE = {
    "corporate_name_ar": "مركز الأفق للتكوين",
    "corporate_name_fr": "Centre El Ofok de formation",
    "rne_id": "1282182 w",
    "matricule_fiscal": "1282182W/A/M/000",
    "legal_form": "sarl",
    "capital": "10000.000",
    "head_office": {"address": "3, rue du Test", "delegation": "Béja Nord", "postal_code": "9000"},
}
PLACE = {
    "site_name": "Siège",
    "address": "3, rue du Test",
    "governorate": "TN-31",
    "authorised_capacity": 40,
    "accessible": "yes",
}
COURSE = {
    "title_ar": "تقني في التبريد",
    "title_fr": "Technicien en froid",
    "target_level": "BTP",
    "entry_level": "2_secondary",
    "total_hours": 1600,
    "max_group": 20,
    "price_tnd": "2400.500",
}


@dataclass
class Structure:
    """What stands in the registers, and the cases by which it came there."""

    provider: Provider
    site: Site
    programme: Programme
    homologation: Homologation

    def session(self, *, first: date = FIRST, last: date = LAST, **facts: Any) -> Session:
        case = filed("TRN-01")
        return sessions.enter(
            programme=self.programme, site=self.site, starts_on=first, ends_on=last, facts=facts, cause=case.cause()
        )


def filed(procedure: str = "LIC-01") -> FiledCase:
    """Another case."""
    filed.count += 1  # type: ignore[attr-defined]
    return FiledCase(number=f"{procedure}/2026/{filed.count:06d}")  # type: ignore[attr-defined]


filed.count = 0  # type: ignore[attr-defined]


def entered(**facts: Any) -> Provider:
    case = filed()
    return providers.enter(facts={**STRUCTURE, **facts}, case=case, cause=case.cause())


def structure(**facts: Any) -> Structure:
    """A provider in activity, at a conform site, with a homologated programme."""
    provider = providers.activate(provider=entered(**facts), cause=filed().cause())
    site = sites.enter(provider=provider, facts=PLACE, cause=filed().cause(), is_main=True)
    site = sites.confirm(site=site, cause=filed().cause(), grade="A")
    case = filed("PRG-02")
    programme = programmes.homologate(provider=provider, facts={**COURSE, "sites": [site]}, cause=case.cause())
    homologation = homologations.enter(
        programme=programme,
        site=site,
        facts={"groups_per_year": 2},
        cause=case.cause(),
        starts_on=OPENED,
        ends_on=date(2031, 5, 3),
    )
    return Structure(provider, site, programme, homologation)


def trainee(number: int = 1, **answers: Any) -> Trainee:
    told = {**PERSON, "cin": f"{2000000 + number:08d}", **answers}
    return trainees.enter_or_find(answers=told, cause=filed("TRN-01").cause())
