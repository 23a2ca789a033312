"""Every procedure says what its reference says: stages, transitions, roles, reasons, time limits, documents."""

import json
from pathlib import Path
from typing import Any

import pytest

from workflow.description import described
from workflow.pages import role_matrix
from workflow.procedures import named, procedures

REFERENCE = Path(__file__).parent / "reference"
# Documents asked for beside those of the reference; docs/differences.md says why.
FURTHER = {"LIC-03": {"EVID"}}
# Time limits of the reference that are no limit of a desk: docs/differences.md says where they are instead.
ELSEWHERE: dict[str, set[tuple[str, int, str]]] = {
    "EQV-03": {("manual_verification", 10, "calendar")},
    "EQV-05": {("submitted", 1, "working")},
    "EQV-06": {("partial_validated", 1825, "calendar")},
    "PRG-03": {("submitted", 180, "calendar")},
    "MON-04": {("plan_accepted", 15, "calendar"), ("plan_accepted", 60, "calendar"), ("plan_accepted", 120, "calendar")},
    "PUB-01": {("submitted", 1, "working")},
    "FIN-01": {("rejected", 60, "calendar")},
    "SAN-01": {("file_preparation", 1095, "calendar")},
    "TRN-04": {("draft", 30, "working")},
}

# Time limits of desks beside those of the reference; docs/differences.md says why.
BEYOND: dict[str, set[tuple[str, int, str]]] = {
    "MON-02": {("opened", 15, "calendar"), ("submitted", 0, "working")},
    "SAN-03": {(s, 61, "elapsed") for s in ("submitted", "under_review", "opinions_pending", "awaiting_signature")},
}

# What the reference counts among the questions, and that is joined as a document or asked line by line once a case is open.
JOINED = {
    "PUB-02": {"counsellor_notes"},  # asked of the counsellor, with the proposals
    "LIC-05": {"resumption_date", "changes_since"},  # the form of request_resumption
    "EQV-03": {"document_image", "consent"},  # DIPL, CONSENT
    "MON-04": {"extension_requested", "evidence"},  # the forms of extend_deadline and submit_evidence
    # The acts of the proceedings, each in its time.
    "SAN-01": {"sanctions_scale", "defence_deadline", "hearing_date", "attendance", "trainees_affected"},
    "MON-05": {"evidence"},  # the form of collect_evidence, a capture for each channel
    "EQV-06": {"activities"},  # the form of submit_portfolio, unit by unit
    "TRN-01": {"enrolments", "trainee_age", "entry_proof"},  # the form of add_enrolment, which computes the age
}
# Where the declarations differ from the reference, with the reason in docs/differences.md: acts.
LATE_CONFLICT = {"declare_conflict", "declare_late_conflict"}
ACTS: dict[str, set[str]] = {
    "MON-03": LATE_CONFLICT,
    "SAN-03": {"expire_author_opinion"},
    "TRN-04": LATE_CONFLICT,
    "TRN-05": {"file_claim_at_counter"},
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
    expected |= BEYOND.get(reference["code"], set())
    assert {(d["stage"], d["days"], d["unit"]) for d in declared["deadlines"] if d["stage"] != "*"} == expected


def test_time_limit_equals_the_reference(reference, declared):
    whole = [(d["days"], d["unit"]) for d in declared["deadlines"] if d["stage"] == "*"]
    limit = reference["time_limit"]
    assert whole == ([(limit["days"], limit["unit"])] if limit else [])


def test_titles_and_labels_equal_the_reference(reference, declared):
    assert declared["title"] == reference["title"]
    assert {s["code"]: s["label"] for s in declared["stages"]} == {s["code"]: s["label"] for s in reference["stages"]}

    def labels(transitions: list[dict[str, Any]]) -> dict[str, Any]:
        left_out = ACTS.get(reference["code"], set())
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


# All of them together ------------------------------------------------------------------------------------------------


def references() -> list[dict[str, Any]]:
    return [json.loads(file.read_text(encoding="utf-8")) for file in sorted(REFERENCE.glob("*.json"))]


def rows(code: str, transitions: list[dict[str, Any]]) -> set[tuple[str, str, str, str, str]]:
    """Procedure, transition, source, target, role."""
    return {(code, t["name"], s, t["target"], r) for t in transitions for s in t["source"] for r in t["roles"]}


def test_export_equals_the_reference_but_for_what_is_explained():
    """At least 98 of 100 rows; docs/differences.md has a line for each procedure that differs."""
    declared = {p.code: described(p)["transitions"] for p in procedures()}
    theirs = set().union(*(rows(r["code"], r["transitions"]) for r in references() if r["code"] in declared))
    ours = set().union(*(rows(code, transitions) for code, transitions in declared.items()))
    different = theirs ^ ours
    explained = (Path(__file__).parents[2] / "docs" / "differences.md").read_text(encoding="utf-8")
    assert {row[:2] for row in different} == {(code, name) for code, names in ACTS.items() for name in names}
    assert len(different) <= len(theirs) * 0.02
    assert {code for code, *_row in different if code not in explained} == set()


def test_role_matrix_equals_the_reference():
    """How many transitions each role may perform in each family."""
    families = {str(p.family) for p in procedures()}
    expected: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for reference in references():
        for t in reference["transitions"] if reference["code"] in {p.code for p in procedures()} else ():
            for role in t["roles"]:
                expected.setdefault((role, reference["family"]), set()).add((reference["code"], t["name"]))
    counted = {(role, family): len(names) for (role, family), names in expected.items()}
    for procedure in procedures():
        theirs = {t["name"] for r in references() if r["code"] == procedure.code for t in r["transitions"]}
        for name in ACTS.get(procedure.code, set()) - theirs:  # acts that the reference does not have
            for role in procedure.machine.transitions[name].by:
                counted[role, str(procedure.family)] += 1
    matrix = role_matrix()
    assert {(r, f): matrix[r][f][0] for r in matrix for f in families if f in matrix[r]} == counted
