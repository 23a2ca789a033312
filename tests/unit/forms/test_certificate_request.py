"""The application for a copy: which questions each request asks, and which papers."""

from datetime import date
from typing import Any

import pytest
import time_machine

from forms.certification import CertificateRequest
from forms.certification.numbers import CertificateNumberField
from registers.numbers import check_character
from workflow.models import Case

FREE = {"EQV-05.fee": "0.000"}
ASKED: dict[str, Any] = {
    "request_kind": "duplicate",
    "original_state": "lost",
    "loss_date": "2026-01-05",
    "number_known": "yes",
    "certificate": "1999-12",
    "delivery": "digital",
}


@pytest.fixture(autouse=True)
def _dated(english: Any) -> Any:
    with time_machine.travel(date(2026, 11, 23)):
        yield


def errors_of(**changes: Any) -> set[str]:
    return set(CertificateRequest.section("request").of({"request": {**ASKED, **changes}}).errors)


def papers_of(parameters: dict[str, str] = FREE, **changes: Any) -> set[str]:
    case = Case(procedure="EQV-05", stage="draft", answers={"request": {**ASKED, **changes}}, parameters=parameters)
    return {r.code for r in CertificateRequest.requires if r.is_required(case)}


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({}, set()),
        ({"loss_date": ""}, {"loss_date"}),
        ({"loss_date": "2026-11-24"}, {"loss_date"}),
        ({"request_kind": "rectification"}, {"wrong_field", "correct_value"}),
        ({"request_kind": "attestation", "copies": "4", "is_urgent": "no"}, {"copies"}),
        ({"request_kind": "attestation", "copies": "3", "is_urgent": "yes"}, {"urgency_proof"}),
        ({"request_kind": "transcript", "copies": "1"}, set()),
        ({"number_known": "no"}, {"certificate_title", "award_year"}),
        ({"number_known": "no", "certificate_title": "CAP", "award_year": "2027"}, {"award_year"}),
    ],
)
def test_request_asks_what_it_needs(changes: dict[str, str], missing: set[str]) -> None:
    assert errors_of(**changes) == missing


@pytest.mark.parametrize(
    ("changes", "papers"),
    [
        ({}, {"LOSS"}),
        ({"original_state": "damaged"}, {"DIPL"}),
        ({"request_kind": "rectification", "original_state": "", "wrong_field": "name", "correct_value": "x"}, {"DIPL", "CIVIL"}),
        ({"request_kind": "attestation", "original_state": "", "copies": "1", "is_urgent": "no"}, set()),
    ],
)
def test_request_needs_its_papers(changes: dict[str, str], papers: set[str]) -> None:
    assert papers_of(**changes) == papers


@pytest.mark.parametrize(("kind", "papers"), [("duplicate", {"LOSS", "PAY"}), ("attestation", {"LOSS"})])
def test_only_a_duplicate_is_paid_for(kind: str, papers: set[str]) -> None:
    assert papers_of({"EQV-05.fee": "10.000"}, request_kind=kind) == papers


def test_number_of_the_register_must_be_right() -> None:
    field, body = CertificateNumberField(label=""), "2024-BTP-11-000045"
    right = f"{body}-{check_character(body.replace('-', ''))}"
    assert field.clean(right.lower()) == right
    with pytest.raises(Exception, match="No certificate has this number"):
        field.clean(f"{body}-{'A' if not right.endswith('A') else 'B'}")
    assert field.clean("1987/45") == "1987/45"
