"""Drafts, and what is written in a case without moving it."""

from typing import Any

import pytest

from accounts.models import User
from accounts.roles import Role
from config.demonstration.plays.eqv_01 import LETTER
from tests.factories.cases import SFAX, TUNIS
from tests.factories.people import make_user
from workflow import cases
from workflow.models import Case, Event, Message, OutboxRow
from workflow.procedures import named
from workflow.refusals import DutiesConflict, FormInvalid, NotATransition, NotEntitled, Outdated, Refused

pytestmark = pytest.mark.django_db
EQV = named("EQV-01")


def test_applicant_opens_their_own_draft() -> None:
    user = make_user(language="en")
    case = cases.open_draft(procedure=EQV, by=user)
    assert (case.applicant, case.author, case.stage, case.version, case.language) == (user, user, "draft", 1, "ar")


def test_counter_opens_a_draft_for_somebody() -> None:
    clerk, person = make_user(role=Role.FRONT_DESK, region=TUNIS), make_user()
    named_case = cases.open_draft(procedure=EQV, by=clerk, for_email=f" {person.email.upper()} ")
    unnamed = cases.open_draft(procedure=EQV, by=clerk)
    assert [(c.author, c.applicant) for c in (named_case, unnamed)] == [(clerk, person), (clerk, None)]


def test_counter_opens_no_draft_for_itself_nor_for_nobody() -> None:
    clerk = make_user(role=Role.FRONT_DESK, region=TUNIS)
    for email in (clerk.email, "nobody@takwin.invalid"):
        with pytest.raises(Refused):
            cases.open_draft(procedure=EQV, by=clerk, for_email=email)
    assert Case.objects.count() == 0


def test_closed_account_opens_nothing() -> None:
    with pytest.raises(NotEntitled):
        cases.open_draft(procedure=EQV, by=make_user(is_active=False))


def test_answers_are_kept_by_whoever_may_edit(player: Any, ministry: dict[str, User]) -> None:
    case = player("draft").case
    cases.save_answers(case=case, answers={"person": {}}, by=ministry["applicant"], revision=0)
    assert Case.objects.get().answers == {"person": {}}
    for by, revision, refusal in ((ministry["front_desk"], 0, NotEntitled), (ministry["applicant"], 7, Outdated)):
        with pytest.raises(refusal):
            cases.save_answers(case=case, answers={}, by=by, revision=revision)
    assert Case.objects.get().answers == {"person": {}}


def test_filed_answers_do_not_change(player: Any, ministry: dict[str, User]) -> None:
    case = player("submitted").case
    with pytest.raises(NotEntitled):
        cases.save_answers(case=case, answers={}, by=ministry["applicant"])


def test_only_asked_items_are_answered(player: Any, ministry: dict[str, User]) -> None:
    case = player("incomplete").case
    cases.answer_item(case=case, code="DIPL", by=ministry["applicant"])
    for code, by in (("SYLL", ministry["applicant"]), ("DIPL", ministry["officer"])):
        with pytest.raises(NotEntitled):
            cases.answer_item(case=case, code=code, by=by)
    assert case.item_requests.get().items[0]["answered"] is True


@pytest.mark.parametrize(("region", "may"), [(TUNIS, True), (SFAX, False)])
def test_counter_of_the_region_answers_for_the_applicant(region: str, may: bool, player: Any) -> None:
    case = player("incomplete").case
    assert cases.may_edit(case, make_user(role=Role.FRONT_DESK, region=region)) is may


def test_message_is_told_and_announced(player: Any, ministry: dict[str, User]) -> None:
    case = player("under_review").case
    mine = cases.write_message(case=case, body="Bonjour", by=ministry["applicant"])
    theirs = cases.write_message(case=case, body="Bonsoir", by=ministry["officer"])
    assert [m.side for m in (mine, theirs)] == ["applicant", "administration"]
    told = Event.objects.filter(stream=case.stream, kind="message.sent").select_related("payload").order_by("seq")
    assert [(e.payload.body["body"], e.payload.body["role"]) for e in told] == [
        ("Bonjour", "applicant"),
        ("Bonsoir", "regional_officer"),
    ]
    assert OutboxRow.objects.filter(topic="mail.message").count() == 2
    case.refresh_from_db()
    assert case.revision == 2
    cases.read_messages(case=case, by=ministry["applicant"])
    assert [m.read_at is not None for m in Message.objects.order_by("pk")] == [False, True]


@pytest.mark.parametrize("who", ["auditor", "administrator", "rapporteur"])
def test_message_of_somebody_else_is_refused(who: str, player: Any, ministry: dict[str, User]) -> None:
    case = player("under_review").case
    with pytest.raises(NotEntitled):
        cases.write_message(case=case, body="Bonjour", by=ministry[who])
    with pytest.raises(NotEntitled):
        cases.write_note(case=case, body="Bonjour", by=ministry[who])


def test_note_is_never_the_applicants(player: Any, ministry: dict[str, User]) -> None:
    case = player("under_review").case
    with pytest.raises(NotEntitled):
        cases.write_note(case=case, body="Bonjour", by=ministry["applicant"])
    cases.write_note(case=case, body="À vérifier.", by=ministry["officer"])
    assert case.notes.get().body == "À vérifier."


def test_letter_is_sent_at_its_stages_by_its_roles(player: Any, ministry: dict[str, User]) -> None:
    early, case = player("under_review").case, player("central_review").case
    with pytest.raises(NotATransition):
        cases.send_letter(case=early, name="adversarial_letter", by=ministry["central_officer"], data=LETTER)
    with pytest.raises(NotATransition):
        cases.send_letter(case=case, name="no_such_letter", by=ministry["central_officer"], data=LETTER)
    with pytest.raises(NotEntitled):
        cases.send_letter(case=case, name="adversarial_letter", by=ministry["minister"], data=LETTER)
    with pytest.raises(FormInvalid):
        cases.send_letter(case=case, name="adversarial_letter", by=ministry["central_officer"], data={})
    event = cases.send_letter(case=case, name="adversarial_letter", by=ministry["central_director"], data=LETTER)
    assert (event.kind, event.actor) == ("letter.adversarial_letter", ministry["central_director"])
    case.refresh_from_db()
    assert (case.stage, case.facts["adversarial_letter"]["alleged"]) == ("central_review", LETTER["alleged"])


def test_letter_about_oneself_is_refused(player: Any, ministry: dict[str, User]) -> None:
    case = player("central_review").case
    ministry["central_officer"].identity = case.applicant_identity
    ministry["central_officer"].save()
    User.objects.filter(pk=ministry["central_officer"].pk).update(standing_version=9)
    fresh = User.objects.get(pk=ministry["central_officer"].pk)
    with pytest.raises(DutiesConflict):
        cases.send_letter(case=case, name="adversarial_letter", by=fresh, data=LETTER)
    assert Event.objects.select_related("payload").get(kind="refusal").payload.body["rule"] == "SD-19"
