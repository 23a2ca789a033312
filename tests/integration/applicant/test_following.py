"""A filed case as its applicant reads it, and what was asked of them."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone, translation

from accounts.models import User
from tests.integration.applicant.conftest import a_pdf, browser_of, stamped
from workflow import cases, completeness, plain_words
from workflow.models import Case, ItemRequest
from workflow.procedures import named, procedures

Play = Callable[..., Any]


@pytest.fixture
def reader(ministry: dict[str, User]) -> Client:
    return browser_of(ministry["applicant"])


def signed_in_now(ministry: dict[str, User]) -> Client:
    """Playing a case to its meeting takes weeks, and a session does not last that long."""
    return browser_of(ministry["applicant"])


def ask(case: Case, by: User, *codes: str) -> ItemRequest:
    """Replaces what was asked by these items."""
    ItemRequest.objects.filter(case=case, answered_at__isnull=True).delete()
    label = {"en": "Wanted", "fr": "Demandé", "ar": "مطلوب"}
    items = [{"code": c, "label": label, "why": f"Because of {c}", "answered": False} for c in codes]
    return ItemRequest.objects.create(
        case=case, kind="complement", stage=case.stage, items=items, asked_at=timezone.now(), asked_by=by
    )


# Status --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", ["submitted", "under_review", "central_review", "awaiting_signature", "refused", "withdrawn"])
def test_status_says_where_the_case_stands(player: Play, ministry: dict[str, User], stage: str) -> None:
    case = player(stage).case

    page = signed_in_now(ministry).get(f"/cases/{case.pk}/")

    with translation.override("en"):
        assert (page.status_code, str(plain_words.STAGES[stage]) in page.text) == (200, True)
    officers = [ministry[n].full_name for n in ministry if n != "applicant"]
    assert [name for name in officers if f">{name}<" in page.text] == []


def test_status_before_signature_does_not_tell_the_proposal(player: Play, ministry: dict[str, User]) -> None:
    case = player("opinion_issued")
    case.play("propose_refusal")

    page = signed_in_now(ministry).get(f"/cases/{case.case.pk}/").text.lower()

    assert ("waits to be signed" in page, "propose" in page, "refus" in page) == (True, False, False)


def test_status_queries(player: Play, reader: Client, django_assert_max_num_queries: Any) -> None:
    case = player("under_review").case
    for number in range(30):
        cases.write_message(case=case, body=f"Message {number}", by=case.applicant)

    with django_assert_max_num_queries(40):
        page = reader.get(f"/cases/{case.pk}/")

    assert page.text.count("message-text") == 30


@pytest.mark.parametrize("stage", ["approved", "refused"])
def test_status_after_a_decision_gives_the_remedies(player: Play, ministry: dict[str, User], stage: str) -> None:
    case = player(stage).case

    page = signed_in_now(ministry).get(f"/cases/{case.pk}/").text

    assert ("If you do not agree" in page, "two months of notification" in page, "Send the message" in page) == (
        True,
        True,
        False,
    )


def test_every_stage_is_told_in_plain_words() -> None:
    stages = {s for p in procedures() for s in p.machine.stages}

    assert stages - plain_words.STAGES.keys() == set()


# Answers -------------------------------------------------------------------------------------------------------------


def test_answers_file_question_words_then_send(player: Play, reader: Client, ministry: dict[str, User]) -> None:
    case = player("awaiting_complements").case
    ask(case, ministry["officer"], "DIPL", "field:hours_total", "other:1")
    url = f"/cases/{case.pk}/answer/"

    listed = reader.get(url)
    field = reader.get(f"{url}field:hours_total/")
    reader.post(f"/cases/{case.pk}/application/studies/", {"hours_total": "1234", "duration_months": "1"})
    reader.post(f"/attachments/{case.pk}/DIPL/", {"file": a_pdf()})
    reader.post(f"{url}other:1/", {"text": "In words"})
    case.refresh_from_db()
    sent = reader.post(url, stamped(case, "supply_complements"))

    assert (listed.status_code, "Because of DIPL" in listed.text) == (200, True)
    assert field.url == f"/cases/{case.pk}/application/studies/#id_hours_total"
    assert (case.answers["studies"]["hours_total"], case.answers["studies"]["duration_months"] != 1) == (1234, True)
    case.refresh_from_db()
    assert (sent.status_code, case.stage) == (302, "under_review")


def test_answers_unanswered_cannot_be_sent(player: Play, reader: Client, ministry: dict[str, User]) -> None:
    case = player("awaiting_complements").case
    ask(case, ministry["officer"], "DIPL")

    page = reader.post(f"/cases/{case.pk}/answer/", stamped(case, "supply_complements"))

    case.refresh_from_db()
    assert (page.status_code, case.stage) == (409, "awaiting_complements")
    assert "Answer every item" in page.text


def test_answers_only_what_was_asked_can_be_changed(player: Play, reader: Client, ministry: dict[str, User]) -> None:
    case = player("awaiting_complements").case
    ask(case, ministry["officer"], "field:hours_total")

    page = reader.get(f"/cases/{case.pk}/application/studies/").text
    other = reader.get(f"/cases/{case.pk}/application/person/")
    refused = reader.post(f"/attachments/{case.pk}/DIPL/", {"file": a_pdf()})

    assert ('name="hours_total"' in page, 'name="duration_months"' in page) == (True, False)
    assert (other.url, refused.status_code) == (f"/cases/{case.pk}/answer/", 403)


def test_answers_removed_file_opens_the_item_again(player: Play, reader: Client, ministry: dict[str, User], clock: Any) -> None:
    case = player("awaiting_complements").case
    clock.shift(60)
    request = ask(case, ministry["officer"], "DIPL")
    reader.post(f"/attachments/{case.pk}/DIPL/", {"file": a_pdf("new.pdf")})
    answered = completeness.unanswered(case)

    newest = case.attachments.filter(name="new.pdf").get()
    reader.post(f"/attachments/file/{newest.pk}/remove/")

    assert answered == []
    assert [i["code"] for i in completeness.unanswered(case)] == [i["code"] for i in request.items]


def test_answers_outdated_revision_is_refused(player: Play, reader: Client, ministry: dict[str, User]) -> None:
    case = player("awaiting_complements").case
    ask(case, ministry["officer"], "other:1")
    reader.post(f"/cases/{case.pk}/answer/other:1/", {"text": "In words"})

    page = reader.post(f"/cases/{case.pk}/answer/", stamped(case, "supply_complements", revision=0))

    assert (page.status_code, "The case has changed since you opened it" in page.text) == (409, True)


def test_answer_in_words_typed_into_a_dead_session_comes_back(player: Play, ministry: dict[str, User]) -> None:
    case = player("awaiting_complements").case
    ask(case, ministry["officer"], "other:1")
    url, client = f"/cases/{case.pk}/answer/other:1/", Client(headers={"accept-language": "en"})

    client.post(url, {"text": "Half an answer"})
    client.force_login(ministry["applicant"])
    page = client.get(url).text

    assert ("Half an answer" in page, "What you had typed has been put back" in page) == (True, True)


def test_answers_when_nothing_is_asked(player: Play, reader: Client) -> None:
    case = player("under_review").case

    assert reader.get(f"/cases/{case.pk}/answer/").url == f"/cases/{case.pk}/"
    assert reader.get(f"/cases/{case.pk}/answer/DIPL/").url == f"/cases/{case.pk}/"
    assert reader.get(f"/cases/{case.pk}/check/").url == f"/cases/{case.pk}/"


def test_answer_item_unknown(player: Play, reader: Client, ministry: dict[str, User]) -> None:
    case = player("awaiting_complements").case
    ask(case, ministry["officer"], "DIPL")

    assert reader.get(f"/cases/{case.pk}/answer/CIN/").status_code == 404
    assert reader.get(f"/cases/{uuid4()}/answer/CIN/").status_code == 404
    assert reader.get(f"/cases/{2**70}/answer/CIN/").status_code == 404


def test_answer_put_in_question_by_another_is_opened_too(player: Play, ministry: dict[str, User], reader: Client) -> None:
    """The date of birth was asked again; the date of the card, which was not, does not go with it any more."""
    case = player("incomplete").case
    ask(case, ministry["front_desk"], "field:birth_date")
    case.refresh_from_db()
    issued = case.answers["person"]["cin_date"]
    page = f"/cases/{case.pk}/application/person/"

    born = str(int(issued[:4]) + 1) + issued[4:]
    answer = reader.post(page, {"birth_date": born, "revision": case.revision})
    assert (answer.status_code, answer["Location"]) == (302, f"{page}?check")
    shown = reader.get(f"{page}?check").context
    assert {f.name for f in shown["fields"]} >= {"birth_date", "cin_date"}

    listed = reader.get(f"/cases/{case.pk}/answer/").context
    assert len(listed["sections"][0]["tasks"]) == 1
    assert "Date of issue of the identity card" in [str(t["label"]) for t in listed["sections"][1]["tasks"]]
    assert listed["left"] >= 1


def test_examination_of_the_centre_is_not_told_as_that_of_the_region() -> None:
    regional, central = plain_words.STAGES["under_review"], plain_words.STAGES["central_review"]

    assert plain_words.told(named("EQV-01"), "under_review") == regional
    assert plain_words.told(named("SAN-03"), "under_review") == central
