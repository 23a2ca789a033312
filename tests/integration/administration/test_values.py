"""A number of the law is proposed by one administrator and put in force by another."""

from datetime import timedelta

import pytest
from django.urls import reverse

from workflow import parameters
from workflow.models import Event, Parameter

PARAMETERS = "/administration/parameters/"
CODE = "EQV-01.under_review.days"
FORM = f"{PARAMETERS}?code={CODE}"
TOLD = {"value": "7", "valid_from": "2026-11-23", "source": "decree 2026-99, article 3", "reason": "the law has changed"}


@pytest.fixture
def proposal(browser):
    browser.post(FORM, TOLD)
    return Parameter.objects.get()


def decide(client, parameter, decision):
    return client.post(reverse("workflow:decide_parameter", args=[parameter.pk]), {"decision": decision})


def values(answer):
    return {row["code"]: row["value"] for group in answer.context["groups"] for row in group["rows"]}


def test_every_declared_number_is_shown(browser):
    shown = values(browser.get(PARAMETERS))
    assert list(shown) == list(parameters.all_declared())
    assert (shown[CODE], shown["calendar.weekend"]) == ("5 working days", "Saturday, Sunday")
    assert (shown["licensing.director_degree"], shown["FIN-01.call_closes"]) == ("BTS – higher technician", "31/12/2028")


def test_proposal_changes_nothing(browser, administrator, proposal):
    answer = browser.get(PARAMETERS)
    assert (proposal.value, proposal.proposed_by, values(answer)[CODE]) == (7, administrator, "5 working days")
    assert [row["value"] for row in answer.context["waiting"]] == ["7 working days"]


def test_second_person_puts_it_in_force(browser, colleague, signed_in, proposal):
    answer = decide(signed_in(colleague), proposal, "accept")
    proposal.refresh_from_db()
    assert (answer.status_code, proposal.status, proposal.decided_by) == (302, "in_force", colleague)
    assert values(browser.get(PARAMETERS))[CODE] == "7 working days"
    events = Event.objects.filter(stream=f"parameter:{CODE}").order_by("seq")
    assert [(e.kind, e.actor_id) for e in events] == [
        ("parameter.proposed", proposal.proposed_by_id),
        ("parameter.in_force", colleague.pk),
    ]


def test_second_person_rejects_it(browser, colleague, signed_in, proposal):
    decide(signed_in(colleague), proposal, "reject")
    assert (Parameter.objects.get().status, values(browser.get(PARAMETERS))[CODE]) == ("rejected", "5 working days")


@pytest.mark.parametrize("decision", ["accept", "reject"])
def test_proposer_may_not_decide(browser, proposal, decision):
    answer = decide(browser, proposal, decision)
    assert (answer.status_code, answer.context["error"]) == (403, "A second person must decide on a parameter that you proposed.")
    assert (Parameter.objects.get().status, answer.context["is_own"]) == ("proposed", True)


def test_decision_is_taken_once(colleague, signed_in, proposal):
    decide(signed_in(colleague), proposal, "reject")
    answer = decide(signed_in(colleague), proposal, "accept")
    assert (answer.status_code, answer.context["error"]) == (409, "This proposal has already been decided.")


def test_proposal_that_has_waited_too_long_is_not_put_in_force(colleague, signed_in, proposal, clock):
    clock.shift(timedelta(days=1))
    answer = decide(signed_in(colleague), proposal, "accept")
    assert (answer.status_code, Parameter.objects.get().status) == (409, "proposed")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"value": "0"}, "value"),
        ({"value": "-3"}, "value"),
        ({"value": "seven"}, "value"),
        ({"value": "7.5"}, "value"),
        ({"value": "10001"}, "value"),
        ({"valid_from": "2026-11-22"}, "valid_from"),
        ({"source": ""}, "source"),
        ({"reason": "because"}, "reason"),
    ],
)
def test_proposal_that_says_too_little_is_refused(browser, changed, field):
    answer = browser.post(FORM, {**TOLD, **changed})
    assert (answer.status_code, list(answer.context["form"].errors), Parameter.objects.count()) == (422, [field], 0)


@pytest.mark.parametrize(
    ("code", "value", "kept"),
    [
        ("registration.other_officer_instructs", "false", False),
        ("calendar.weekend", ["4", "5"], [4, 5]),
        ("EQV-01.fee", "12,500", "12.500"),
        ("EQV-01.complements.rounds", "0", 0),
        ("licensing.director_degree", "licence", "licence"),
        ("FIN-01.call_closes", "2027-06-30", "2027-06-30"),
    ],
)
def test_value_is_of_the_kind_of_the_default(browser, code, value, kept):
    browser.post(f"{PARAMETERS}?code={code}", {**TOLD, "value": value})
    assert Parameter.objects.get().value == kept


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("calendar.weekend", [str(n) for n in range(7)]),
        ("calendar.weekend", ["7"]),
        ("EQV-01.fee", "free"),
        ("EQV-01.fee", "1.5"),
        ("registration.other_officer_instructs", "maybe"),
        ("licensing.director_degree", "bac+3"),
        ("FIN-01.call_closes", "30 juin"),
    ],
)
def test_value_of_another_kind_is_refused(browser, code, value):
    answer = browser.post(f"{PARAMETERS}?code={code}", {**TOLD, "value": value})
    assert (list(answer.context["form"].errors), Parameter.objects.count()) == (["value"], 0)


def test_number_that_nobody_declares(browser):
    assert browser.get(f"{PARAMETERS}?code=EQV-99.days").status_code == 404


def test_list_costs_the_same_for_one_and_thirty(browser, administrator, django_assert_max_num_queries):
    def propose():
        told = {"source": "decree", "reason": "the law has changed", "by": administrator}
        parameters.propose(code=CODE, value=7, valid_from=Parameter._meta.get_field("valid_from").to_python("2026-12-01"), **told)

    propose()
    browser.get(PARAMETERS)
    with django_assert_max_num_queries(12) as one:
        browser.get(PARAMETERS)
    for _ in range(30):
        propose()
    browser.get(PARAMETERS)
    with django_assert_max_num_queries(12) as thirty:
        browser.get(PARAMETERS)
    assert len(one) == len(thirty)
