"""Everybody with a role declares their own absences; the substitute acts in their place on those days."""

from datetime import date, timedelta

import pytest

from accounts.models import Absence
from accounts.roles import Role
from accounts.standing import standing_of
from tests.factories.people import make_user
from workflow.models import Event

ABSENCES = "/absences/"
TODAY = date(2026, 11, 23)


@pytest.fixture
def person(db, clock):
    return make_user(role=Role.REGIONAL_OFFICER, region="TN-11")


@pytest.fixture
def substitute(db):
    return make_user(role=Role.REGIONAL_OFFICER, region="TN-11")


@pytest.fixture
def desk(signed_in, person):
    return signed_in(person)


def offered(answer):
    return set(answer.context["form"].fields["substitute"].queryset)


def test_applicants_have_nobody_to_replace_them(db, signed_in):
    assert signed_in(make_user()).get(ABSENCES).status_code == 403


def test_absence_lends_the_roles_on_its_days(desk, person, substitute, clock):
    told = {"since": "2026-11-23", "until": "2026-11-27", "substitute": str(substitute.uuid)}
    assert desk.post(ABSENCES, told).status_code == 302
    fresh = type(person).objects.get(pk=substitute.pk)
    during = [h.on_behalf_of for h in standing_of(fresh).holdings]
    clock.shift(timedelta(days=5))
    after = [h.on_behalf_of for h in standing_of(fresh).holdings]
    event = Event.objects.get(stream=f"user:{person.uuid}")
    assert (during, after, event.kind, event.actor) == ([None, person.pk], [None], "absence.declared", person)


def test_colleagues_are_those_of_the_role_and_of_the_place(desk, person, substitute):
    same_role = make_user(role=Role.REGIONAL_OFFICER, region="TN-61")
    same_place = make_user(role=Role.REGIONAL_DIRECTOR, region="TN-11")
    for role in (Role.ADMINISTRATOR, Role.AUDITOR, Role.REGISTRAR):
        make_user(role=role)
    make_user(role=Role.REGIONAL_OFFICER, region="TN-11", is_active=False)
    assert offered(desk.get(ABSENCES)) == {substitute, same_role, same_place}


@pytest.mark.parametrize(
    ("since", "until", "field", "sentence"),
    [
        ("2026-11-27", "2026-11-23", "until", "The last day comes before the first."),
        ("2026-12-01", "2026-12-31", "__all__", "An absence is already declared for some of these days."),
        ("2026-11-24", "2026-11-24", "__all__", "The substitute is away in these days too."),
    ],
)
def test_absence_that_makes_no_sense_is_refused(desk, person, substitute, since, until, field, sentence):
    Absence.objects.create(user=person, since=date(2026, 12, 24), until=date(2026, 12, 25))
    Absence.objects.create(user=substitute, since=date(2026, 11, 24), until=date(2026, 11, 24))
    answer = desk.post(ABSENCES, {"since": since, "until": until, "substitute": str(substitute.uuid)})
    assert (answer.status_code, answer.context["form"].errors, person.absences.count()) == (422, {field: [sentence]}, 1)


def test_person_of_another_house_is_no_substitute(desk, person):
    stranger = make_user(role=Role.REGISTRAR)
    answer = desk.post(ABSENCES, {"since": "2026-11-23", "until": "2026-11-27", "substitute": str(stranger.uuid)})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["substitute"])


def test_administrator_has_no_substitute(db, signed_in, administrator, colleague):
    answer = signed_in(administrator).get(ABSENCES)
    assert (answer.status_code, offered(answer)) == (200, set())


def test_one_is_back_earlier(desk, person, substitute):
    absence = Absence.objects.create(
        user=person, substitute=substitute, since=TODAY - timedelta(days=2), until=TODAY + timedelta(days=9)
    )
    desk.post(ABSENCES, {"act": "end_absence", "absence": absence.pk})
    absence.refresh_from_db()
    held = [h.on_behalf_of for h in standing_of(type(person).objects.get(pk=substitute.pk)).holdings]
    assert (absence.until, held) == (TODAY - timedelta(days=1), [None])


def test_absence_of_a_colleague_is_not_ended(desk, substitute):
    absence = Absence.objects.create(user=substitute, since=TODAY, until=TODAY)
    assert desk.post(ABSENCES, {"act": "end_absence", "absence": absence.pk}).status_code == 404


def test_substitute_is_told(signed_in, person, substitute):
    Absence.objects.create(user=person, substitute=substitute, since=TODAY, until=TODAY)
    assert [a.user for a in signed_in(substitute).get(ABSENCES).context["replacing"]] == [person]
