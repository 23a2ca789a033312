"""Accounts are listed, searched and opened; nobody chooses a password for somebody else."""

import re

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from tests.factories.people import make_user
from workflow.models import Event

USERS = "/administration/users/"
NEW = {
    "email": "Nouvelle@takwin.invalid",
    "name_ar": "سارة المثالية",
    "name_fr": "Sara Exemple",
    "function_ar": "",
    "function_fr": "Agente",
    "language": "fr",
    "id_type": "cin",
    "id_number": "01234567",
    "id_country": "",
}


def listed(answer):
    return [row["email"] for row in answer.context["rows"]]


def test_newest_account_comes_first(browser, administrator, officer):
    assert listed(browser.get(USERS)) == [officer.email, administrator.email]


@pytest.mark.parametrize("text", ["salma", "Exemple Salma", "شخص بعيد", "person-salma"])
def test_account_is_found_by_its_names_and_address(browser, text):
    found = make_user(name_fr="Salma Exemple", name_ar="شخص بعيد")
    User.objects.filter(pk=found.pk).update(email="person-salma@takwin.invalid")
    assert listed(browser.get(USERS, {"q": text})) == ["person-salma@takwin.invalid"]


def test_accounts_of_a_role(browser, officer):
    assert listed(browser.get(USERS, {"role": Role.REGIONAL_OFFICER})) == [officer.email]


def test_closed_accounts(browser, administrator):
    closed = make_user(is_active=False)
    assert listed(browser.get(USERS, {"state": "closed"})) == [closed.email]
    assert listed(browser.get(USERS, {"state": "open"})) == [administrator.email]


def test_pages_follow_each_other_there_and_back(browser):
    people = [make_user() for _ in range(60)]
    first = browser.get(USERS)
    second = browser.get(USERS + first.context["next_url"])
    third = browser.get(USERS + second.context["next_url"])
    back = browser.get(USERS + third.context["previous_url"])
    shown = [listed(answer) for answer in (first, second, third, back)]
    assert [len(page) for page in shown] == [25, 25, 11, 25]
    assert (shown[0] + shown[1] + shown[2])[:60] == [p.email for p in reversed(people)]
    assert (shown[3], first.context["previous_url"], third.context["next_url"]) == (shown[1], "", "")


@pytest.mark.parametrize("cursor", ["x", "IiI", "eyJhIjoxfQ", "WyJhIl0"])
def test_cursor_of_somebody_else_gives_the_first_page(browser, administrator, cursor):
    assert listed(browser.get(USERS, {"after": cursor})) == [administrator.email]


def test_list_costs_the_same_for_one_and_thirty(browser, django_assert_max_num_queries):
    browser.get(USERS)
    with django_assert_max_num_queries(12) as one:
        browser.get(USERS)
    for _ in range(30):
        make_user(role=Role.REGIONAL_OFFICER, region="TN-11")
    with django_assert_max_num_queries(12) as thirty:
        browser.get(USERS)
    assert len(one) == len(thirty)


# A new account -------------------------------------------------------------------------------------------------------


def test_new_account_receives_a_link(browser, mailoutbox):
    answer = browser.post("/administration/users/new/", NEW)
    made = User.objects.get(email="nouvelle@takwin.invalid")
    assert answer.url == reverse("workflow:user", args=[made.uuid])
    assert (made.identity, made.language, made.has_usable_password()) == ("cin:01234567", "fr", False)
    (mail,) = mailoutbox
    assert mail.to == ["nouvelle@takwin.invalid"]
    assert re.search(r"/accounts/password/reset/key/\S+", mail.body)
    kinds = Event.objects.filter(stream=f"user:{made.uuid}").order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == ["user.created", "user.link_sent"]


def test_link_lets_the_person_choose_a_password_and_sign_in(browser, client, mailoutbox):
    browser.post("/administration/users/new/", NEW)
    path = re.search(r"/accounts/password/reset/key/\S+", mailoutbox[0].body)[0]
    page = client.get(path, follow=True)
    chosen = "une longue phrase de passe"
    client.post(page.redirect_chain[-1][0], {"password1": chosen, "password2": chosen})
    client.post("/accounts/login/", {"login": "nouvelle@takwin.invalid", "password": chosen})
    assert client.session["_auth_user_id"] == str(User.objects.get(email="nouvelle@takwin.invalid").pk)


def test_password_cannot_be_chosen_for_somebody(browser, mailoutbox):
    browser.post("/administration/users/new/", {**NEW, "password": "a password of the administrator", "is_superuser": "on"})
    made = User.objects.get(email="nouvelle@takwin.invalid")
    assert (made.has_usable_password(), made.is_superuser) == (False, False)


def test_mail_server_that_fails_costs_nobody_the_account(browser, monkeypatch):
    def fail(**_kwargs):
        raise OSError("no mail server")

    monkeypatch.setattr("workflow.views.administration.accounts.send_link", fail)
    answer = browser.post("/administration/users/new/", NEW, follow=True)
    assert [str(m) for m in answer.context["messages"]] == [
        "The link could not be sent by e-mail. Send it again in a few minutes."
    ]
    assert User.objects.filter(email="nouvelle@takwin.invalid").count() == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"email": ""}, "email"),
        ({"name_ar": ""}, "name_ar"),
        ({"id_number": "12"}, "id_number"),
        ({"id_number": ""}, "id_number"),
        ({"id_type": ""}, "id_type"),
        ({"id_type": "passport", "id_number": "AB12345"}, "id_country"),
        ({"id_type": "passport", "id_number": ""}, "id_number"),
        ({"language": "de"}, "language"),
    ],
)
def test_account_that_is_not_complete_is_refused(browser, changed, field):
    answer = browser.post("/administration/users/new/", {**NEW, **changed})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_address_that_has_an_account_is_refused(browser, officer):
    answer = browser.post("/administration/users/new/", {**NEW, "email": officer.email.upper()})
    assert answer.context["form"].errors == {"email": ["There is already an account with this address."]}


def test_passport_is_kept_as_applicants_have_it(browser):
    browser.post("/administration/users/new/", {**NEW, "id_type": "passport", "id_number": "ab 123456", "id_country": "fr"})
    assert User.objects.get(email="nouvelle@takwin.invalid").identity == "passport:FR:AB123456"
