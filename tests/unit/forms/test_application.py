"""The application for equivalence: conditional questions, what is kept of partial answers, what is still missing."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.utils import timezone, translation

from accounts.models import User
from forms.application import Progress
from forms.blocks import NOTICE_VERSION, Declaration, Person
from forms.equivalence import DiplomaEquivalence
from forms.models import Attachment
from forms.requirements import PAPER
from tests.factories.answers import EQUIVALENCE, equivalence_answers
from workflow.ledger import canonical
from workflow.models import Case

FREE = {"EQV-01.fee": "0.000"}


@pytest.fixture(autouse=True)
def _english() -> Any:
    with translation.override("en"):
        yield


def case_of(**changes: Any) -> Case:
    return Case(procedure="EQV-01", stage="draft", answers=equivalence_answers(**changes), parameters=FREE)


def errors_of(section: str, **changes: Any) -> dict[str, list[str]]:
    return dict(DiplomaEquivalence.section(section).of(equivalence_answers(**changes)).errors)


@pytest.fixture
def author(db: None) -> User:
    return User.objects.create_user("yasmine@exemple.invalid", name_fr="Yasmine Exemple")


@pytest.fixture
def draft(author: User) -> Case:
    return Case.objects.create(procedure="EQV-01", stage="draft", author=author, applicant=author, answers=equivalence_answers())


def joined(case: Case, code: str, **more: Any) -> Attachment:
    told = {
        "name": f"{code}.pdf",
        "file": f"attachments/{code}",
        "mime": "application/pdf",
        "size": 1,
        "sha256": code.lower() * 4,
    }
    return Attachment.objects.create(case=case, requirement=code, status="clean", uploaded_by=case.author, **{**told, **more})


# Sections ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("section", DiplomaEquivalence.sections)
def test_complete_section_has_no_error(section: Any) -> None:
    assert section.of(EQUIVALENCE).errors == {}


@pytest.mark.parametrize("section", DiplomaEquivalence.sections)
def test_section_refuses_an_empty_post(section: Any) -> None:
    assert not section({}, answers={}).is_valid()


def test_each_question_has_one_name_in_the_application() -> None:
    names = [name for section in DiplomaEquivalence.sections for name in section.base_fields]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("section", DiplomaEquivalence.sections)
def test_conditional_questions_follow_what_they_depend_on(section: Any) -> None:
    order = list(section.base_fields)
    for name, (other, values) in section.shown_when.items():
        assert order.index(other) < order.index(name)
        assert section.base_fields[name].required
        offered = {code for code, _label in section.base_fields[other].choices}
        assert set(values) <= offered


PERSON = [
    ({"cin": None}, {"cin": ["This field is required."]}),
    ({"cin": "0123"}, {"cin": [Person.base_fields["cin"].unmatched]}),
    ({"birth_date": "2999-01-01"}, {"birth_date": ["This date is in the future."]}),
    ({"governorate": None}, {"governorate": ["This field is required."]}),
    ({"resident": "no", "residence_country": None}, {"residence_country": ["This field is required."]}),
    ({"resident": "no", "residence_country": "FR"}, {}),
    (
        {"id_type": "passport", "passport_no": "X123456"},
        {"id_type": ["An adult Tunisian is identified by the national identity card."]},
    ),
    ({"id_type": "passport", "passport_no": "X123456", "birth_date": "2012-05-14"}, {}),
    ({"nationality": "IT", "id_type": "passport", "passport_no": "AA123456", "cin": None, "cin_date": None}, {}),
    ({"nationality": "IT", "id_type": "passport"}, {"passport_no": ["This field is required."]}),
    ({"nationality": "DZ", "id_type": "residence_card", "residence_card_no": "RC 77"}, {}),
    ({"cin_date": "1998-05-14"}, {"cin_date": ["The card cannot be older than its holder."]}),
    ({"first_name_ar": "Yasmine"}, {"first_name_ar": ["Write this name in Arabic letters only."]}),
]


@pytest.mark.parametrize(("changes", "errors"), PERSON)
def test_person(changes: dict[str, Any], errors: dict[str, list[str]], clock: Any) -> None:
    assert errors_of("person", **changes) == errors


def test_adult_is_so_on_the_birthday() -> None:
    passport = {"id_type": "passport", "passport_no": "X123456", "birth_date": "2008-11-23"}
    with time_machine.travel(date(2026, 11, 22)):
        assert errors_of("person", **passport) == {}
    with time_machine.travel(date(2026, 11, 23)):
        assert set(errors_of("person", **passport)) == {"id_type"}


DIPLOMA = [
    ({"country": "TN"}, {"country": ["Select a valid choice. TN is not one of the available choices."]}),
    ({"award_date": "2026-11-23"}, {"award_date": ["The diploma must have been awarded before today."]}),
    ({"award_date": "2010-05-13"}, {"award_date": ["This date is too close to the date of birth: check both."]}),
    ({"award_date": "2010-05-14"}, {}),
    ({"name_as_identity": "no"}, {"name_on_diploma": ["This field is required."]}),
    ({"name_as_identity": "no", "name_on_diploma": "Y. Exemple"}, {}),
]


@pytest.mark.parametrize(("changes", "errors"), DIPLOMA)
def test_diploma(changes: dict[str, Any], errors: dict[str, list[str]], clock: Any) -> None:
    assert errors_of("diploma", **changes) == errors


STUDIES = [
    ({"duration_months": 0}, {"duration_months": ["Ensure this value is greater than or equal to 1."]}),
    ({"duration_months": 61}, {"duration_months": ["Ensure this value is less than or equal to 60."]}),
    ({"hours_total": 99}, {"hours_total": ["Ensure this value is greater than or equal to 100."]}),
    ({"stay_dates": None}, {"stay_dates": ["Fill in at least one row."]}),
    ({"study_mode": "distance", "stay_dates": None}, {"exam_place": ["This field is required."]}),
    ({"study_mode": "distance", "stay_dates": None, "exam_place": "Centre d’examen fictif, Lyon, juin 2023"}, {}),
    (
        {"stay_dates": [{"from": "2023-09-01", "to": "2021-06-30", "country": "FR"}]},
        {"stay_dates": ["Correct the rows that are marked."]},
    ),
]


@pytest.mark.parametrize(("changes", "errors"), STUDIES)
def test_studies(changes: dict[str, Any], errors: dict[str, list[str]], clock: Any) -> None:
    assert errors_of("studies", **changes) == errors


def test_declaration_keeps_the_version_of_the_notice_that_was_shown() -> None:
    assert f'value="{NOTICE_VERSION}"' in str(Declaration()["notice_version"])
    ticked = {"declare_true": "on", "data_notice": "on", "notice_version": NOTICE_VERSION}
    answers = DiplomaEquivalence.save_partial(case_of(), "declaration", ticked)
    assert answers["declaration"] == {"declare_true": True, "data_notice": True, "notice_version": NOTICE_VERSION}


def test_declaration_is_asked_again_when_the_notice_has_changed() -> None:
    errors = errors_of("declaration", notice_version="2020-1")
    assert errors == {"data_notice": ["This notice has changed since you accepted it: read it and tick the box again."]}


# Keeping -------------------------------------------------------------------------------------------------------------


def test_partial_answers_are_kept_as_typed() -> None:
    case = Case(procedure="EQV-01", stage="draft", answers={})
    typed = {"id_type": "cin", "cin": "0123", "first_name_fr": " Yasmine ", "birth_date": "soon\x00"}
    case.answers = DiplomaEquivalence.save_partial(case, "person", typed)
    partial = {"cin": "0123", "birth_date": "soon"}
    assert case.answers == {"person": {"first_name_fr": "Yasmine", "id_type": "cin", "_partial": partial}}
    section = DiplomaEquivalence.blank_section(case, "person")
    assert [section[name].value() for name in ("cin", "birth_date", "first_name_fr")] == ["0123", "soon", "Yasmine"]


def test_wrong_rows_are_kept_as_typed() -> None:
    case = Case(procedure="EQV-01", stage="draft", answers={})
    typed = {"study_mode": "residential", "stay_dates-0-from": "2023", "stay_dates-0-country": "FR"}
    answers = DiplomaEquivalence.save_partial(case, "studies", typed)
    assert answers["studies"]["_partial"] == {"stay_dates": [{"from": "2023", "to": "", "country": "FR"}]}


def test_answers_survive_being_kept_and_read_again() -> None:
    case = case_of()
    for section in DiplomaEquivalence.sections:
        case.answers = DiplomaEquivalence.save_partial(case, section.code, section.initial_from(case.answers))
    assert case.answers == EQUIVALENCE
    assert canonical.encode(case.answers)


def test_answers_of_hidden_questions_are_dropped() -> None:
    case = case_of()
    given = {**EQUIVALENCE["person"], "resident": "no", "residence_country": "FR"}
    kept = DiplomaEquivalence.save_partial(case, "person", given)["person"]
    assert {"governorate", "delegation", "postal_code"} & set(kept) == set()
    assert kept["residence_country"] == "FR"


def test_saving_changes_no_other_section_and_not_the_case() -> None:
    case = case_of()
    answers = DiplomaEquivalence.save_partial(case, "purpose", {"purpose": "study"})
    assert case.answers == EQUIVALENCE
    assert {**answers, "purpose": None} == {**EQUIVALENCE, "purpose": None}


def test_only_asked_questions_can_be_changed_when_completing() -> None:
    posted = {"award_date": "2022-07-01", "diploma_title": "Another"}
    kept = DiplomaEquivalence.save_partial(case_of(), "diploma", posted, only={"award_date"})["diploma"]
    assert kept == {**EQUIVALENCE["diploma"], "award_date": "2022-07-01"}


def test_what_an_asked_answer_brings_up_can_be_answered_too() -> None:
    section = DiplomaEquivalence.blank_section(case_of(), "studies", only={"study_mode"})
    assert [name for name, field in section.fields.items() if not field.disabled] == ["study_mode", "stay_dates", "exam_place"]


# Reading -------------------------------------------------------------------------------------------------------------


def test_status_of_sections() -> None:
    case = case_of(award_date="2999-01-01", diploma_title=None)
    case.answers.pop("purpose")
    told = {s.code: (s.progress, s.errors, s.missing) for s in DiplomaEquivalence.status(case)}
    assert told == {
        "person": (Progress.COMPLETE, 0, 0),
        "diploma": (Progress.IN_PROGRESS, 1, 1),
        "studies": (Progress.COMPLETE, 0, 0),
        "purpose": (Progress.NOT_STARTED, 0, 0),
        "declaration": (Progress.COMPLETE, 0, 0),
    }


ALWAYS = ["DIPL", "TRANSC", "SYLL", "RECOG"]
REQUIRED = [
    ({}, ["CIN", *ALWAYS, "STAYP"]),
    ({"nationality": "IT", "id_type": "passport"}, ["PASS", *ALWAYS, "STAYP"]),
    ({"nationality": "DZ", "id_type": "residence_card"}, ["RESID", *ALWAYS, "STAYP"]),
    ({"diploma_language": "en"}, ["CIN", *ALWAYS, "STAYP"]),
    ({"diploma_language": "it"}, ["CIN", "DIPL", "TRANSC", "SYLL", "TRANS", "RECOG", "STAYP"]),
    ({"study_mode": "distance"}, ["CIN", *ALWAYS]),
    ({"name_as_identity": "no"}, ["CIN", *ALWAYS, "STAYP", "CIVIL"]),
    ({"filed_by_third": "yes"}, ["CIN", *ALWAYS, "STAYP", "MAND"]),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("changes", "codes"), REQUIRED)
def test_requirements(changes: dict[str, Any], codes: list[str]) -> None:
    assert [r.code for r in DiplomaEquivalence.requirements(case_of(**changes))] == codes


@pytest.mark.django_db
def test_payment_is_required_once_a_fee_is_set() -> None:
    case = case_of()
    case.parameters = {"EQV-01.fee": "20.000"}
    assert [r.code for r in DiplomaEquivalence.requirements(case)][-1] == "PAY"


def test_unmet_names_what_is_missing(draft: Case) -> None:
    draft.answers = equivalence_answers(award_date="2999-01-01")
    draft.answers.pop("purpose")
    for code in ("CIN", "DIPL", "TRANSC", "SYLL"):
        joined(draft, code)
    joined(draft, "STAYP", removed_at=timezone.now())
    joined(draft, "RECOG", is_internal=True)
    assert [str(sentence) for sentence in DiplomaEquivalence.unmet(draft)] == [
        "Date of award: This date is in the future.",
        "Fill in the section “Your request”.",
        "Attach: Proof that the diploma is recognised in the awarding country.",
        "Attach: Proof of stay during the studies (stamps, residence card).",
    ]


def test_nothing_is_unmet_when_all_is_there(draft: Case) -> None:
    for code in ("CIN", *ALWAYS, "STAYP"):
        joined(draft, code)
    assert DiplomaEquivalence.unmet(draft) == []


def test_paper_form_counts_for_one_filing(draft: Case) -> None:
    assert not DiplomaEquivalence.has_paper_form(draft)
    joined(draft, PAPER)
    assert DiplomaEquivalence.has_paper_form(draft)
    draft.item_requests.create(kind="return", stage="incomplete", asked_at=timezone.now(), asked_by=draft.author)
    assert not DiplomaEquivalence.has_paper_form(draft)


IDENTITIES = [
    ({}, "cin:01234567", "TN-81"),
    ({"nationality": "IT", "id_type": "passport", "passport_no": "AA123456"}, "passport:IT:AA123456", "TN-81"),
    ({"id_type": "residence_card", "residence_card_no": "RC77"}, "residence_card:RC77", "TN-81"),
    ({"resident": "no"}, "cin:01234567", "TN-11"),
]


@pytest.mark.parametrize(("changes", "identity", "region"), IDENTITIES)
def test_identity(changes: dict[str, Any], identity: str, region: str) -> None:
    assert DiplomaEquivalence.identity(case_of(**changes)) == {
        "name_ar": "ياسمين التجريبية",
        "name_fr": "Yasmine Exemple",
        "identity": identity,
        "region": region,
        "language": "ar",
    }


SAME = [
    ({}, True),
    ({"diploma_title": "TECHNICIENNE  en maintenance industrielle"}, True),
    ({"diploma_title": "Maintenance", "awarding_body": "institut fictif des metiers"}, True),
    ({"diploma_title": "Maintenance", "awarding_body": "Another"}, False),
    ({"award_date": "2022-07-01"}, False),
    ({"country": "IT"}, False),
]


@pytest.mark.parametrize(("changes", "is_same"), SAME)
def test_same_object(changes: dict[str, Any], is_same: bool) -> None:
    assert DiplomaEquivalence.same_object(case_of(), case_of(**changes)) is is_same


@pytest.mark.django_db
def test_summary_shows_words_in_the_language_of_the_page() -> None:
    case = case_of()
    rows = {row["field"]: row for section in DiplomaEquivalence.summary(case) for row in section["rows"]}
    assert rows["award_date"]["value"] == "01/07/2023"
    assert rows["award_date"]["dir"] == "ltr"
    assert rows["nationality"]["value"] == "Tunisia"
    assert rows["first_name_ar"]["lang"] == "ar"
    assert rows["stay_dates"]["value"] == "01/09/2021 – 30/06/2023 – France"
    assert rows["declare_true"]["value"] == "Yes"
    assert {"passport_no", "exam_place", "notice_version"} & set(rows) == set()


@pytest.mark.django_db
def test_items_name_documents_and_questions_in_three_languages() -> None:
    items = {item["code"]: item["label"] for item in DiplomaEquivalence.items(case_of())}
    assert list(items)[:3] == ["CIN", "PASS", "RESID"]
    assert items["field:award_date"]["en"] == "Date of award"
    assert set(items["DIPL"]) == {"en", "fr", "ar"}
    assert "field:declare_true" not in items


def test_search_text_holds_names_number_and_diploma() -> None:
    found = DiplomaEquivalence.search_text(case_of())
    assert all(word in found for word in ("yasmine", "01234567", "maintenance", "fictif"))


# What is typed before it is asked, and what an answer puts in question ---------------------------------------------------


def test_answer_to_a_question_not_asked_yet_is_kept() -> None:
    """Without a program in the browser a person may fill in the number before saying which document it is of."""
    typed = {"id_type": "", "cin": "01234567", "passport_no": "X123456", "resident": "", "postal_code": "12"}
    section = Person(typed, answers={})
    section.full_clean()
    kept = section.kept()["_partial"]
    assert {n: kept.get(n) for n in ("cin", "passport_no", "postal_code")} == {
        "cin": "01234567",
        "passport_no": "X123456",
        "postal_code": "12",
    }
    decided = Person({**kept, "id_type": "cin", "resident": "no"}, answers={})
    decided.full_clean()
    held = decided.kept()
    assert (held["cin"], "passport_no" in held.get("_partial", {}), "postal_code" in held.get("_partial", {})) == (
        "01234567",
        False,
        False,
    )


def test_answers_that_do_not_hold_are_named() -> None:
    assert DiplomaEquivalence.to_correct(case_of()) == frozenset()
    assert DiplomaEquivalence.to_correct(case_of(cin_date="1998-01-01")) == frozenset({"cin_date"})
    assert "declare_true" not in DiplomaEquivalence.to_correct(case_of(declare_true=None))
