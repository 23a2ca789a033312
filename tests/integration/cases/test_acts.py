"""The page of one act: performed once, refused with a sentence, and never losing what was typed."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import User
from tests.integration.cases.conftest import stamped
from workflow.models import Case, Event, Task

Play = Callable[..., Any]
Open = Callable[[User], Client]
WHY = "The file was read and checked."


def stage_of(case: Case) -> str:
    return str(Case.objects.values_list("stage", flat=True).get(pk=case.pk))


def test_act_page_says_what_the_act_does(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("central_review").case

    page = browser(ministry["central_officer"]).get(f"/cases/{case.pk}/act/request_central_complements/")

    assert page.context["effects"] == [
        "The case moves to the stage “Waiting for complements asked by the centre”.",
        "It then waits for: Applicant, for 30 days.",
        "The legal time limit is suspended meanwhile.",
        "Issued: Request for complements.",
        "The applicant is told by e-mail.",
    ]


def test_act_performed_moves_the_case(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("central_review").case

    answer = browser(ministry["central_officer"]).post(f"/cases/{case.pk}/act/send_back_to_region/", stamped(case, reason=WHY))

    assert (answer.status_code, answer["Location"], stage_of(case)) == (302, f"/cases/{case.pk}/", "under_review")


def test_act_sent_twice_is_performed_once(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("central_review").case
    client, typed = browser(ministry["central_officer"]), stamped(case, reason=WHY)

    answers = [client.post(f"/cases/{case.pk}/act/send_back_to_region/", typed) for _ in range(2)]

    assert [a.status_code for a in answers] == [302, 302]
    assert Event.objects.filter(stream=case.stream, kind="transition.send_back_to_region").count() == 1


def test_act_with_errors_keeps_what_was_typed(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("central_review").case

    page = browser(ministry["central_officer"]).post(f"/cases/{case.pk}/act/send_back_to_region/", stamped(case, reason="short"))

    form = page.context["form"]
    assert (page.status_code, list(form.errors), form["reason"].value()) == (422, ["reason"], "short")
    assert stage_of(case) == "central_review"


@pytest.mark.parametrize("method", ["get", "post"])
def test_act_of_another_role_is_refused(player: Play, ministry: dict[str, User], browser: Open, method: str) -> None:
    case = player("central_review").case

    page = getattr(browser(ministry["registrar"]), method)(
        f"/cases/{case.pk}/act/send_back_to_region/", stamped(case, reason=WHY) if method == "post" else {}
    )

    assert (page.status_code, stage_of(case)) == (403, "central_review")
    assert "Your postings do not allow you to do this on this case." in page.text


def test_act_on_an_invisible_case_does_not_exist(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("central_review").case

    assert browser(ministry["administrator"]).get(f"/cases/{case.pk}/act/send_back_to_region/").status_code == 404


@pytest.mark.parametrize("name", ["expire_awarding_body", "nothing_like_it"])
def test_act_of_the_system_or_of_nobody_does_not_exist(player: Play, ministry: dict[str, User], browser: Open, name: str) -> None:
    case = player("awarding_body_verification").case

    assert browser(ministry["central_officer"]).get(f"/cases/{case.pk}/act/{name}/").status_code == 404


def test_act_of_another_stage_is_refused(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("central_review").case

    page = browser(ministry["central_officer"]).get(f"/cases/{case.pk}/act/propose_approval/")

    assert (page.status_code, [str(s) for s in page.context["sentences"]]) == (
        409,
        ["This cannot be done at the stage where the case now stands."],
    )


def test_act_whose_conditions_are_unmet_says_why(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("central_review").case

    page = browser(ministry["secretary"]).get(f"/cases/{case.pk}/act/put_on_agenda/")

    assert [str(s) for s in page.context["sentences"]] == ["The rapporteur's report has not been filed."]
    assert page.status_code == 409


def test_act_on_work_that_a_colleague_holds_is_refused(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("central_review").case
    Task.objects.filter(case=case, role="central_officer").update(assignee=ministry["registrar"], status="taken")

    page = browser(ministry["central_officer"]).get(f"/cases/{case.pk}/act/send_back_to_region/")

    assert (page.status_code, "A colleague holds this task." in page.text) == (403, True)


@pytest.mark.parametrize("marks", [{}, {"revision": "x", "key": str(uuid4())}, {"revision": "1", "key": "x"}, {"revision": "-1"}])
def test_act_with_damaged_marks_is_not_performed(
    player: Play, ministry: dict[str, User], browser: Open, marks: dict[str, str]
) -> None:
    case = player("central_review").case

    page = browser(ministry["central_officer"]).post(f"/cases/{case.pk}/act/send_back_to_region/", {"reason": WHY, **marks})

    assert (page.status_code, stage_of(case)) == (400, "central_review")


def test_act_on_a_case_that_came_back_shows_the_changes_and_keeps_the_words(
    player: Play, ministry: dict[str, User], browser: Open
) -> None:
    story = player("central_review")
    seen = stamped(story.case, reason=WHY)
    story.play("request_central_complements", "supply_central_complements")

    page = browser(ministry["central_officer"]).post(f"/cases/{story.case.pk}/act/send_back_to_region/", seen)

    titles = [str(c["title"]) for c in page.context["changes"]]
    assert (page.status_code, titles) == (409, ["Ask for complements (centre)", "Supply complements (centre)"])
    assert (page.context["form"]["reason"].value(), page.context["case"].revision) == (WHY, story.case.revision)


def test_act_on_a_case_that_moved_on_gives_the_words_back(player: Play, ministry: dict[str, User], browser: Open) -> None:
    story = player("central_review")
    seen = stamped(story.case, reason=WHY)
    story.play("query_awarding_body")

    page = browser(ministry["central_officer"]).post(f"/cases/{story.case.pk}/act/send_back_to_region/", seen)

    assert (page.status_code, page.context["typed"]) == (409, [{"label": "Statement of reasons", "value": WHY}])
    assert [str(c["title"]) for c in page.context["changes"]] == ["Query the awarding body"]


def test_row_added_without_script_keeps_the_other_rows(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("central_review").case
    typed = {"asked-0-item": "SYLL", "asked-0-why": "Unreadable", "add_row": "asked"}

    page = browser(ministry["central_officer"]).post(f"/cases/{case.pk}/act/request_central_complements/", stamped(case, **typed))

    assert (page.status_code, page.text.count('name="asked-1-why"'), stage_of(case)) == (200, 1, "central_review")
    assert page.context["form"].errors == {}


def test_act_typed_into_a_dead_session_is_there_after_signing_in(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("central_review").case
    client = browser(ministry["central_officer"])
    client.logout()

    sent_away = client.post(f"/cases/{case.pk}/act/send_back_to_region/", stamped(case, reason=WHY))
    client.force_login(ministry["central_officer"])
    page = client.get(f"/cases/{case.pk}/act/send_back_to_region/")

    assert (sent_away.status_code, stage_of(case)) == (302, "central_review")
    assert (page.context["form"]["reason"].value(), page.context["form"].errors) == (WHY, {})


def test_signature_page_carries_the_digest_of_what_it_shows(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("awaiting_signature").case

    page = browser(ministry["minister"]).get(f"/cases/{case.pk}/act/sign_approval/")

    form = page.context["form"]
    assert (len(page.context["previews"]), form["seen"].value()) == (2, form.expected_digest())


def test_signature_of_another_digest_is_refused_and_shown_anew(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("awaiting_signature").case
    client = browser(ministry["minister"])

    page = client.post(f"/cases/{case.pk}/act/sign_approval/", stamped(case, confirm="on", seen="0" * 64))

    form = page.context["form"]
    assert (page.status_code, stage_of(case)) == (422, "awaiting_signature")
    assert form["seen"].value() == form.expected_digest()


def test_act_of_a_member_returns_to_where_it_came_from(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("committee_deliberation").case
    typed = stamped(case, choice="for", level="CAP", next="/committees/")

    answer = browser(ministry["member_1"]).post(f"/cases/{case.pk}/act/cast_vote/", typed)

    assert (answer.status_code, answer["Location"]) == (302, "/committees/")


@pytest.mark.parametrize("away", ["https://elsewhere.invalid/", "//elsewhere.invalid/", "javascript:alert(1)"])
def test_act_never_leads_to_another_site(player: Play, ministry: dict[str, User], browser: Open, away: str) -> None:
    case = player("central_review").case

    answer = browser(ministry["central_officer"]).post(
        f"/cases/{case.pk}/act/send_back_to_region/", stamped(case, reason=WHY, next=away)
    )

    assert answer["Location"] == f"/cases/{case.pk}/"


# Letters -------------------------------------------------------------------------------------------------------------


def test_letter_page_answers_for_its_sender(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("central_review").case

    page = browser(ministry["central_officer"]).get(f"/cases/{case.pk}/letters/adversarial_letter/")

    assert (page.status_code, page.context["form"].is_bound) == (200, False)


def test_letter_of_another_role_is_refused(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("central_review").case

    assert browser(ministry["registrar"]).get(f"/cases/{case.pk}/letters/adversarial_letter/").status_code == 403


def test_letter_that_does_not_exist_is_not_found(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("central_review").case

    assert browser(ministry["central_officer"]).get(f"/cases/{case.pk}/letters/love_letter/").status_code == 404


def test_letter_sent_after_something_was_written_is_checked_again(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("central_review").case

    page = browser(ministry["central_officer"]).post(
        f"/cases/{case.pk}/letters/adversarial_letter/", {"seq": case.ledger_seq - 1}
    )

    assert (page.status_code, Event.objects.filter(kind="letter.adversarial_letter").count()) == (409, 0)


def test_letter_is_sent_once_and_the_case_stays(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("central_review").case
    client, typed = browser(ministry["central_officer"]), {"seq": case.ledger_seq, "alleged": WHY, "evidence": WHY}

    answers = [client.post(f"/cases/{case.pk}/letters/adversarial_letter/", typed).status_code for _ in range(2)]

    sent = Event.objects.filter(stream=case.stream, kind="letter.adversarial_letter")
    assert (answers, sent.count(), stage_of(case)) == ([302, 409], 1, "central_review")


def test_letter_with_errors_keeps_what_was_typed(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("central_review").case

    page = browser(ministry["central_officer"]).post(f"/cases/{case.pk}/letters/adversarial_letter/", {"seq": case.ledger_seq})

    assert (page.status_code, bool(page.context["form"].errors)) == (422, True)


def test_page_of_a_signature_that_is_refused_is_recorded(player: Play, ministry: dict[str, User], browser: Open) -> None:
    """Asking for the page is trying to sign; asking for the page of another act is not."""
    case = player("awaiting_signature").case
    told = Event.objects.filter(stream=f"refusal:{case.pk}").select_related("payload")

    client = browser(ministry["central_officer"])
    answers = [client.get(f"/cases/{case.pk}/act/{name}/").status_code for name in ("return_for_review", "sign_approval")]

    assert answers == [403, 403]
    assert [(e.actor, e.payload.body["transition"], e.payload.body["code"]) for e in told] == [
        (ministry["central_officer"], "sign_approval", "not_entitled")
    ]


def test_history_says_who_was_told(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("awaiting_complements").case

    page = browser(ministry["officer"]).get(f"/cases/{case.pk}/?tab=history")

    assert "Told by e-mail: the applicant." in page.text
    event = Event.objects.select_related("payload").get(stream=case.stream, kind="transition.request_complements")
    assert event.payload.body["notifications"] == [
        {"topic": "mail.stage", "to": "applicant"},
        {"topic": "mail.document", "to": "applicant", "document": "CPL"},
    ]
