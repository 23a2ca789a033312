"""The front desk: assisted filing and what waits at the counter."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from tests.factories.cases import make_user
from workflow.models import Case

Open = Callable[[User], Client]


@pytest.fixture
def desk(db: None) -> User:
    return make_user(role="front_desk", region="TN-11")


def test_counter_opens_a_draft_for_a_person_without_account(desk: User, browser: Open) -> None:
    answer = browser(desk).post("/counter/", {"procedure": "EQV-01", "for_email": ""})

    draft = Case.objects.get()
    assert (answer["Location"], draft.author, draft.applicant) == (f"/cases/{draft.pk}/", desk, None)


def test_counter_opens_a_draft_for_an_account(desk: User, browser: Open) -> None:
    applicant = make_user()

    browser(desk).post("/counter/", {"procedure": "EQV-01", "for_email": applicant.email.upper()})

    assert Case.objects.get().applicant == applicant


@pytest.mark.parametrize("email", ["nobody@exemple.invalid", "own", "not an address"])
def test_counter_refuses_beside_the_field(desk: User, browser: Open, email: str) -> None:
    typed = desk.email if email == "own" else email

    page = browser(desk).post("/counter/", {"procedure": "EQV-01", "for_email": typed})

    form = page.context["form"]
    assert (page.status_code, list(form.errors), form["for_email"].value()) == (422, ["for_email"], typed)
    assert Case.objects.count() == 0


def test_counter_lists_the_drafts_of_the_officer(desk: User, browser: Open) -> None:
    client = browser(desk)
    client.post("/counter/", {"procedure": "EQV-01"})
    browser(make_user(role="front_desk", region="TN-11")).post("/counter/", {"procedure": "EQV-01"})

    assert [d["applicant"] for d in client.get("/counter/").context["drafts"]] == ["No account"]


@pytest.mark.parametrize("role", ["", "regional_officer", "auditor", "administrator"])
def test_counter_for_others_is_refused(db: None, browser: Open, role: str) -> None:
    region = "TN-11" if role == "regional_officer" else ""

    assert browser(make_user(role=role, region=region)).get("/counter/").status_code == 403
