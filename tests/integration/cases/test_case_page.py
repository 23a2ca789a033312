"""The officers' page of a case: what it shows to whom, and that its reading is recorded."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tests.factories.cases import make_user
from workflow.models import Event, Message, Note

Play = Callable[..., Any]
Open = Callable[[User], Client]
TABS = ("request", "attachments", "examination", "committee", "messages", "notes", "documents", "registers", "history")


def test_case_tabs_of_an_approved_case_answer(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("approved").case
    client = browser(ministry["central_officer"])

    shown = [client.get(f"/cases/{case.pk}/?tab={tab}").context["tab_template"] for tab in (*TABS, "nothing")]

    assert shown == [f"cases/tabs/{tab}.html" for tab in (*TABS, "request")]


def test_case_of_another_region_does_not_exist(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("submitted").case
    stranger = make_user(role="front_desk", region="TN-61")

    assert browser(stranger).get(f"/cases/{case.pk}/").status_code == 404


def test_case_for_administrator_does_not_exist(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("submitted").case

    assert browser(ministry["administrator"]).get(f"/cases/{case.pk}/").status_code == 404


def test_case_page_of_officer_offers_what_the_officer_can_do(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("central_review").case

    page = browser(ministry["central_officer"]).get(f"/cases/{case.pk}/")

    offered = [t["url"].split("/")[-2] for t in page.context["transitions"] if t["is_allowed"]]
    assert sorted(offered) == ["adversarial_letter", "query_awarding_body", "request_central_complements", "send_back_to_region"]


def test_case_page_says_why_an_act_is_not_possible(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("central_review").case

    page = browser(ministry["secretary"]).get(f"/cases/{case.pk}/")

    blocked = [t["reasons"] for t in page.context["transitions"] if t["url"].endswith("/put_on_agenda/")]
    assert [str(r) for r in blocked[0]] == ["The rapporteur's report has not been filed."]


def test_reading_of_an_officer_is_recorded_once_a_day(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("central_review").case
    client = browser(ministry["central_officer"])

    client.get(f"/cases/{case.pk}/")
    client.get(f"/cases/{case.pk}/?tab=history")

    read = Event.objects.filter(stream=f"reading:{case.pk}", kind="reading.case")
    assert [e.actor for e in read] == [ministry["central_officer"]]


def test_reading_of_an_auditor_is_recorded_each_time(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("central_review").case
    client = browser(ministry["auditor"])

    client.get(f"/cases/{case.pk}/")
    client.get(f"/cases/{case.pk}/?tab=notes")

    read = Event.objects.filter(stream=f"reading:{case.pk}", kind="reading.case").select_related("payload").order_by("seq")
    assert [e.payload.body["tab"] for e in read] == ["request", "notes"]


def test_reading_of_the_applicant_is_not_recorded(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("central_review").case

    assert browser(ministry["applicant"]).get(f"/cases/{case.pk}/").status_code == 200
    assert Event.objects.filter(kind="reading.case").count() == 0


def test_case_page_asks_at_most_forty_questions(
    player: Play, ministry: dict[str, User], browser: Open, django_assert_max_num_queries: Any
) -> None:
    case = player("awaiting_signature").case
    client = browser(ministry["central_officer"])

    for tab in TABS:
        with django_assert_max_num_queries(40):
            assert client.get(f"/cases/{case.pk}/?tab={tab}").status_code == 200


# Messages and notes --------------------------------------------------------------------------------------------------


def test_message_of_officer_is_sent(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("under_review").case

    answer = browser(ministry["officer"]).post(f"/cases/{case.pk}/messages/", {"body": "Please call us."})

    assert answer["Location"] == f"/cases/{case.pk}/?tab=messages"
    assert [(m.body, m.side) for m in Message.objects.filter(case=case)] == [("Please call us.", "administration")]


@pytest.mark.parametrize("kind", ["messages", "notes"])
@pytest.mark.parametrize("body", ["", "   ", "x" * 5001])
def test_words_of_wrong_length_come_back(player: Play, ministry: dict[str, User], browser: Open, kind: str, body: str) -> None:
    case = player("under_review").case

    page = browser(ministry["officer"]).post(f"/cases/{case.pk}/{kind}/", {"body": body})

    form = page.context["form"]
    assert (page.status_code, list(form.errors), form.data["body"]) == (422, ["body"], body)
    assert (Message.objects.count(), Note.objects.count()) == (0, 0)


def test_note_of_officer_is_kept(player: Play, ministry: dict[str, User], browser: Open) -> None:
    case = player("under_review").case

    answer = browser(ministry["officer"]).post(f"/cases/{case.pk}/notes/", {"body": "Seen with a colleague."})

    assert (answer.status_code, [n.body for n in Note.objects.filter(case=case)]) == (302, ["Seen with a colleague."])


@pytest.mark.parametrize(("who", "kind"), [("auditor", "messages"), ("auditor", "notes"), ("applicant", "notes")])
def test_words_of_people_who_may_not_write_are_refused(
    player: Play, ministry: dict[str, User], browser: Open, who: str, kind: str
) -> None:
    case = player("under_review").case

    assert browser(ministry[who]).post(f"/cases/{case.pk}/{kind}/", {"body": "Something."}).status_code == 403
    assert (Message.objects.count(), Note.objects.count()) == (0, 0)


def test_votes_before_the_meeting_is_closed_are_not_told(player: Play, ministry: dict[str, User], browser: Open) -> None:
    story = player("committee_deliberation")
    story.perform("cast_vote", by=ministry["member_1"], choice="against", reason="The hours do not suffice at all.")

    client = browser(ministry["central_officer"])
    pages = [client.get(f"/cases/{story.case.pk}/?tab={tab}").text for tab in ("committee", "history", "examination")]

    assert "Has voted" in pages[0]
    assert [("Against" in page, "do not suffice" in page) for page in pages] == [(False, False)] * 3
