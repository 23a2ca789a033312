"""Blocks that applications share: a person under another name, a structure, a site, a programme."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.utils import translation

from accounts.models import Organisation as Body
from forms.blocks import (
    Address,
    Organisation,
    Person,
    Programme,
    Site,
    address_section,
    identity_of_organisation,
    person_section,
)
from tests.factories.answers import EQUIVALENCE
from tests.factories.licensing import HEAD_OFFICE, ORGANISATION, PROGRAMME, SITE
from workflow.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english() -> Any:
    with translation.override("en"), time_machine.travel(date(2026, 3, 2), tick=False):
        yield


def errors(section: Any, told: dict[str, Any], *, case: Case | None = None, **changes: Any) -> dict[str, list[str]]:
    return dict(section({**told, **changes}, answers={}, case=case).errors)


Director = person_section(code="director", prefix="director_", title="Director", youngest=18)


def test_person_again_has_names_of_its_own() -> None:
    assert [f"director_{name}" for name in Person.base_fields] == list(Director.base_fields)


def test_person_again_asks_what_its_own_answers_call_for() -> None:
    told = {f"director_{name}": value for name, value in EQUIVALENCE["person"].items()}
    assert errors(Director, told) == {}
    del told["director_cin"]
    assert errors(Director, told) == {"director_cin": ["This field is required."]}


def test_person_again_younger_than_allowed() -> None:
    told = {f"director_{name}": value for name, value in EQUIVALENCE["person"].items()}
    changed = {
        "director_birth_date": "2010-01-01",
        "director_id_type": "residence_card",
        "director_residence_card_no": "R1234567",
    }
    assert errors(Director, told, **changed) == {"director_birth_date": ["This person must be at least 18 years old."]}


def test_plain_answers_of_a_person_again() -> None:
    kept = {"director": {f"director_{name}": value for name, value in EQUIVALENCE["person"].items()}}
    assert Director.plain(kept) == EQUIVALENCE["person"]


@pytest.mark.parametrize(("section", "told"), [(Organisation, ORGANISATION), (Site, SITE), (Programme, PROGRAMME)])
def test_complete_block_has_no_error(section: Any, told: dict[str, Any]) -> None:
    assert errors(section, told) == {}


def test_address_abroad_needs_no_governorate() -> None:
    office = address_section(code="head_office", prefix="head_office_", title="Head office")
    assert errors(office, HEAD_OFFICE) == {}
    assert errors(Address, {"address": "1, place Inventée", "country": "FR"}) == {}
    assert sorted(errors(Address, {"address": "1, place Inventée", "country": "TN"})) == [
        "delegation",
        "governorate",
        "postal_code",
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"rne_id": "1234567A"}, "rne_id"),
        ({"matricule_fiscal": "7654321C/A/M/000"}, "matricule_fiscal"),
        ({"trade_name": "Université libre de l'Exemple"}, "trade_name"),
        ({"trade_name": "Ecole supérieure Fictive"}, "trade_name"),
        ({"trade_name": "الجامعة الخيالية"}, "trade_name"),
        ({"capital": "-1"}, "capital"),
    ],
)
def test_organisation_refuses(changes: dict[str, Any], field: str) -> None:
    assert field in errors(Organisation, ORGANISATION, **changes)


def test_organisation_of_a_natural_person_has_no_capital() -> None:
    assert errors(Organisation, {**ORGANISATION, "capital": ""}, legal_form="natural_person") == {}


def test_organisation_is_the_one_for_which_one_files() -> None:
    body = Body(name_ar="أ", name_fr="A", rne_id="7654321C")
    assert list(errors(Organisation, ORGANISATION, case=Case(organisation=body))) == ["rne_id"]


def test_identity_of_an_organisation() -> None:
    assert identity_of_organisation(ORGANISATION, region="TN-61", representative={"preferred_language": "fr"}) == {
        "name_ar": ORGANISATION["corporate_name_ar"],
        "name_fr": ORGANISATION["corporate_name_fr"],
        "identity": f"rne:{ORGANISATION['rne_id']}",
        "region": "TN-61",
        "language": "fr",
    }


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"latitude": "48.85"}, "latitude"),
        ({"longitude": "2.35"}, "longitude"),
        ({"lease_end": "2027-03-01"}, "lease_end"),
        ({"total_area_m2": "50"}, "total_area_m2"),
        ({"toilets_f": "0"}, "toilets_f"),
    ],
)
def test_site_refuses(changes: dict[str, Any], field: str) -> None:
    assert list(errors(Site, SITE, **changes)) == [field]


@pytest.mark.parametrize(("kind", "area", "seats", "fits"), [
    ("classroom", "30", 20, True), ("classroom", "30", 21, False), ("workshop", "30", 10, True), ("workshop", "30", 11, False),
])  # fmt: skip
def test_seats_follow_the_area_of_the_room(kind: str, area: str, seats: int, fits: bool) -> None:
    rooms = [*SITE["rooms"], {"room_name": "S2", "room_type": kind, "area_m2": area, "seats": seats, "equipment_ok": "yes"}]
    assert (errors(Site, SITE, rooms=rooms) == {}) is fits


def test_site_without_a_classroom() -> None:
    rooms = [{**SITE["rooms"][0], "room_type": "workshop", "seats": 5}]
    assert errors(Site, SITE, rooms=rooms) == {"rooms": ["At least one room must be a classroom."]}


def test_capacity_of_a_site_is_the_sum_of_its_seats() -> None:
    form = Site({**SITE, "authorised_capacity": "900"}, answers={})
    form.full_clean()
    assert form.kept()["authorised_capacity"] == sum(room["seats"] for room in SITE["rooms"])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"target_level": "CAP", "entry_level": "primary"}, "entry_level"),
        ({"target_level": "BTS", "entry_level": "2_secondary"}, "entry_level"),
        ({"total_hours": "1201"}, "modules"),
        ({"workplace_hours": "1300"}, "workplace_hours"),
        ({"workplace_hours": "100"}, "workplace_hours"),
        ({"mode": "distance"}, "mode"),
        ({"max_group": "26"}, "max_group"),
        ({"title_fr": "Faculté des métiers"}, "title_fr"),
        ({"price_tnd": "0"}, "price_tnd"),
        ({"duration_months": "37"}, "duration_months"),
    ],
)
def test_programme_refuses(changes: dict[str, Any], field: str) -> None:
    assert field in errors(Programme, PROGRAMME, **changes)


def test_group_of_the_workshop_is_smaller() -> None:
    modules = [{**module, "assessment": "practical"} for module in PROGRAMME["modules"]]
    assert errors(Programme, PROGRAMME, modules=modules, max_group="16") == {
        "max_group": ["A group has at most 15 trainees here."]
    }
