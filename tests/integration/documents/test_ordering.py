"""Documents are ordered inside an act: one number, every language, frozen content, nothing left by a roll-back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import SignatureDelegation, User
from accounts.roles import Role
from accounts.standing import Holding, standing_of
from documents import codes
from documents.catalogue.equivalence import EQUIVALENCE_DECISION
from documents.catalogue.intake import COMPLEMENT_REQUEST, LAPSE_NOTICE, RECEIPT, RETURN_NOTE
from documents.issuing import CannotBeDrawnUp, NotAsShown
from documents.models import Document, NumberUsed
from documents.types import DocumentType
from documents.wording import LETTERS
from registers.models import EquivalenceDecision
from tests.integration.documents.conftest import REFUSED, actor, ordered
from workflow.actions import perform
from workflow.actor import Actor
from workflow.models import Case, ItemRequest, OutboxRow
from workflow.procedures import named

pytestmark = pytest.mark.django_db
MakeCase = Callable[..., Case]
MakePerson = Callable[..., User]
ITEMS = [
    {"code": "SYLL", "label": {"ar": "البرنامج", "fr": "Programme", "en": "Programme"}, "why": "Illisible", "law": "A2010-79"},
    {"code": "DIPL", "label": {"ar": "الشهادة", "fr": "Diplôme", "en": "Diploma"}, "why": "", "fault": "missing"},
]


def ask(case: Case, kind: str, user: User) -> None:
    ItemRequest.objects.create(case=case, kind=kind, stage=case.stage, items=ITEMS, asked_at=timezone.now(), asked_by=user)


def test_order_writes_both_languages_under_one_number(make_case: MakeCase, person: MakePerson) -> None:
    case, signatory = make_case(), person()
    told = ordered(EQUIVALENCE_DECISION, case, actor(signatory, Role.MINISTER_SIGNATORY))
    rows = list(Document.objects.order_by("language"))
    year = timezone.localdate().year
    assert told["number"] == f"{year}/EQV/000001"
    assert [(d.language, d.number, d.is_reference, d.status) for d in rows] == [
        ("ar", told["number"], False, "ordered"),
        ("fr", told["number"], True, "ordered"),
    ]
    assert {str(d.act) for d in rows} == {told["act"]}
    assert rows[0].content == rows[1].content
    assert list(NumberUsed.objects.values_list("series", "year", "n")) == [("EQV/CENTRE", year, 1)]
    assert set(OutboxRow.objects.filter(topic="document.render").values_list("key", flat=True)) == {str(d.pk) for d in rows}


def test_order_content_is_frozen(make_case: MakeCase, person: MakePerson) -> None:
    case = make_case()
    ordered(EQUIVALENCE_DECISION, case, actor(person(), Role.MINISTER_SIGNATORY))
    case.answers["diploma"]["diploma_title"] = "Autre"
    case.save()
    titles = {d.content["diploma"]["title"] for d in Document.objects.all()}
    assert titles == {"Technicienne en maintenance industrielle"}


def test_order_rolled_back_leaves_nothing(make_case: MakeCase, person: MakePerson, monkeypatch: pytest.MonkeyPatch) -> None:
    case, by = make_case(), actor(person(), Role.MINISTER_SIGNATORY)
    ordered(EQUIVALENCE_DECISION, case, by)
    monkeypatch.setattr(Case, "save", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        ordered(EQUIVALENCE_DECISION, Case.objects.get(pk=case.pk), by)
    monkeypatch.undo()
    ordered(EQUIVALENCE_DECISION, Case.objects.get(pk=case.pk), by)
    assert sorted(NumberUsed.objects.values_list("n", flat=True)) == [1, 2]
    assert Document.objects.count() == 4


def test_order_statements_after_the_number_are_few(make_case: MakeCase, person: MakePerson) -> None:
    case = make_case()
    with CaptureQueriesContext(connection) as queries:
        ordered(EQUIVALENCE_DECISION, case, actor(person(), Role.MINISTER_SIGNATORY))
    statements = [q["sql"].split()[:3] for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    raised = next(i for i, words in enumerate(statements) if words[2] == "workflow_counter")
    # The number, what used it and the documents; then the registers that keep the number of a decision, each read and the
    # one concerned written; and the case that the act saves.
    done = [words[0] for words in statements[raised:]]
    kept_in = sum("decision_number" in {f.name for f in m._meta.fields} for m in apps.get_app_config("registers").get_models())
    assert (done[:3], sorted(done[3:-1])) == (["INSERT"] * 3, ["SELECT"] * kept_in)
    assert done[-1] == "UPDATE"


def test_order_incomplete_case_is_refused(make_case: MakeCase, person: MakePerson) -> None:
    case = make_case(facts={"proposal": {"outcome": "approve", "level": "BTP"}})
    with pytest.raises(CannotBeDrawnUp):
        ordered(EQUIVALENCE_DECISION, case, actor(person(), Role.MINISTER_SIGNATORY))
    assert (Document.objects.count(), NumberUsed.objects.count()) == (0, 0)


def test_order_other_than_shown_is_refused(make_case: MakeCase, person: MakePerson) -> None:
    case, by = make_case(), actor(person(), Role.MINISTER_SIGNATORY)
    case.facts = {**case.facts, "signature": {"seen": "0" * 64}}
    with pytest.raises(NotAsShown):
        ordered(EQUIVALENCE_DECISION, case, by)


def test_digest_before_and_after_signature_is_one(make_case: MakeCase, person: MakePerson) -> None:
    case, by = make_case(), actor(person(), Role.MINISTER_SIGNATORY)
    seen = EQUIVALENCE_DECISION.draft_digest(case=case, actor=by)
    case.stage, case.facts = "approved", {**case.facts, "signature": {"seen": seen, "on": "2026-11-23"}}
    ordered(EQUIVALENCE_DECISION, case, by)
    assert set(Document.objects.values_list("content_sha256", flat=True)) == {seen}


def test_signature_through_the_door_issues_what_was_seen(make_case: MakeCase, person: MakePerson) -> None:
    case, signatory = make_case(), person(Role.MINISTER_SIGNATORY)
    by = Actor(signatory, Role.MINISTER_SIGNATORY, standing_of(signatory), standing_of(signatory).holdings[0])
    seen = EQUIVALENCE_DECISION.draft_digest(case=case, actor=by)
    performed = perform(case, "sign_approval", by=signatory, data={"seen": seen, "confirm": "on"})
    number = performed.documents[0]["number"]
    assert set(Document.objects.values_list("case", "content_sha256", "number")) == {(case.pk, seen, number)}
    assert EquivalenceDecision.objects.get(case_id=case.pk).decision_number == number
    assert performed.as_json()["documents"][0]["code"] == "EQD"


@pytest.mark.parametrize(
    ("subject", "field", "value"),
    [("proposal", "level", "BTS"), ("opinion", "met_on", "2026-11-19"), ("awarding_body_answer", "verdict", "silent")],
)
def test_digest_changes_with_content(make_case: MakeCase, person: MakePerson, subject: str, field: str, value: str) -> None:
    case, by = make_case(), actor(person(), Role.MINISTER_SIGNATORY)
    first = EQUIVALENCE_DECISION.draft_digest(case=case, actor=by)
    assert EQUIVALENCE_DECISION.draft_digest(case=case, actor=by) == first
    case.facts = {**case.facts, subject: {**case.facts[subject], field: value}}
    assert EQUIVALENCE_DECISION.draft_digest(case=case, actor=by) != first


def test_digest_does_not_depend_on_language_or_day(make_case: MakeCase, person: MakePerson, clock: Any) -> None:
    from django.utils import translation

    case, by = make_case(), actor(person(), Role.MINISTER_SIGNATORY)
    first = EQUIVALENCE_DECISION.draft_digest(case=case, actor=by)
    clock.shift(86_400)
    with translation.override("fr"):
        assert EQUIVALENCE_DECISION.draft_digest(case=case, actor=by) == first


def _stage_of(code: str) -> str:
    return {"ACK": "submitted", "RET": "incomplete", "REC": "under_review", "CPL": "awaiting_complements",
            "LAP": "awaiting_complements", "AWB": "awarding_body_verification"}.get(code, "awaiting_signature")  # fmt: skip


# What an equivalence issues: the cases of these tests have its facts. Other letters are tried with their procedures.
CASE_TYPES = [k for k in named("EQV-01").documents().values() if isinstance(k, DocumentType)]


@pytest.mark.parametrize("kind", CASE_TYPES, ids=lambda k: k.code)
def test_every_type_is_drawn_up(make_case: MakeCase, person: MakePerson, kind: DocumentType) -> None:
    if kind.template not in LETTERS:
        pytest.fail(f"{kind.code} has no letter")
    officer, case = person(function_fr="Chef"), make_case(_stage_of(kind.code))
    if kind.code in ("RET", "CPL", "LAP"):
        ask(case, "return" if kind.code == "RET" else "complement", officer)
    if kind.code == "REF":
        case.facts = {**case.facts, "proposal": REFUSED}
    roles = {"RET": Role.FRONT_DESK, "REC": Role.FRONT_DESK, "CPL": Role.REGIONAL_OFFICER, "INA": Role.REGIONAL_DIRECTOR}
    by = actor(None if kind.is_automatic else officer, roles.get(kind.code, Role.CENTRAL_OFFICER))
    told = ordered(kind, case, by)
    assert [d["language"] for d in told["documents"]] == list(kind.languages)
    html = {language: kind.draft_html(case=case, actor=by, language=language) for language in kind.languages}
    assert all("Yasmine" in html[language] or "ياسمين" in html[language] for language in ("ar", "fr")) or kind.code in (
        "AWB",
        "RAP",
    )


def test_lapse_names_the_letter_that_stayed_without_answer(make_case: MakeCase, person: MakePerson) -> None:
    officer, case = person(), make_case("awaiting_complements")
    ask(case, "complement", officer)
    asked = ordered(COMPLEMENT_REQUEST, case, actor(officer, Role.REGIONAL_OFFICER))
    told = ordered(LAPSE_NOTICE, case, actor(None))
    content = Document.objects.filter(act=told["act"]).first().content
    year = timezone.localdate().year
    assert (asked["number"], told["number"]) == (f"{year}/CPL/TN-81/000001", f"{year}/LAP/TN-81/000001")
    assert (content["asked_in"], content["limit"]["days"], content["signature"]) == (asked["number"], 30, None)
    assert content["missing"] == [
        {"ar": "البرنامج", "fr": "Programme", "en": "Programme"},
        {"ar": "الشهادة", "fr": "Diplôme", "en": "Diploma"},
    ]


def test_return_note_names_the_fault_in_each_language(make_case: MakeCase, person: MakePerson) -> None:
    officer, case = person(), make_case("incomplete", number=None, registered_at=None)
    ask(case, "return", officer)
    told = ordered(RETURN_NOTE, case, actor(officer, Role.FRONT_DESK))
    content = Document.objects.filter(act=told["act"]).first().content
    assert [i["why"] for i in content["items"]] == ["Illisible", {"ar": "وثيقة ناقصة", "fr": "Pièce manquante", "en": "Missing"}]
    assert content["case"]["deposit"].startswith("D-")


def test_delegated_signature_cites_its_act(make_case: MakeCase, person: MakePerson) -> None:
    case, user = make_case(), person(function_fr="Directrice générale")
    SignatureDelegation.objects.create(
        number="2026/12",
        decided_on="2026-01-05",
        delegator="Ministre",
        delegate=user,
        field=["EQV"],
        since="2026-01-06",
        until="2027-01-06",
    )
    by = Actor(
        user, Role.MINISTER_SIGNATORY, standing_of(user), Holding(Role.MINISTER_SIGNATORY, delegation="2026/12", field=("EQV",))
    )
    signature = EQUIVALENCE_DECISION.draft(case=case, actor=by)["signature"]
    assert (signature["delegated"], signature["act"]["fr"]) == (True, "Délégation de signature n° 2026/12 du 5 janvier 2026")
    assert signature["function"]["fr"] == "Directrice générale"


def test_receipt_tells_the_stages_that_have_a_limit(make_case: MakeCase, person: MakePerson) -> None:
    case = make_case("under_review")
    content = RECEIPT.draft(case=case, actor=actor(person(), Role.FRONT_DESK))
    assert [(s["limit"]["days"], "due_on" in s["limit"]) for s in content["stages"]] == [
        (5, True),
        (20, False),
        (30, False),
        (10, False),
    ]
    assert content["legal_limit"]["days"] == 90


def test_code_is_hashed_and_nowhere_in_the_row(make_case: MakeCase, person: MakePerson) -> None:
    ordered(EQUIVALENCE_DECISION, make_case(), actor(person(), Role.MINISTER_SIGNATORY))
    for document in Document.objects.all():
        code = codes.code_of(document.pk)
        assert document.code_hash == codes.hashed(code)
        assert code not in str(vars(document))
