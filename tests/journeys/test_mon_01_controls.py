"""The controls of an annual report that need another register, or a range that two persons set."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import User
from forms.monitoring import controls, costs
from registers import inspections, nonconformities, programmes
from registers.activity_figures import Figures
from registers.models import Certificate, Enrolment, Programme, Provider
from tests.factories.providers import cause, make_provider
from workflow import parameters

pytestmark = pytest.mark.django_db
YEAR = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}


@pytest.fixture
def structure() -> Provider:
    return make_provider()[0]


def programme(structure: Provider, *, sector: str, title: str = "المحاسبة") -> Programme:
    facts = {"title_ar": title, "title_fr": title, "target_level": "none", "sector": sector, "total_hours": 300}
    return programmes.declare(provider=structure, facts=facts, cause=cause())


def row(of: Programme, *, sessions: int = 1, enrolled: int = 10) -> dict[str, Any]:
    told = {"enrolled_f": enrolled, "enrolled_m": 0, "left": 0, "presented": 0, "passed": 0}
    return {"programme": str(of.entry), "sessions": sessions, "hours": 300 * sessions, **told}


def found(control: str, structure: Provider, *, ranges: Any = None, **told: Any) -> list[Any]:
    all_of_them = controls.annual(told, provider=structure.entry, ranges=ranges, **YEAR)
    return [f.told for f in all_of_them if f.control == control]


# R08: forty-five thousand dinars for ten trainees of three hundred hours are fifteen dinars an hour.
COSTS = [{"item": "trainers", "amount_tnd": "30000.000"}, {"item": "rent", "amount_tnd": "15000.000"}]


@pytest.mark.parametrize(
    ("least", "most", "cost"),
    [("2.000", "10.000", ["15.000"]), ("16.000", "0.000", ["15.000"]), ("2.000", "15.000", []), ("0.000", "0.000", [])],
)
def test_cost_of_an_hour_is_held_to_the_range_of_the_sector(structure: Provider, least: str, most: str, cost: list[str]) -> None:
    office = programme(structure, sector="office")
    ranges = costs.ranges_of({"MON-01.cost_least.office": least, "MON-01.cost_most.office": most})
    assert found("R08", structure, ranges=ranges, programmes=[row(office)], costs=COSTS) == [Decimal(c) for c in cost]
    # Two groups of five have as many hours as one of ten.
    assert found("R08", structure, ranges=ranges, programmes=[row(office, sessions=2)], costs=COSTS) == [Decimal(c) for c in cost]


def test_structure_of_several_sectors_is_held_to_the_widest_range(structure: Provider) -> None:
    rows = [row(programme(structure, sector="office")), row(programme(structure, sector="tourism", title="الفندقة"))]
    dear = [{"item": "rent", "amount_tnd": "90000.000"}]
    narrow = {"MON-01.cost_most.office": "10.000"}
    assert found("R08", structure, ranges=costs.ranges_of(narrow), programmes=rows, costs=dear) == []
    both = {**narrow, "MON-01.cost_most.tourism": "14.000"}
    assert found("R08", structure, ranges=costs.ranges_of(both), programmes=rows, costs=dear) == [Decimal("15.000")]
    assert (
        found(
            "R08", structure, ranges=costs.ranges_of({**both, "MON-01.cost_most.tourism": "20.000"}), programmes=rows, costs=dear
        )
        == []
    )


def test_range_binds_the_reports_that_are_asked_for_once_two_persons_set_it(player: Any, ministry: dict[str, User]) -> None:
    before = player("opened", procedure="MON-01").case
    assert costs.ranges_of(before.parameters)["office"] == (Decimal(0), Decimal(0))
    told = {"valid_from": timezone.localdate(), "source": "A2026-2", "reason": "قرار ضبط كلفة ساعة التكوين."}
    proposed = parameters.propose(code="MON-01.cost_most.office", value="12.500", by=ministry["administrator"], **told)
    assert costs.ranges_of(player("opened", procedure="MON-01").case.parameters)["office"] == (Decimal(0), Decimal(0))
    parameters.decide(parameter=proposed, accept=True, by=ministry["central_director"])
    after = player("opened", procedure="MON-01").case
    assert costs.ranges_of(after.parameters)["office"] == (Decimal(0), Decimal("12.500"))
    before.refresh_from_db()
    assert costs.ranges_of(before.parameters)["office"] == (Decimal(0), Decimal(0))


# R03


def certificate(structure: Provider, of: Programme, number: str, *, on: date = date(2026, 6, 30), status: str = "issued") -> None:
    line = Enrolment.entered(cause=cause(), number=f"E-{number}", trainee=uuid4(), programme=of.entry, provider=structure.entry)
    who = {"person": uuid4(), "holder_ar": "مثال", "holder_fr": "Exemple", "birth_date": date(2000, 1, 1)}
    what = {"kind": "attestation", "title": "Comptabilité", "level": "", "issued_on": on, "status": status}
    given = {"provider": structure.entry, "enrolment": line.entry}
    Certificate.entered(cause=cause(), number=number, **who, **what, **given)


def test_numbers_of_certificates_are_those_of_the_register(structure: Provider) -> None:
    office = programme(structure, sector="office")
    for number, status in (
        ("2026-ATT-11-000001-A", "issued"),
        ("2026-ATT-11-000002-B", "void"),
        ("2026-ATT-11-000003-C", "issued"),
    ):
        certificate(structure, office, number, status=status)
    certificate(structure, office, "2025-ATT-11-000009-D", on=date(2025, 6, 30))
    known = Figures(provider=structure, **YEAR).certificates()
    line = {
        "programme": str(office.entry),
        "delivered": 3,
        "first": "2026-ATT-11-000001-A",
        "last": "2026-ATT-11-000003-C",
        "void": 1,
    }
    assert known == [line]
    assert found("R03", structure, certificates=known) == []
    assert found("R03", structure, certificates=[]) == ["0"]
    for wrong in ({"delivered": 2}, {"last": "2026-ATT-11-000002-B"}, {"void": 0}):
        assert len(found("R03", structure, certificates=[{**line, **wrong}])) == 1
    (finding,) = [f for f in controls.annual({}, provider=structure.entry, **YEAR) if f.control == "R03"]
    assert finding.is_blocking


# R09


@pytest.mark.parametrize(("failed", "year", "told"), [("PRE-01", 2026, 1), ("PED-01", 2026, 0), ("PRE-01", 2025, 0)])
def test_visit_that_found_what_was_not_declared_calls_for_an_explanation(
    structure: Provider, failed: str, year: int, told: int
) -> None:
    visited = cause(on=date(year, 5, 4))
    visit = inspections.plan(provider=structure, mission_type="risk", team=[], cause=visited)
    visit = inspections.arrive(inspection=visit, cause=visited)
    nonconformities.enter(inspection=visit, line=failed, severity="critical", description="دورة غير مصرح بها", cause=visited)
    assert found("R09", structure) == []  # nothing is held against anybody before the final report
    visit = inspections.finalise(inspection=visit, cause=visited, grade="C")
    assert found("R09", structure) == [visit.number] * told
