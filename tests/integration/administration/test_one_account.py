"""What an administrator does to one account is done through the writers, recorded, and refused in sentences."""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.urls import reverse

from accounts import actions
from accounts.models import Absence, Posting, SignatureDelegation
from accounts.roles import Role
from accounts.standing import standing_of
from tests.factories.people import make_user, post
from workflow.ledger import record
from workflow.models import Event, Payload
from workflow.procedures import procedures

TODAY = date(2026, 11, 23)
APART = "This person is an administrator or an auditor in these days, and so holds no other role."


def page(user):
    return reverse("workflow:user", args=[user.uuid])


def do(browser, user, act, **fields):
    return browser.post(page(user), {"act": act, **fields})


def refused(answer):
    """The sentences of the form that was refused."""
    form = answer.context["forms"][answer.context["opened"]]
    return answer.status_code, [str(e) for errors in form.errors.values() for e in errors]


def last(user):
    event = Event.objects.filter(stream=f"user:{user.uuid}").order_by("-seq").first()
    return event.kind, event.actor, Payload.objects.get(event=event).body


def fresh(user):
    return type(user).objects.get(pk=user.pk)


def test_page_shows_an_account(browser, officer):
    answer = browser.get(page(officer))
    roles = [(str(p["role"]), p["place"], p["label"]) for p in answer.context["postings"]]
    assert (answer.status_code, roles) == (200, [("Regional case officer", "Tunis", "Held")])


def test_page_costs_the_same_whatever_the_record(browser, officer, administrator, django_assert_max_num_queries):
    browser.get(page(officer))
    with django_assert_max_num_queries(30) as one:
        browser.get(page(officer))
    for n in range(30):
        record.append(stream=f"user:{officer.uuid}", kind="user.amended", by=administrator, payload={"n": n})
    with django_assert_max_num_queries(30) as thirty:
        browser.get(page(officer))
    assert len(one) == len(thirty)


def test_act_that_does_not_exist(browser, officer):
    assert do(browser, officer, "promote").status_code == 404


def test_own_account_is_changed_by_another(browser, administrator):
    do(browser, administrator, "close")
    do(browser, administrator, "post", role=Role.MINISTER_SIGNATORY, since="2026-11-23")
    posting = administrator.postings.get()
    browser.post(reverse("workflow:end_posting", args=[posting.pk]), {"until": "2026-11-23"})
    posting.refresh_from_db()
    assert (fresh(administrator).is_active, administrator.postings.count(), posting.until) == (True, 1, None)


# The account ---------------------------------------------------------------------------------------------------------


def test_account_is_amended(browser, officer, administrator):
    told = {"name_ar": "سلمى", "name_fr": "Salma Autre", "language": "ar", "id_type": "", "function_fr": "Chargée"}
    assert do(browser, officer, "amend", **told).status_code == 302
    kind, by, payload = last(officer)
    changed = {"name_ar", "name_fr", "function_fr", "language", "identity"}
    assert (kind, by, set(payload["changed"])) == ("user.amended", administrator, changed)
    assert (fresh(officer).name_fr, fresh(officer).identity) == ("Salma Autre", "")


def test_address_and_rights_are_not_amended(browser, officer):
    told = {
        "name_ar": "س",
        "name_fr": "S",
        "language": "ar",
        "email": "autre@takwin.invalid",
        "is_superuser": "1",
        "is_staff": "1",
    }
    do(browser, officer, "amend", **told)
    assert (fresh(officer).email, fresh(officer).is_superuser) == (officer.email, False)


def test_closing_an_account_ends_its_sessions_at_once(browser, officer, signed_in):
    at_work = signed_in(officer)
    before = at_work.get("/absences/").status_code
    do(browser, officer, "close")
    after = at_work.get("/absences/")
    assert (before, after.status_code, last(officer)[0]) == (200, 302, "user.amended")
    assert after.url.startswith("/accounts/login/")
    assert standing_of(fresh(officer)).holdings == ()


def test_account_is_opened_again(browser, officer):
    do(browser, officer, "close")
    do(browser, officer, "reopen")
    assert (fresh(officer).is_active, standing_of(fresh(officer)).roles()) == (True, {Role.REGIONAL_OFFICER})


def test_closing_an_account_takes_its_postings_from_the_substitute(browser, officer):
    substitute = make_user(role=Role.FRONT_DESK, region="TN-11")
    Absence.objects.create(user=officer, substitute=substitute, since=TODAY, until=TODAY)
    before = standing_of(fresh(substitute)).roles()
    do(browser, officer, "close")
    assert (before, standing_of(fresh(substitute)).roles()) == (
        {Role.FRONT_DESK, Role.REGIONAL_OFFICER},
        {Role.FRONT_DESK},
    )


def test_link_is_sent_again(browser, officer, mailoutbox):
    do(browser, officer, "link")
    assert ([m.to for m in mailoutbox], last(officer)[0]) == ([[officer.email]], "user.link_sent")


# Roles ---------------------------------------------------------------------------------------------------------------


def test_role_is_given(browser, officer, administrator):
    answer = do(browser, officer, "post", role=Role.FRONT_DESK, region="TN-61", since="2026-11-23", until="2026-12-31")
    given = {"role": "front_desk", "region": "TN-61", "committee": "", "since": "2026-11-23", "until": "2026-12-31"}
    assert (answer.status_code, last(officer)) == (302, ("posting.opened", administrator, given))
    assert standing_of(fresh(officer)).roles() == {Role.FRONT_DESK, Role.REGIONAL_OFFICER}


UNFIT = [
    ({"role": "central_officer", "region": "TN-11"}, "This role is not bound to a region."),
    ({"role": "committee_member"}, "This role needs a committee."),
    ({"role": "registrar", "committee": "equivalence"}, "This role is not bound to a committee."),
    ({"role": "registrar", "until": "2026-11-01"}, "The last day comes before the first."),
    ({"role": "regional_officer", "region": "TN-11"}, "The person already holds this role there in these days."),
    ({"role": "administrator"}, "An administrator or an auditor holds no other role: end the person's other roles first."),
    ({"role": "auditor"}, "An administrator or an auditor holds no other role: end the person's other roles first."),
    ({"role": "applicant"}, "Select a valid choice. applicant is not one of the available choices."),
    ({"role": "system"}, "Select a valid choice. system is not one of the available choices."),
    ({"role": "committee_member", "committee": "bridge"}, "Select a valid choice. bridge is not one of the available choices."),
]


@pytest.mark.parametrize(("fields", "sentence"), UNFIT, ids=lambda value: value.get("role") if isinstance(value, dict) else "")
def test_posting_that_makes_no_sense_is_refused(browser, officer, fields, sentence):
    answer = do(browser, officer, "post", since="2026-11-23", **fields)
    assert (refused(answer), officer.postings.count()) == ((422, [sentence]), 1)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_administrator_or_auditor_gets_no_other_role(browser, role):
    person = make_user(role=role)
    answer = do(browser, person, "post", role=Role.REGISTRAR, since="2026-11-23")
    assert (refused(answer), person.postings.count()) == ((422, [APART]), 1)


def test_auditor_becomes_officer_once_the_audit_is_over(browser):
    person = make_user()
    post(person, role=Role.AUDITOR, until=TODAY)
    answers = [do(browser, person, "post", role=Role.REGISTRAR, since=day).status_code for day in ("2026-11-23", "2026-11-24")]
    assert (answers, person.postings.count()) == ([422, 302], 2)


def test_delegate_does_not_become_auditor(browser):
    person = make_user()
    lent = {"number": "1", "decided_on": TODAY, "delegator": "x", "since": TODAY, "until": TODAY + timedelta(days=9)}
    SignatureDelegation.objects.create(delegate=person, field=["EQV"], **lent)
    assert do(browser, person, "post", role=Role.AUDITOR, since="2026-11-23").status_code == 422


def test_role_ends_with_its_last_day(browser, officer, clock):
    posting = officer.postings.get()
    url = reverse("workflow:end_posting", args=[posting.pk])
    assert (browser.get(url).status_code, browser.post(url, {"until": "2026-11-23"}).url) == (200, page(officer))
    today = standing_of(fresh(officer)).roles()
    clock.shift(timedelta(days=1))
    assert (today, standing_of(fresh(officer)).roles(), last(officer)[0]) == (
        {Role.REGIONAL_OFFICER},
        frozenset(),
        "posting.ended",
    )


def test_role_given_by_mistake_ends_at_once(browser, officer):
    do(browser, officer, "post", role=Role.FRONT_DESK, since="2026-11-23")
    mistaken = officer.postings.get(role=Role.FRONT_DESK)
    browser.post(reverse("workflow:end_posting", args=[mistaken.pk]), {"until": "2026-11-22"})
    assert (Posting.objects.filter(pk=mistaken.pk).count(), standing_of(fresh(officer)).roles()) == (0, {Role.REGIONAL_OFFICER})
    assert last(officer)[2]["until"] == "2026-11-22"


@pytest.mark.parametrize(
    ("ended", "until", "sentence"),
    [
        (date(2026, 11, 30), "2026-12-31", "This posting already ends earlier. To prolong it, give a new one."),
        (date(2026, 11, 1), "2026-10-01", "This posting has already ended."),
    ],
)
def test_end_of_a_role_is_not_rewritten(browser, officer, ended, until, sentence):
    posting = officer.postings.get()
    Posting.objects.filter(pk=posting.pk).update(until=ended)
    answer = browser.post(reverse("workflow:end_posting", args=[posting.pk]), {"until": until})
    assert (answer.status_code, answer.context["form"].non_field_errors()) == (422, [sentence])


# Absences, ties, second factor ---------------------------------------------------------------------------------------


def test_absence_is_declared_with_a_substitute(browser, officer):
    substitute = make_user(role=Role.REGIONAL_OFFICER, region="TN-11")
    do(browser, officer, "absence", since="2026-11-23", until="2026-11-27", substitute=substitute.uuid)
    held = [h.on_behalf_of for h in standing_of(fresh(substitute)).holdings]
    assert (sorted(held, key=bool), last(officer)[2]["substitute"]) == ([None, officer.pk], str(substitute.uuid))


def test_absence_is_ended(browser, officer, clock):
    Absence.objects.create(user=officer, since=TODAY - timedelta(days=3), until=TODAY + timedelta(days=3))
    absence = officer.absences.get()
    do(browser, officer, "end_absence", absence=absence.pk)
    absence.refresh_from_db()
    assert (absence.until, last(officer)[0]) == (TODAY - timedelta(days=1), "absence.ended")


@pytest.mark.parametrize("number", ["", "x", "999999", "9" * 30])
def test_absence_of_nobody(browser, officer, number):
    assert do(browser, officer, "end_absence", absence=number).status_code == 404


def test_tie_closes_the_cases_of_a_relative(browser, officer):
    do(browser, officer, "interest", tie="brother", id_type="cin", id_number="01234567")
    assert (standing_of(fresh(officer)).interests, last(officer)[0]) == ({"cin:01234567"}, "interest.declared")


def test_tie_is_declared_once(browser, officer, administrator):
    actions.declare_interest(user=officer, identity="cin:01234567", tie="brother", by=administrator, record=record.append)
    answer = do(browser, officer, "interest", tie="brother", id_type="cin", id_number="01234567")
    assert (refused(answer), officer.interests.count()) == ((422, ["This tie is already declared."]), 1)


def test_second_factor_is_taken_away_and_recorded(browser, officer, signed_in):
    Authenticator.objects.create(user=officer, type="totp", data={"secret": "x"})
    at_work = signed_in(officer)
    UserSession.objects.create(user=officer, session_key=at_work.session.session_key, ip="127.0.0.1", user_agent="x")
    do(browser, officer, "second_factor", reason="The telephone was lost on Monday.")
    told = {"removed": 1, "reason": "The telephone was lost on Monday."}
    assert (Authenticator.objects.count(), last(officer)[0], last(officer)[2]) == (0, "second_factor.reset", told)
    assert at_work.get("/absences/").status_code == 302


def test_second_factor_stays_without_a_reason(browser, officer):
    Authenticator.objects.create(user=officer, type="totp", data={"secret": "x"})
    answer = do(browser, officer, "second_factor", reason="lost")
    assert (answer.status_code, Authenticator.objects.count()) == (422, 1)


def test_tie_is_withdrawn_with_a_reason(browser, officer, administrator):
    tie = actions.declare_interest(user=officer, identity="cin:01234567", tie="brother", by=administrator, record=record.append)
    url = reverse("workflow:withdraw_interest", args=[tie.pk])
    assert url in browser.get(page(officer)).text
    shown = browser.get(url)
    assert [(str(f["label"]), f["value"]) for f in shown.context["facts"]][1] == ("Tie", "brother")
    assert (browser.post(url, {"reason": ""}).status_code, officer.interests.count()) == (422, 1)
    answer = browser.post(url, {"reason": "Entered for another person by mistake."})
    assert (answer["Location"], officer.interests.count()) == (page(officer), 0)
    kind, actor, body = last(officer)
    assert (kind, actor, body["reason"]) == ("interest.withdrawn", administrator, "Entered for another person by mistake.")
    assert standing_of(fresh(officer)).interests == frozenset()


def test_own_tie_is_withdrawn_by_another(browser, administrator):
    tie = actions.declare_interest(
        user=administrator, identity="cin:01234567", tie="brother", by=administrator, record=record.append
    )
    browser.post(reverse("workflow:withdraw_interest", args=[tie.pk]), {"reason": "I want to see this case."})
    assert administrator.interests.count() == 1


def test_committee_is_shown_by_its_subject(browser):
    member = make_user(role=Role.COMMITTEE_MEMBER, committee="equivalence")
    shown = browser.get(page(member)).context
    subjects = [str(p.title) for p in procedures() if str(p.committee or "") == "equivalence"]
    title = f"Committee: {', '.join(subjects)}"
    assert [p["place"] for p in shown["postings"]] == [title]
    assert ("equivalence", title) in shown["forms"]["post"].fields["committee"].choices
