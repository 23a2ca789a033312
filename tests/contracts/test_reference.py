"""Every procedure says what its reference says: stages, transitions, roles, reasons, time limits, documents."""

import json
from pathlib import Path
from typing import Any

import pytest

from workflow.description import described
from workflow.procedure import named, procedures

REFERENCE = Path(__file__).parent / "reference"
# Documents asked for beside those of the reference; docs/differences.md says why.
FURTHER = {"LIC-03": {"EVID"}}
# Time limits of the reference that are no limit of a desk: docs/differences.md says where they are instead.
ELSEWHERE: dict[str, set[tuple[str, int, str]]] = {
    "EQV-03": {("manual_verification", 10, "calendar")},
    "EQV-05": {("submitted", 1, "working")},
    "PRG-03": {("submitted", 180, "calendar")},
    "MON-04": {("plan_accepted", 15, "calendar"), ("plan_accepted", 60, "calendar"), ("plan_accepted", 120, "calendar")},
    "PUB-01": {("submitted", 1, "working")},
    "SAN-01": {("file_preparation", 1095, "calendar")},
}

# What the reference counts among the questions, and that is joined as a document or asked line by line once a case is open.
JOINED = {
    "PUB-02": {"counsellor_notes"},  # asked of the counsellor, with the proposals
    "EQV-03": {"document_image", "consent"},  # DIPL, CONSENT
    "MON-04": {"extension_requested", "evidence"},  # the forms of extend_deadline and submit_evidence
    # The acts of the proceedings, each in its time.
    "SAN-01": {"sanctions_scale", "defence_deadline", "hearing_date", "attendance", "trainees_affected"},
    "TRN-01": {"enrolments", "trainee_age", "entry_proof"},  # the form of add_enrolment, which computes the age
}
# Where the declarations differ from the reference, with the reason in docs/differences.md: acts, and labels of acts.
ACTS: dict[str, set[str]] = {"MON-03": {"declare_conflict", "declare_late_conflict"}}
LABELS: dict[str, set[str]] = {
    "MON-03": {"refer_to_sanction", "refer_to_sanction_final"},
    "PUB-01": {"resolve", "resolve_direct"},
}


@pytest.fixture(params=[p.code for p in procedures()])
def reference(request: pytest.FixtureRequest) -> dict[str, Any]:
    return json.loads((REFERENCE / f"{request.param}.json").read_text(encoding="utf-8"))


@pytest.fixture
def declared(reference: dict[str, Any]) -> dict[str, Any]:
    return described(named(reference["code"]))


def test_stages_equal_the_reference(reference, declared):
    expected = {s["code"]: (s["kind"], s["clock"]) for s in reference["stages"]}
    assert {s["code"]: (s["kind"], s["clock"]) for s in declared["stages"]} == expected


def test_transitions_equal_the_reference(reference, declared):
    def rows(transitions: list[dict[str, Any]]) -> dict[str, Any]:
        # The reference writes an act once for each group of stages from which it leads to the same one.
        found: dict[str, Any] = {}
        for t in transitions:
            sources = {*found.get(t["name"], (set(),))[0], *t["source"]}
            found[t["name"]] = (sources, t["target"], sorted(t["roles"]), t["reason_required"])
        return {name: row for name, row in found.items() if name not in ACTS.get(reference["code"], ())}

    assert rows(declared["transitions"]) == rows(reference["transitions"])


def test_deadlines_equal_the_reference(reference, declared):
    expected = {(d["stage"], d["days"], d["unit"]) for d in reference["deadlines"]} - ELSEWHERE.get(reference["code"], set())
    assert {(d["stage"], d["days"], d["unit"]) for d in declared["deadlines"] if d["stage"] != "*"} == expected


def test_time_limit_equals_the_reference(reference, declared):
    whole = [(d["days"], d["unit"]) for d in declared["deadlines"] if d["stage"] == "*"]
    limit = reference["time_limit"]
    assert whole == ([(limit["days"], limit["unit"])] if limit else [])


def test_titles_and_labels_equal_the_reference(reference, declared):
    assert declared["title"] == reference["title"]
    assert {s["code"]: s["label"] for s in declared["stages"]} == {s["code"]: s["label"] for s in reference["stages"]}

    def labels(transitions: list[dict[str, Any]]) -> dict[str, Any]:
        left_out = {*ACTS.get(reference["code"], ()), *LABELS.get(reference["code"], ())}
        return {t["name"]: t["label"] for t in transitions if t["name"] not in left_out}

    assert labels(declared["transitions"]) == labels(reference["transitions"])


def test_legal_basis_equals_the_reference(reference, declared):
    assert declared["legal_basis"] == reference["legal_basis"]


def test_documents_of_the_reference_are_issued(reference):
    from documents.catalogue import DOCUMENT_TYPES

    assert set(reference["documents"]) - set(DOCUMENT_TYPES) == set()


def test_attachments_equal_the_reference(reference):
    application = named(reference["code"]).application
    mandatory = {a["code"] for a in reference["attachments"]}
    # A holder of a passport or a residence card joins it in place of the identity card; PAPER is the counter's form.
    beside = {"PASS", "RESID", "PAPER"} | FURTHER.get(reference["code"], set())
    assert {r.code for r in application.requires} - beside == mandatory - beside


def test_fields_of_the_reference_are_asked(reference):
    application = named(reference["code"]).application
    # A block is a section of its own, named as the reference names it.
    asked = {name for section in application.sections for name in (section.code, *section.base_fields)}
    assert {f["id"] for f in reference["fields"]} - asked - {"awarding_body"} - JOINED.get(reference["code"], set()) == set()
