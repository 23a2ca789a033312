"""Letters worded by staff: proposed by one, put in force by another, in force by date, never in what was issued before."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from documents.catalogue.equivalence import EQUIVALENCE_DECISION
from documents.catalogue.intake import COMPLEMENT_REQUEST
from documents.issuing import CannotBeDrawnUp, NotAsShown
from documents.models import Document, Wording
from documents.zones import versions
from tests.factories.wordings import TEXTS, make_wording
from tests.integration.documents.conftest import actor, ordered
from tests.integration.documents.test_ordering import ask
from workflow.models import Case, Event
from workflow.refusals import DutiesConflict, NotEntitled, Refused

pytestmark = pytest.mark.django_db
MakeCase = Callable[..., Case]
MakePerson = Callable[..., User]
CODE = "CPL.consequence"
TOLD = {"text_ar": TEXTS["ar"], "text_fr": TEXTS["fr"], "valid_from": "2026-11-23", "reason": "Le texte se lit mal."}


@pytest.fixture(autouse=True)
def _stopped(clock: Any) -> None:
    """On START, a Monday."""


@pytest.fixture
def writer(person: MakePerson) -> User:
    return person(Role.REGISTRAR, name_fr="Rim Exemple")


@pytest.fixture
def director(person: MakePerson) -> User:
    return person(Role.CENTRAL_DIRECTOR, name_fr="Dali Exemple")


def browser(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def page(name: str, *arguments: Any) -> str:
    return reverse(f"documents:{name}", args=arguments)


def request_complements(case: Case, by: User) -> Document:
    ask(case, "complements", by)
    ordered(COMPLEMENT_REQUEST, case, actor(by, Role.REGIONAL_OFFICER))
    return Document.objects.filter(kind="CPL", language="fr").latest("ordered_at")


# Versions ----------------------------------------------------------------------------------------------------------


def test_text_is_written_proposed_and_put_in_force_by_another(writer: User, director: User) -> None:
    answer = browser(writer).post(page("wording_edit", CODE), TOLD)
    row = Wording.objects.get()
    assert (answer.status_code, answer.url, row.status) == (302, page("wording", row.pk), "draft")
    assert browser(director).get(page("wording", row.pk)).status_code == 404
    browser(writer).post(page("wording", row.pk), {"act": "propose"})
    assert browser(director).post(page("wording", row.pk), {"act": "accept"}).status_code == 302
    row.refresh_from_db()
    assert (row.status, row.decided_by, row.printed, row.is_builtin) == ("in_force", director, TEXTS, False)
    events = Event.objects.filter(stream=f"wording:{CODE}").order_by("seq")
    assert [(e.kind, e.actor) for e in events] == [
        ("wording.written", writer),
        ("wording.proposed", writer),
        ("wording.in_force", director),
    ]


@pytest.mark.parametrize("act", ["accept", "reject"])
def test_proposer_may_not_decide(person: MakePerson, act: str) -> None:
    lawyer = person(Role.LEGAL_OFFICER)
    row = make_wording(by=lawyer)
    answer = browser(lawyer).post(page("wording", row.pk), {"act": act})
    row.refresh_from_db()
    assert (answer.status_code, answer.context["error"], answer.context["can_decide"], row.status) == (
        403,
        "A second person must decide on a text that you proposed.",
        False,
        "proposed",
    )


def test_registrar_does_not_decide_and_director_does_not_write(writer: User, director: User, person: MakePerson) -> None:
    row = make_wording(by=person(Role.LEGAL_OFFICER))
    with pytest.raises(NotEntitled):
        versions.decide(wording=row, accept=True, by=writer)
    with pytest.raises(NotEntitled):
        make_wording(by=director, code="CPL.introduction")
    assert browser(director).get(page("wording_edit", CODE)).status_code == 403


def test_database_refuses_one_hand(writer: User) -> None:
    row = make_wording(by=writer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Wording.objects.filter(pk=row.pk).update(status="in_force", decided_by=writer)


def test_decision_is_taken_once(writer: User, director: User) -> None:
    row = make_wording(by=writer, then=director)
    with pytest.raises(Refused):
        versions.decide(wording=row, accept=False, by=director)
    row.refresh_from_db()
    assert row.status == "in_force"


def test_proposal_is_taken_back_and_written_on(writer: User, director: User) -> None:
    row = make_wording(by=writer)
    browser(writer).post(page("wording", row.pk), {"act": "take_back"})
    browser(writer).post(page("wording_edit", CODE), {**TOLD, "text_fr": "Autre."})
    row.refresh_from_db()
    assert (row.status, row.texts["fr"], Wording.objects.count()) == ("draft", "Autre.", 1)
    with pytest.raises(Refused):
        versions.decide(wording=row, accept=True, by=director)


def test_proposal_that_waited_too_long_is_not_put_in_force(writer: User, director: User, clock: Any) -> None:
    row = make_wording(by=writer)
    clock.shift(timedelta(days=1))
    with pytest.raises(Refused):
        versions.decide(wording=row, accept=True, by=director)


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"text_fr": "{{ case.delete }}"}, "text_fr", "Line 1: this text has no variable “case.delete”. Take one of the list."),
        ({"text_ar": "{% now %}"}, "text_ar", "Line 1: braces serve for variables alone, each written as in the list: tags, comments and calls do not."),
        ({"text_fr": ""}, "text_fr", "Write the text in this language too."),
        ({"text_ar": "[[none]]"}, "text_ar", "No clause “none” is in force on that day in this language."),
        ({"valid_from": "2026-11-22"}, "valid_from", "A text changes from today on at the earliest."),
        ({"reason": "because"}, "reason", "Ensure this value has at least 10 characters (it has 7)."),
    ],
)  # fmt: skip
def test_text_that_cannot_be_printed_is_refused_beside_its_field(
    writer: User, changed: dict[str, str], field: str, sentence: str
) -> None:
    answer = browser(writer).post(page("wording_edit", CODE), {**TOLD, **changed})
    assert (answer.status_code, dict(answer.context["form"].errors), Wording.objects.count()) == (422, {field: [sentence]}, 0)


@pytest.mark.parametrize("code", ["XYZ.remarks", "CPL.appeal", "CPL", "clause.", "clause.É", "clause.a--b", "clause." + "a" * 41])
def test_undeclared_place_does_not_exist(writer: User, code: str) -> None:
    assert browser(writer).get(page("wording_edit", code)).status_code == 404


# What letters say --------------------------------------------------------------------------------------------------


def test_letter_without_versions_freezes_nothing(make_case: MakeCase, person: MakePerson) -> None:
    assert "wording" not in request_complements(make_case("under_review"), person()).content


def test_letter_prints_the_version_of_its_day(
    make_case: MakeCase, person: MakePerson, writer: User, director: User, clock: Any
) -> None:
    officer = person()
    row = make_wording(by=writer, on=timezone.localdate() + timedelta(days=2), then=director)
    before = request_complements(make_case("under_review"), officer)
    clock.shift(timedelta(days=2))
    after = request_complements(make_case("under_review"), officer)
    before.refresh_from_db()
    assert ("wording" in before.content, after.content["wording"]) == (
        False,
        [{"zone": "consequence", "version": row.pk, "text": TEXTS}],
    )
    assert before.content_sha256 != after.content_sha256


def test_issued_letter_never_changes(make_case: MakeCase, person: MakePerson, writer: User, director: User) -> None:
    document = request_complements(make_case("under_review"), person())
    content, digest = document.content, document.content_sha256
    make_wording(by=writer, then=director)
    document.refresh_from_db()
    assert (document.content, document.content_sha256) == (content, digest)


def test_return_to_the_built_in_text(make_case: MakeCase, person: MakePerson, writer: User, director: User, clock: Any) -> None:
    make_wording(by=writer, then=director)
    clock.shift(timedelta(days=1))
    row = make_wording(by=writer, texts=versions.zone_of(CODE).builtins, then=director)
    assert (row.is_builtin, "wording" in request_complements(make_case("under_review"), person()).content) == (True, False)


def test_digest_that_the_signatory_saw_covers_the_wording(
    make_case: MakeCase, person: MakePerson, writer: User, director: User
) -> None:
    case, by = make_case(), actor(person(), Role.MINISTER_SIGNATORY)
    case.facts["signature"] = {"seen": EQUIVALENCE_DECISION.draft_digest(case=case, actor=by)}
    case.save()
    make_wording(by=writer, code="EQD.remarks", then=director)
    with pytest.raises(NotAsShown):
        ordered(EQUIVALENCE_DECISION, case, by)
    assert Document.objects.count() == 0


def test_text_that_names_a_fact_unknown_to_the_case_keeps_the_act_from_being_performed(
    make_case: MakeCase, person: MakePerson, writer: User, director: User
) -> None:
    make_wording(by=writer, code="CPL.remarks", then=director)
    case = make_case("submitted", number=None, registered_at=None)
    with pytest.raises(CannotBeDrawnUp):
        request_complements(case, person())
    assert Document.objects.count() == 0


def test_clause_is_frozen_into_the_version_at_approval(writer: User, director: User, clock: Any) -> None:
    clause = {"ar": "فقرة أولى", "fr": "Première clause\n\n- a"}
    first = make_wording(by=writer, code="clause.recours", texts=clause, then=director)
    referring = {"ar": "قبل\n[[recours]]", "fr": "Avant\n[[recours]]"}
    row = make_wording(by=writer, texts=referring, then=director)
    expected = {"ar": "قبل\n\nفقرة أولى", "fr": "Avant\n\nPremière clause\n\n- a"}
    assert (row.printed, row.clauses) == (expected, [{"name": "recours", "version": first.pk}])
    clock.shift(timedelta(days=1))
    make_wording(by=writer, code="clause.recours", texts={"ar": "ثانية", "fr": "Seconde"}, then=director)
    assert versions.worded("CPL", on=timezone.localdate(), facts={})["wording"][0]["text"] == expected


def test_clause_refers_to_no_clause_and_names_what_every_letter_knows(writer: User) -> None:
    for text in ("[[other]]", "{{ answer }}"):
        with pytest.raises(versions.WordingRefused):
            make_wording(by=writer, code="clause.recours", texts={"ar": text, "fr": text})


# Screens -----------------------------------------------------------------------------------------------------------


def test_list_shows_every_letter_and_what_waits(writer: User, director: User) -> None:
    row = make_wording(by=writer)
    answer = browser(director).get(page("wordings"))
    assert [one["url"] for one in answer.context["waiting"]] == [page("wording", row.pk)]
    codes = {place["code"] for letter in answer.context["letters"] for place in letter["rows"]}
    assert {"CPL.introduction", "EQD.remarks", "MIN.remarks"} <= codes
    assert answer.context["can_write"] is False


def test_new_clause_is_named(writer: User) -> None:
    assert browser(writer).get(page("wordings"), {"name": "recours-amiable"}).url == page(
        "wording_edit", "clause.recours-amiable"
    )
    answer = browser(writer).get(page("wordings"), {"name": "Récours !"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["name"])


def test_editor_begins_with_what_holds_today_or_with_the_built_in_text(writer: User, director: User) -> None:
    builtin = versions.zone_of(CODE).builtin("fr")
    assert browser(writer).get(page("wording_edit", CODE)).context["form"]["text_fr"].value() == builtin
    make_wording(by=writer, then=director)
    assert browser(writer).get(page("wording_edit", CODE)).context["form"]["text_fr"].value() == TEXTS["fr"]
    answer = browser(writer).get(page("wording_edit", CODE) + "?from=builtin")
    assert answer.context["form"]["text_fr"].value() == builtin


def test_preview_shows_the_letter_of_a_real_case_as_a_draft(
    make_case: MakeCase, person: MakePerson, writer: User, director: User
) -> None:
    case = make_case("under_review")
    request_complements(case, person())
    row = make_wording(by=writer)
    url = page("wording_letter", row.pk, "fr", "proposed")
    answer = browser(writer).get(url, {"case": case.number})
    text = answer.content.decode()
    assert ("PROJET" in text, f'Nouveau texte du dossier <bdi dir="ltr" class="id">{case.number}' in text) == (True, True)
    assert ("frame-ancestors 'self'" in answer["Content-Security-Policy"], answer["X-Frame-Options"]) == (True, "SAMEORIGIN")
    present = browser(director).get(page("wording_letter", row.pk, "fr", "present"), {"case": case.number}).content.decode()
    assert ("Nouveau texte" in present, "À défaut de complément" in present) == (False, True)
    told = Event.objects.filter(stream=f"reading:{case.pk}").order_by("seq")
    assert [(e.kind, e.actor) for e in told] == [("reading.wording", writer), ("reading.wording", director)]


def test_preview_draws_up_a_letter_that_was_never_ordered(make_case: MakeCase, writer: User) -> None:
    case = make_case("awaiting_signature")
    row = make_wording(by=writer, code="EQD.remarks")
    text = browser(writer).get(page("wording_letter", row.pk, "fr", "proposed"), {"case": case.number}).content.decode()
    assert ("PROJET" in text, "Nouveau texte du dossier" in text, Document.objects.count()) == (True, True, 0)


def test_letter_freezes_the_variant_that_it_prints(writer: User, director: User) -> None:
    rows = {name: make_wording(by=writer, code=f"REF.opening.{name}", then=director) for name in ("after_opinion", "alone")}
    found = {
        met: versions.worded("REF", on=timezone.localdate(), facts={"session_on": met})["wording"] for met in ("2026-03-03", None)
    }
    assert found == {
        "2026-03-03": [{"zone": "opening.after_opinion", "version": rows["after_opinion"].pk, "text": TEXTS}],
        None: [{"zone": "opening.alone", "version": rows["alone"].pk, "text": TEXTS}],
    }


def test_editor_of_a_variant_tells_when_it_is_used_and_leads_to_the_others(writer: User) -> None:
    answer = browser(writer).get(page("wording_edit", "INA.opening.registered"))
    assert answer.context["title"] == "Inadmissibility letter · Opening sentence · When the case has its number"
    assert [(str(one["when"]), one["url"], one["is_current"]) for one in answer.context["variants"]] == [
        ("When the case has its number", page("wording_edit", "INA.opening.registered"), True),
        ("When it has only the reference of its deposit", page("wording_edit", "INA.opening.deposited"), False),
    ]
    assert browser(writer).get(page("wording_edit", CODE)).context["variants"] == []


@pytest.mark.parametrize(
    ("variant", "said"),
    [
        ("with_region", "The case takes this text."),
        ("alone", "The case takes another text of this place: When a regional directorate is told too."),
    ],
)
def test_preview_on_a_case_tells_which_variant_it_takes(make_case: MakeCase, writer: User, variant: str, said: str) -> None:
    case = make_case("awaiting_signature")
    row = make_wording(by=writer, code=f"EQD.notified.{variant}")
    text = browser(writer).get(page("wording", row.pk), {"case": case.number}).content.decode()
    frame = browser(writer).get(page("wording_letter", row.pk, "fr", "proposed"), {"case": case.number}).content.decode()
    assert (said in text, "Nouveau texte du dossier" in frame) == (True, variant == "with_region")


def test_preview_without_a_case_shows_the_letter_that_takes_the_variant(writer: User) -> None:
    for variant in ("with_region", "alone"):
        row = make_wording(by=writer, code=f"EQD.notified.{variant}")
        assert "Nouveau texte" in browser(writer).get(page("wording_letter", row.pk, "fr", "proposed")).content.decode()


def test_preview_refuses_foreign_and_unknown_cases_alike(make_case: MakeCase, person: MakePerson) -> None:
    """A legal officer reads no case of equivalence: neither its letters nor whether it exists."""
    lawyer = person(Role.LEGAL_OFFICER)
    case = make_case("under_review")
    request_complements(case, person())
    row = make_wording(by=lawyer)
    client = browser(lawyer)
    answers = [client.get(page("wording", row.pk), {"case": number}) for number in (case.number, "EQV-01/1999/000001")]
    assert [a.status_code for a in answers] == [404, 404]
    assert answers[0].context["refusal_of_case"] == answers[1].context["refusal_of_case"]
    for url in (page("wording_letter", row.pk, "fr", "proposed"), page("wording_pdf", row.pk, "fr")):
        assert client.get(url, {"case": case.number}).status_code == 404
    assert case.applicant_name_fr not in answers[0].content.decode()
    assert Event.objects.filter(stream=f"reading:{case.pk}").count() == 0


def test_preview_without_a_case_is_fictional_in_both_languages(writer: User) -> None:
    row = make_wording(by=writer)
    for language, mark in (("fr", "PROJET"), ("ar", "مشروع")):
        text = browser(writer).get(page("wording_letter", row.pk, language, "proposed")).content.decode()
        assert (mark in text, "EQV-01/2026/000123" in text) == (True, True)
    assert browser(writer).get(page("wording_letter", row.pk, "en", "proposed")).status_code == 404


def test_clause_is_shown_in_a_letter(writer: User) -> None:
    row = make_wording(by=writer, code="clause.recours", texts={"ar": "فقرة", "fr": "Une clause du {{ date }}"})
    text = browser(writer).get(page("wording_letter", row.pk, "fr", "proposed")).content.decode()
    assert text.count("Une clause du") == 1
    assert browser(writer).get(page("wording", row.pk)).status_code == 200


def test_second_person_also_among_lawyers(person: MakePerson) -> None:
    one, other = person(Role.LEGAL_OFFICER), person(Role.LEGAL_OFFICER)
    row = make_wording(by=one)
    with pytest.raises(DutiesConflict):
        versions.decide(wording=row, accept=True, by=one)
    assert versions.decide(wording=row, accept=True, by=other).status == "in_force"
