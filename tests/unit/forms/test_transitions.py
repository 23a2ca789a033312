"""The forms of transitions: none accepts an empty post, and what they establish is canonical JSON."""

from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from accounts.models import DeclaredInterest, User
from accounts.roles import Role
from forms import equivalence, transitions, uploads
from forms.models import Attachment
from tests.corpus.sample import pdf
from tests.unit.forms.conftest import person
from workflow.actor import Actor
from workflow.ledger import canonical
from workflow.models import AgendaItem, Case, CommitteeSession
from workflow.procedures import named, procedure_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "english")]
REASON = "The transcripts of the second year are missing."
PDF = pdf()


def declared_forms() -> list[tuple[str, Any]]:
    procedure = named("EQV-01")
    asked = {(name, t.form) for name, t in procedure.machine.transitions.items() if t.form}
    return sorted(asked | {(name, letter.form) for name, letter in procedure.letters.items()}, key=lambda pair: pair[0])


@pytest.mark.parametrize("name", [name for name, _form in declared_forms()])
def test_every_form_refuses_an_empty_post(name: str, case: Case, officer: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transitions.ApprovalSignature, "expected_digest", lambda form: "0" * 64)
    form = dict(declared_forms())[name]({}, None, case=case, actor=officer)
    assert not form.is_valid()


@pytest.mark.parametrize("name", [name for name, _form in declared_forms()])
def test_forms_that_require_a_reason_ask_for_it_last(name: str, case: Case, officer: Actor) -> None:
    form = dict(declared_forms())[name](case=case, actor=officer)
    required = "reason" in form.fields and form.fields["reason"].required
    assert required is form.requires_reason
    assert "reason" not in form.fields or list(form.fields)[-1] == "reason"
    assert str(form)


GROUND = {"grounds-0-rule": "hours_insufficient", "grounds-0-fact": "420 hours in the programme"}
SIMPLE: list[tuple[Any, dict[str, Any], dict[str, Any]]] = [
    (transitions.Reason, {"reason": REASON}, {}),
    (transitions.Submission, {"confirm": "on"}, {}),
    (transitions.Withdrawal, {"confirm": "on"}, {}),
    (
        transitions.Inadmissibility,
        {"ground": "wrong_authority", "competent": "Ministère fictif", "law": "A2010-79", "reason": REASON},
        {
            "inadmissibility": {
                "ground": "wrong_authority",
                "competent": "Ministère fictif",
                "law": "A2010-79",
                "reason": REASON,
                "title": {"en": "Another authority is competent"},
            }
        },
    ),
    (transitions.Recusal, {"reason": REASON}, {}),
    (transitions.Vote, {"choice": "for", "level": "BTP"}, {}),
    (transitions.Vote, {"choice": "against", "reason": REASON}, {}),
    (
        transitions.RefusalProposal,
        {**GROUND, "may_ask_again": "yes", "lifted_by": "A full programme", "reason": REASON},
        {
            "proposal": {
                "outcome": "refuse",
                "grounds": [
                    {
                        "rule": "hours_insufficient",
                        "title": {"en": "The hours of training are too few for the level requested"},
                        "law": "A2010-79",
                        "fact": "420 hours in the programme",
                    }
                ],
                "may_ask_again": True,
                "lifted_by": "A full programme",
                "reason": REASON,
            }
        },
    ),
    (
        equivalence.RegionalOpinion,
        {"documents_checked": "on", "opinion": "none"},
        {"regional_opinion": {"documents_checked": True, "opinion": "none", "on": "2026-11-23"}},
    ),
    (
        equivalence.AwardingBodyQuery,
        {
            "name": "Institut",
            "address": "Lyon",
            "country": "FR",
            "programme": "Maintenance",
            "questions": "One?\n\nTwo?",
            "language": "fr",
        },
        {
            "awarding_body_query": {
                "name": "Institut",
                "address": "Lyon",
                "country": "FR",
                "programme": "Maintenance",
                "questions": ["One?", "Two?"],
                "language": "fr",
                "sent_on": "2026-11-23",
            }
        },
    ),
    (
        equivalence.AdversarialLetter,
        {"alleged": "The seal is not genuine.", "evidence": "Letter of the body, page 2"},
        {
            "adversarial_letter": {
                "alleged": "The seal is not genuine.",
                "evidence": "Letter of the body, page 2",
                "sent_on": "2026-11-23",
            }
        },
    ),
    (
        equivalence.EquivalenceProposal,
        {"level": "BTP", "basis": "Hours and entry level"},
        {"proposal": {"outcome": "approve", "level": "BTP", "basis": "Hours and entry level"}},
    ),
]


def in_english(value: Any) -> Any:
    """Texts in three languages by their English, and without what is said again for the register."""
    if isinstance(value, dict):
        kept = {"en": value["en"]} if value.keys() == {"en", "fr", "ar"} else value
        return {k: in_english(v) for k, v in kept.items() if not (k == "basis" and "grounds" in value)}
    return [in_english(v) for v in value] if isinstance(value, list) else value


@pytest.mark.parametrize(("form_class", "data", "facts"), SIMPLE)
def test_facts_and_record_are_canonical(form_class: Any, data: Any, facts: Any, case: Case, officer: Actor) -> None:
    form = form_class(data, None, case=case, actor=officer)
    assert form.errors == {}
    assert in_english(form.facts()) == facts
    assert canonical.encode(form.facts())
    assert canonical.encode(form.record())


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "This field is required."),
        ("no", "Write at least 10 characters: you wrote 2."),
        ("x" * 10_000, "Write at most 4000 characters: you wrote 10000."),
        ("Half a pair \udc00 here", "This text contains characters that cannot be kept. Type it again."),
    ],
)
def test_reason_refused(typed: str, sentence: str, case: Case, officer: Actor) -> None:
    form = transitions.Reason({"reason": typed}, None, case=case, actor=officer)
    assert form.errors == {"reason": [sentence]}


def test_reason_loses_direction_overrides(case: Case, officer: Actor) -> None:
    form = transitions.Reason({"reason": "Refused \u202egnihton\u202c at all\r\nreally"}, None, case=case, actor=officer)
    assert form.is_valid()
    assert form.record() == {"answers": {}, "reason": "Refused gnihton at all\nreally"}


def test_submission_fixes_what_is_filed(case: Case, officer: Actor, applicant: User) -> None:
    Attachment.objects.create(
        case=case,
        requirement="DIPL",
        name="d.pdf",
        size=1,
        sha256="ab",
        status="clean",
        uploaded_by=applicant,
        file="a",
        mime="application/pdf",
    )
    form = transitions.Submission({"confirm": "on"}, None, case=case, actor=officer)
    assert form.is_valid()
    first = form.record()
    assert first["attachments"] == [{"requirement": "DIPL", "sha256": "ab"}]
    case.answers["purpose"]["purpose"] = "study"
    assert form.record()["digest"] != first["digest"]


# Completeness --------------------------------------------------------------------------------------------------------


def test_completeness_has_a_line_for_each_required_document(case: Case, officer: Actor) -> None:
    form = transitions.CompletenessCheck(case=case, actor=officer)
    codes = ["CIN", "DIPL", "TRANSC", "SYLL", "RECOG", "STAYP"]
    conforming = [f"conforming_{code}" for code in codes]
    assert list(form.fields) == [*conforming[:2], "original_DIPL", *conforming[2:], "check_vocational"]
    ticked = dict.fromkeys(form.fields, "on")
    assert transitions.CompletenessCheck(ticked, None, case=case, actor=officer).is_valid()
    for name in form.fields:
        assert set(transitions.CompletenessCheck({**ticked, name: ""}, None, case=case, actor=officer).errors) == {name}


def test_return_note_names_items(case: Case, officer: Actor) -> None:
    data = {
        "fault_DIPL": "unreadable",
        "why_DIPL": "The seal cannot be read",
        "fault_CIN": "none",
        "fault_SYLL": "missing",
        "answers-0-item": "field:award_date",
        "answers-0-why": "Not the date on the diploma",
        "reason": REASON,
    }
    form = transitions.ReturnNote(data, None, case=case, actor=officer)
    assert form.errors == {}
    assert [(i["code"], i["fault"], i["why"]) for i in form.cleaned_data["items"]] == [
        ("DIPL", "unreadable", "The seal cannot be read"),
        ("SYLL", "missing", "Missing"),
        ("field:award_date", "wrong", "Not the date on the diploma"),
    ]
    assert set(form.cleaned_data["items"][0]["label"]) == {"en", "fr", "ar"}
    assert canonical.encode(form.record())


def test_return_note_needs_an_item(case: Case, officer: Actor) -> None:
    form = transitions.ReturnNote({"fault_DIPL": "none", "reason": REASON}, None, case=case, actor=officer)
    assert form.errors == {"__all__": ["Mark at least one document or answer as missing, unreadable or wrong."]}


def asked(*rows: tuple[str, str, str, str]) -> dict[str, str]:
    cells = ("item", "what", "why", "law")
    return {f"asked-{i}-{cell}": value for i, row in enumerate(rows) for cell, value in zip(cells, row, strict=True)}


def test_complement_request_names_items_and_rules(case: Case, officer: Actor) -> None:
    rows = asked(
        ("DIPL", "", "Page 2 is missing", "checklist"),
        ("other", "Letter of the employer", "To prove the hours", "A2010-79"),
        ("other", "Photographs", "To see the workshop", "A2010-79"),
        ("field:hours_total", "", "Not what the programme says", "A2010-79"),
    )
    form = transitions.ComplementRequest({**rows, "reason": REASON}, None, case=case, actor=officer)
    assert form.errors == {}
    assert [(i["code"], i["law"]) for i in form.cleaned_data["items"]] == [
        ("DIPL", "checklist"),
        ("other:1", "A2010-79"),
        ("other:2", "A2010-79"),
        ("field:hours_total", "A2010-79"),
    ]
    assert form.cleaned_data["items"][1]["label"] == dict.fromkeys(("en", "fr", "ar"), "Letter of the employer")


@pytest.mark.parametrize(
    ("rows", "errors"),
    [
        (asked(("other", "", "To prove the hours", "A2010-79")), {"asked": ["Correct the rows that are marked."]}),
        (asked(("DIPL", "", "Page 2 is missing", "")), {"asked": ["Correct the rows that are marked."]}),
        (asked(("DIPL", "", "", "A2010-79")), {"asked": ["Correct the rows that are marked."]}),
        (asked(("NOPE", "", "Page 2", "A2010-79")), {"asked": ["Correct the rows that are marked."]}),
        (asked(*[("other", "What", "Why", "checklist")] * 11), {"asked": ["Give at most 10 rows."]}),
        (
            asked(*[("DIPL", "", "Why", "checklist")] * 2),
            {"__all__": ["The same item is named twice: say everything in one line."]},
        ),
    ],
)
def test_complement_request_refused(rows: dict[str, str], errors: Any, case: Case, officer: Actor) -> None:
    form = transitions.ComplementRequest({**rows, "reason": REASON}, None, case=case, actor=officer)
    assert form.errors == errors


# Committee -----------------------------------------------------------------------------------------------------------


def session(day: int, hour: int = 10, **more: Any) -> CommitteeSession:
    meets_at = datetime(2026, 11 if day < 31 else 12, day if day < 31 else day - 30, hour, tzinfo=ZoneInfo("Africa/Tunis"))
    told = {"committee": "equivalence", "place": "Tunis", "created_by": User.objects.first(), **more}
    return CommitteeSession.objects.create(number=f"COM-{uuid4()}", meets_at=meets_at, **told)


def test_agenda_offers_meetings_far_enough_ahead(case: Case, officer: Actor) -> None:
    # Monday 23 November: the fifth working day is Monday 30.
    session(27), session(30, status="closed"), session(30, committee="other")
    fit = [session(30, 8), session(31, status="convened")]
    form = transitions.AgendaPlace(case=case, actor=officer)
    assert list(form.fields["session"].queryset) == fit
    chosen = transitions.AgendaPlace({"session": str(fit[0].pk)}, None, case=case, actor=officer)
    assert chosen.is_valid()
    assert chosen.cleaned_data["session"] == fit[0]
    assert chosen.record() == {"answers": {"session": str(fit[0].pk)}}


def test_adjournment_offers_another_meeting(case: Case, officer: Actor) -> None:
    now, later = session(30), session(31)
    AgendaItem.objects.create(session=now, case=case, position=1, placed_at=now.meets_at)
    form = transitions.Adjournment(case=case, actor=officer)
    assert list(form.fields["session"].queryset) == [later]


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({"choice": "for"}, {"level": ["This field is required."]}),
        ({"choice": "against"}, {"reason": ["Say why you vote against."]}),
        ({"choice": "against", "reason": "no"}, {"reason": ["Write at least 10 characters: you wrote 2."]}),
        ({"choice": "abstain"}, {}),
        ({"choice": "abstain", "level": "BTP"}, {}),
    ],
)
def test_vote(data: dict[str, str], errors: Any, case: Case, officer: Actor) -> None:
    form = transitions.Vote(data, None, case=case, actor=officer)
    assert form.errors == errors
    assert errors or "level" not in form.cleaned_data


# Signature -----------------------------------------------------------------------------------------------------------


class Drawn:
    """A document type of which only the digest is asked."""

    def draft_digest(self, *, case: Case, actor: Actor) -> str:
        return f"{case.pk.hex}{actor.role}"


@pytest.mark.parametrize(
    ("form_class", "name", "reason"),
    [(transitions.ApprovalSignature, "sign_approval", {}), (transitions.RefusalSignature, "sign_refusal", {"reason": REASON})],
)
def test_signature_is_of_what_was_shown(
    form_class: Any, name: str, reason: Any, case: Case, officer: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    transition = procedure_of(case).machine.transitions[name]
    monkeypatch.setattr(type(transition.terms.issues[0]), "draft_digest", Drawn.draft_digest)
    case.stage = "awaiting_signature"
    shown = f"{case.pk.hex}central_officer"
    form = form_class({"seen": shown, "confirm": "on", **reason}, None, case=case, actor=officer)
    assert form.errors == {}
    assert form.facts()["signature"]["seen"] == shown
    other = form_class({"seen": "0" * 64, "confirm": "on", **reason}, None, case=case, actor=officer)
    assert other.errors == {"__all__": ["The decision is not the one that you were shown. Read it again before you sign."]}


def test_refusal_signature_starts_from_the_proposed_reason(case: Case, officer: Actor) -> None:
    case.facts = {"proposal": {"reason": REASON}}
    assert transitions.RefusalSignature(case=case, actor=officer)["reason"].value() == REASON


# Equivalence ---------------------------------------------------------------------------------------------------------


def test_query_starts_from_the_application(case: Case, officer: Actor) -> None:
    form = equivalence.AwardingBodyQuery(case=case, actor=officer)
    assert [form[n].value() for n in ("name", "country", "programme", "language")] == [
        "Institut Fictif des Métiers",
        "FR",
        "Technicienne en maintenance industrielle",
        "fr",
    ]


ANSWER = {"verdict": "confirms", "on": "2026-11-20", "summary": "Awarded in 2023", "recognised": "yes", "source": "Official list"}


def test_answer_needs_its_file_and_keeps_it(case: Case, officer: Actor) -> None:
    assert set(equivalence.AwardingBodyAnswer(ANSWER, None, case=case, actor=officer).errors) == {"answer"}
    files = MultiValueDict({"answer": [SimpleUploadedFile("answer.pdf", PDF)]})
    form = equivalence.AwardingBodyAnswer(ANSWER, files, case=case, actor=officer)
    assert form.errors == {}
    form.keep_files(by=officer)
    kept = Attachment.objects.get(case=case)
    assert (kept.requirement, kept.is_internal, kept.name) == ("answer", True, "answer.pdf")
    assert form.facts()["awarding_body_answer"]["answer"] == {"attachment": str(kept.pk), "sha256": kept.sha256}
    assert canonical.encode(form.facts())
    with kept.file.open() as stored:
        assert stored.read() == PDF


def test_answer_is_not_what_it_says(case: Case, officer: Actor) -> None:
    files = MultiValueDict({"answer": [SimpleUploadedFile("answer.pdf", b"<html></html>")]})
    form = equivalence.AwardingBodyAnswer(ANSWER, files, case=case, actor=officer)
    assert set(form.errors) == {"answer"}


def test_files_judged_beforehand_are_cleaned_as_if_judged_now(
    case: Case, officer: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = MultiValueDict({"answer": [SimpleUploadedFile("answer.pdf", PDF)]})
    prepared = equivalence.AwardingBodyAnswer.prepare(sent)
    refused = equivalence.AwardingBodyAnswer.prepare(MultiValueDict({"answer": [SimpleUploadedFile("a.pdf", b"<html></html>")]}))
    assert isinstance(sent["answer"], SimpleUploadedFile)
    assert isinstance(prepared["answer"], uploads.Admitted)
    assert isinstance(refused["answer"], uploads.AttachmentRefused)

    # Within the door's transaction the gate is not asked again.
    monkeypatch.setattr(uploads, "admit", None)
    form = equivalence.AwardingBodyAnswer(ANSWER, prepared, case=case, actor=officer)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["answer"] is prepared["answer"]
    form = equivalence.AwardingBodyAnswer(ANSWER, refused, case=case, actor=officer)
    assert not form.is_valid()
    assert form.errors == {"answer": [str(refused["answer"].sentence)]}


def test_answer_comes_after_the_query(case: Case, officer: Actor) -> None:
    case.facts = {"awarding_body_query": {"sent_on": "2026-11-21"}}
    form = equivalence.AwardingBodyAnswer(ANSWER, None, case=case, actor=officer)
    assert form.errors["on"] == ["The body cannot have answered before it was asked."]


FORGED = {"grounds-0-rule": "false_seal", "grounds-0-fact": "The seal of another body", "reason": REASON}


def test_forgery_by_denial_needs_the_denial(case: Case, officer: Actor) -> None:
    data = {**FORGED, "established_by": "body_denies"}
    assert set(equivalence.ForgeryFinding(data, None, case=case, actor=officer).errors) == {"established_by"}
    case.facts = {"awarding_body_answer": {"verdict": "denies"}, "adversarial_letter": {"sent_on": "2026-11-01"}}
    form = equivalence.ForgeryFinding(data, None, case=case, actor=officer)
    assert form.errors == {}
    assert form.facts()["forgery"]["heard_on"] == "2026-11-01"
    assert canonical.encode(form.facts())


def test_rapporteur_has_no_link_with_the_case(case: Case, officer: Actor, applicant: User) -> None:
    free, relative, registered, himself = (person(n, Role.RAPPORTEUR) for n in ("free", "relative", "registered", "himself"))
    DeclaredInterest.objects.create(user=relative, identity="cin:01234567", tie="cousin")
    User.objects.filter(pk=himself.pk).update(identity="cin:01234567")
    person("elsewhere", Role.INSPECTOR)
    case.duties = {"registers": [registered.pk]}
    form = equivalence.RapporteurAssignment(case=case, actor=officer)
    assert list(form.fields["rapporteur"].queryset) == [free]
    named_ = equivalence.RapporteurAssignment({"rapporteur": free.pk, "no_link": "on"}, None, case=case, actor=officer)
    assert named_.errors == {}
    assert named_.record() == {"answers": {"rapporteur": free.pk, "no_link": True}}
    tied = equivalence.RapporteurAssignment({"rapporteur": relative.pk, "no_link": "on"}, None, case=case, actor=officer)
    assert set(tied.errors) == {"rapporteur"}


REPORT = {
    "hours_abroad": "1215",
    "hours_reference": "1600",
    "level_abroad": "Niveau 4",
    "level_reference": "BTP",
    "level_verdict": "equal",
    "entry_level_abroad": "secondary_2",
    "entry_level_reference": "secondary_2",
    "recognition": "unknown",
    "workplace_abroad": "0",
    "workplace_reference": "30",
    "conclusion": "Comparable but for the workplace.",
    "level": "BTP",
}


def test_report_compares(case: Case, officer: Actor) -> None:
    form = equivalence.RapporteurReport(REPORT, None, case=case, actor=officer)
    assert form.errors == {}
    report = form.facts()["report"]
    assert (report["hours_ratio"], report["workplace_abroad"], report["level"]) == ("75.9", 0, "BTP")
    assert [(line["criterion"], line["foreign"], line["reference"], line["verdict"]) for line in report["grid"]] == [
        ("hours", "1215", "1600", "lower"),
        ("level", "Niveau 4", "BTP", "equal"),
        ("entry_level", "secondary_2", "secondary_2", "equal"),
        ("workplace", "0", "30", "lower"),
        ("recognition", "unknown", "yes", "unproven"),
    ]
    assert canonical.encode(form.facts())


def test_report_may_recommend_no_level(case: Case, officer: Actor) -> None:
    form = equivalence.RapporteurReport({**REPORT, "level": "none"}, None, case=case, actor=officer)
    assert form.is_valid()
    assert form.facts()["report"]["level"] == ""


@pytest.mark.parametrize(
    ("day", "errors"),
    [
        ("2026-11-27", {"on": ["The holder must be convened at least 5 working days ahead."]}),
        ("2026-12-05", {"on": ["This is a day off."]}),
        ("2026-11-30", {}),
    ],
)
def test_order_of_a_test(day: str, errors: Any, case: Case, officer: Actor) -> None:
    president = person("president", Role.JURY_PRESIDENT)
    data = {"jury_president": president.pk, "on": day, "at": "09:30", "place": "Tunis", "reason": REASON}
    form = equivalence.TestOrder(data, None, case=case, actor=officer)
    assert form.errors == errors
    if not errors:
        fact = {"jury_president": president.pk, "on": day, "at": "09:30", "place": "Tunis", "reason": REASON}
        assert form.facts() == {"test": {**fact, "ordered_on": "2026-11-23"}}


@pytest.mark.parametrize(
    ("typed", "mark"), [("12,5", "12.5"), ("20", "20.0"), ("٩", "9.0"), ("20.1", None), ("12.55", None), ("-1", None)]
)
def test_mark_of_a_test(typed: str, mark: str | None, case: Case, officer: Actor) -> None:
    files = MultiValueDict({"minutes": [SimpleUploadedFile("minutes.pdf", PDF)]})
    form = equivalence.TestResult({"result": "pass", "mark": typed}, files, case=case, actor=officer)
    if mark is None:
        assert set(form.errors) == {"mark"}
        return
    assert form.errors == {}
    form.keep_files(by=officer)
    assert form.facts()["test_result"]["mark"] == mark
    assert canonical.encode(form.facts())


def test_proposal_starts_from_the_committees_level(case: Case, officer: Actor) -> None:
    case.facts = {"opinion": {"level": "CAP"}}
    assert equivalence.EquivalenceProposal(case=case, actor=officer)["level"].value() == "CAP"
