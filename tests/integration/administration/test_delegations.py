"""The signature is lent by an act, to somebody who may sign, in a field and for days; and taken back."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import SignatureDelegation
from accounts.roles import Role
from accounts.standing import standing_of
from tests.factories.people import make_user
from workflow.models import Event

DELEGATIONS = "/administration/delegations/"


@pytest.fixture
def delegate(db):
    return make_user(name_fr="Sami Exemple")


@pytest.fixture
def act(delegate):
    return {
        "number": "2026/12",
        "decided_on": "2026-11-20",
        "delegator": "The Minister",
        "delegate": delegate.email.upper(),
        "field": ["EQV-01"],
        "excludes": ["sign_refusal"],
        "limit": "",
        "since": "2026-11-23",
        "until": "2026-12-31",
    }


def lent(user):
    fresh = type(user).objects.get(pk=user.pk)
    return [(h.role, h.delegation, h.field, h.excludes) for h in standing_of(fresh).holdings]


def test_delegation_lends_the_signature(browser, administrator, delegate, act):
    assert browser.post(DELEGATIONS, act).status_code == 302
    event = Event.objects.get(stream=f"user:{delegate.uuid}")
    assert lent(delegate) == [(Role.MINISTER_SIGNATORY, "2026/12", ("EQV-01",), ("sign_refusal",))]
    assert (event.kind, event.actor) == ("delegation.opened", administrator)
    assert [(r["number"], r["label"]) for r in browser.get(DELEGATIONS).context["rows"]] == [("2026/12", "In force")]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"delegate": "nobody@takwin.invalid"}, "delegate"),
        ({"field": []}, "field"),
        ({"field": ["XYZ"]}, "field"),
        ({"excludes": ["register_case"]}, "excludes"),
        ({"decided_on": "2026-11-24"}, "decided_on"),
        ({"until": "2026-11-01"}, "until"),
        ({"number": ""}, "number"),
    ],
)
def test_delegation_that_makes_no_sense_is_refused(browser, act, changed, field):
    answer = browser.post(DELEGATIONS, {**act, **changed})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert SignatureDelegation.objects.count() == 0


def test_number_of_an_act_is_used_once(browser, act):
    browser.post(DELEGATIONS, act)
    answer = browser.post(DELEGATIONS, act)
    assert answer.context["form"].non_field_errors() == ["Another act already has this number."]


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_signature_is_never_lent_to_whoever_administers_or_audits(browser, act, role):
    answer = browser.post(DELEGATIONS, {**act, "delegate": make_user(role=role).email})
    assert (answer.status_code, SignatureDelegation.objects.count()) == (422, 0)


def test_signature_is_taken_back(browser, delegate, act):
    browser.post(DELEGATIONS, act)
    url = reverse("workflow:revoke_delegation", args=[SignatureDelegation.objects.get().pk])
    assert (browser.get(url).status_code, browser.post(url, {"on": "2026-11-23"}).status_code) == (200, 302)
    kinds = Event.objects.filter(stream=f"user:{delegate.uuid}").order_by("seq").values_list("kind", flat=True)
    assert (lent(delegate), list(kinds)) == ([], ["delegation.opened", "delegation.revoked"])


def test_signature_is_taken_back_once(browser, delegate, act):
    browser.post(DELEGATIONS, act)
    url = reverse("workflow:revoke_delegation", args=[SignatureDelegation.objects.get().pk])
    browser.post(url, {"on": "2026-11-23"})
    answer = browser.post(url, {"on": "2026-12-01"})
    assert (answer.status_code, SignatureDelegation.objects.get().revoked_on) == (422, date(2026, 11, 23))


def test_page_costs_the_same_for_one_and_thirty(browser, delegate, act, django_assert_max_num_queries):
    browser.post(DELEGATIONS, act)
    browser.get(DELEGATIONS)
    with django_assert_max_num_queries(12) as one:
        browser.get(DELEGATIONS)
    for n in range(30):
        browser.post(DELEGATIONS, {**act, "number": f"2026/9{n}"})
    browser.get(DELEGATIONS)
    with django_assert_max_num_queries(12) as thirty:
        browser.get(DELEGATIONS)
    assert len(one) == len(thirty)
