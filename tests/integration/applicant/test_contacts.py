"""The e-mail and the telephone that a person gives are proven by a code before the person files."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User
from tests.factories.answers import equivalence_answers
from tests.factories.people import make_user
from tests.integration.applicant.conftest import browser_of, declared, posted, stamped
from workflow import contacts, outbox, texts
from workflow.models import Case, ContactCode, Event, OutboxRow

Address = Callable[..., str]
GIVEN = "yasmine@exemple.invalid"


@pytest.fixture
def draft_elsewhere(complete_draft: Case) -> Case:
    """Complete, but the address is not the one of the account."""
    complete_draft.answers["person"]["email"] = GIVEN
    complete_draft.save(update_fields=["answers"])
    return complete_draft


def code() -> str:
    return contacts.code_of(ContactCode.objects.latest("id"))


def wrong() -> str:
    return f"{(int(code()) + 1) % 1_000_000:06d}"


def test_address_of_the_account_needs_no_code(browser: Client, complete_draft: Case, address: Address) -> None:
    assert contacts.asked_of(complete_draft) == []
    assert browser.post(address(complete_draft, "check/"), declared(complete_draft)).status_code == 302
    complete_draft.refresh_from_db()
    assert complete_draft.stage == "submitted"


def test_unproven_address_keeps_from_filing_and_loses_nothing(browser: Client, draft_elsewhere: Case, address: Address) -> None:
    page = browser.get(address(draft_elsewhere, "check/"))
    assert page.context["missing"] == [{"url": address(draft_elsewhere, "contacts/email/"), "text": "Confirm: E-mail address"}]

    answer = browser.post(address(draft_elsewhere, "check/"), declared(draft_elsewhere))

    draft_elsewhere.refresh_from_db()
    assert (answer.status_code, draft_elsewhere.stage) == (409, "draft")
    assert "Confirm your e-mail or telephone with the code that we send you." in answer.text
    assert draft_elsewhere.answers["person"]["email"] == GIVEN


def test_code_proves_the_address(browser: Client, draft_elsewhere: Case, address: Address) -> None:
    page = address(draft_elsewhere, "contacts/email/")
    assert "Send me a code" in browser.get(page).text
    assert browser.post(page, {"act": "send"})["Location"] == page
    assert outbox.drain() >= 1
    message = next(m for m in mail.outbox if m.to == [GIVEN])
    assert (message.subject, code() in message.body) == (f"{code()} is your code", True)
    row = ContactCode.objects.get()
    assert code() not in str({f: getattr(row, f) for f in ("nonce", "digest")}) + str(OutboxRow.objects.values("payload"))

    typed = f"{code()[:3]} {code()[3:]}"
    assert browser.post(page, {"act": "prove", "code": typed})["Location"] == address(draft_elsewhere)

    assert contacts.unproven(draft_elsewhere) == []
    event = Event.objects.select_related("payload").get(kind="contact.proven")
    assert {k: event.payload.body[k] for k in ("kind", "field")} == {"kind": "email", "field": "email"}
    assert GIVEN not in str(event.payload.body)
    assert browser.post(address(draft_elsewhere, "check/"), declared(draft_elsewhere)).status_code == 302


def test_wrong_code_is_told_and_kept_in_the_field(browser: Client, draft_elsewhere: Case, address: Address) -> None:
    page = address(draft_elsewhere, "contacts/email/")
    browser.post(page, {"act": "send"})

    answer = browser.post(page, {"act": "prove", "code": wrong()})

    assert (answer.status_code, answer.context["typed"]) == (422, wrong())
    assert "This is not the code. You can try 4 more times." in answer.text


@pytest.mark.parametrize("typed", ["", "abc", "²²²²²²", "1" * 40])
def test_what_is_no_code_is_refused(browser: Client, draft_elsewhere: Case, address: Address, typed: str) -> None:
    page = address(draft_elsewhere, "contacts/email/")
    browser.post(page, {"act": "send"})
    assert browser.post(page, {"act": "prove", "code": typed}).status_code == 422
    assert ContactCode.objects.get().attempts == 1


def test_code_tried_too_often_is_void(browser: Client, draft_elsewhere: Case, address: Address) -> None:
    page = address(draft_elsewhere, "contacts/email/")
    browser.post(page, {"act": "send"})
    for _time in range(contacts.MOST_ATTEMPTS):
        browser.post(page, {"act": "prove", "code": wrong()})
    assert browser.post(page, {"act": "prove", "code": code()}).status_code == 422
    assert len(contacts.unproven(draft_elsewhere)) == 1


def test_code_too_old_is_void_and_not_sent(browser: Client, draft_elsewhere: Case, address: Address, clock: Any) -> None:
    page = address(draft_elsewhere, "contacts/email/")
    browser.post(page, {"act": "send"})
    clock.shift(timedelta(minutes=10, seconds=1))
    answer = browser.post(page, {"act": "prove", "code": code()})
    assert "This code cannot be used any more: ask for another one." in answer.text
    mail.outbox.clear()
    assert outbox.work(OutboxRow.objects.get(topic="mail.code"))
    assert mail.outbox == []


def test_changed_address_needs_a_code_of_its_own(browser: Client, draft_elsewhere: Case, address: Address) -> None:
    page = address(draft_elsewhere, "contacts/email/")
    browser.post(page, {"act": "send"})
    earlier = code()
    person = {**draft_elsewhere.answers["person"], "email": "another@exemple.invalid"}
    browser.post(address(draft_elsewhere, "application/person/"), {**posted(person), "revision": draft_elsewhere.revision})
    assert browser.post(page, {"act": "prove", "code": earlier}).status_code == 422
    draft_elsewhere.refresh_from_db()
    assert [c.address for c in contacts.unproven(draft_elsewhere)] == ["another@exemple.invalid"]
    browser.post(page, {"act": "send"})
    browser.post(page, {"act": "prove", "code": code()})
    assert contacts.unproven(draft_elsewhere) == []


def test_codes_are_not_sent_without_end(browser: Client, draft_elsewhere: Case, address: Address, clock: Any) -> None:
    page = address(draft_elsewhere, "contacts/email/")
    answers = [browser.post(page, {"act": "send"}).status_code for _time in range(contacts.MOST_CODES + 1)]
    assert answers == [302] * contacts.MOST_CODES + [409]
    assert OutboxRow.objects.filter(topic="mail.code").count() == contacts.MOST_CODES
    clock.shift(timedelta(hours=1))
    assert browser.post(page, {"act": "send"}).status_code == 302


def test_address_proven_once_is_proven_for_the_next_application(draft_elsewhere: Case, applicant: User) -> None:
    contacts.send(case=draft_elsewhere, field="email", by=applicant)
    contacts.prove(case=draft_elsewhere, field="email", code=code(), by=applicant)
    other = Case.objects.create(
        procedure="EQV-01", stage="draft", author=applicant, applicant=applicant, answers=equivalence_answers()
    )
    assert [(c.address, c.is_proven) for c in contacts.asked_of(other)] == [(GIVEN, True)]
    stranger = make_user()
    theirs = Case.objects.create(
        procedure="EQV-01", stage="draft", author=stranger, applicant=stranger, answers=equivalence_answers()
    )
    assert [c.is_proven for c in contacts.asked_of(theirs)] == [False]


def test_page_of_another_person_does_not_exist(draft_elsewhere: Case, address: Address) -> None:
    assert browser_of(make_user()).get(address(draft_elsewhere, "contacts/email/")).status_code == 404


def test_counter_asks_for_no_code(draft_elsewhere: Case) -> None:
    clerk = make_user(role="front_desk", region="TN-11")
    for applicant in (None, draft_elsewhere.applicant):
        draft_elsewhere.author, draft_elsewhere.applicant = clerk, applicant
        assert contacts.asked_of(draft_elsewhere) == []


# Telephone -----------------------------------------------------------------------------------------------------------


def test_telephone_is_asked_for_only_with_a_gateway(complete_draft: Case, settings: Any) -> None:
    assert contacts.asked_of(complete_draft) == []
    settings.SMS_GATEWAY = "console"
    assert [(c.kind, c.address) for c in contacts.asked_of(complete_draft)] == [("phone", "+21671234567")]


def test_telephone_is_proven_through_the_gateway(
    browser: Client, complete_draft: Case, address: Address, settings: Any, caplog: Any
) -> None:
    settings.SMS_GATEWAY = "console"
    page = address(complete_draft, "contacts/phone/")
    browser.post(page, {"act": "send"})
    with caplog.at_level("WARNING"):
        assert outbox.work(OutboxRow.objects.get(topic="text.code"))
    assert f"text message to +21671234567: {code()} is your code" in caplog.text
    assert browser.post(page, {"act": "prove", "code": code()}).status_code == 302
    assert contacts.unproven(complete_draft) == []


def test_gateway_is_a_function_named_by_the_setting(settings: Any) -> None:
    settings.SMS_GATEWAY = "workflow.texts.console"
    assert texts.gateway() is texts.console
    settings.SMS_GATEWAY = ""
    assert texts.gateway() is None


# After filing --------------------------------------------------------------------------------------------------------


def test_address_asked_again_is_proven_before_sending(ministry: dict[str, User], player: Any) -> None:
    case = player("incomplete").case
    browser = browser_of(ministry["applicant"])
    request = case.item_requests.get(answered_at=None)
    request.items = [{"code": "field:email", "label": {"en": "E-mail"}, "why": "", "answered": False}]
    request.save()
    browser.post(f"/cases/{case.pk}/application/person/", {"email": GIVEN, "revision": case.revision})

    listed = browser.get(f"/cases/{case.pk}/answer/").context
    assert (listed["left"], listed["sections"][-1]["tasks"][0]["url"]) == (1, f"/cases/{case.pk}/contacts/email/")
    refused = browser.post(f"/cases/{case.pk}/answer/", stamped(case, "resubmit"))
    assert refused.status_code == 409

    page = f"/cases/{case.pk}/contacts/email/"
    browser.post(page, {"act": "send"})
    browser.post(page, {"act": "prove", "code": code()})
    assert browser.post(f"/cases/{case.pk}/answer/", stamped(case, "resubmit")).status_code == 302
    case.refresh_from_db()
    assert (case.stage, timezone.localdate()) == ("submitted", timezone.localdate(case.entered_stage_at))
