"""The pages of campaigns: planned by the centre, followed by region, validated in numbers by the regions."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from config.demonstration.driver import Player
from tests.factories.people import make_user
from workflow.models import Campaign, Case, Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened() -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def filed(player: Callable[..., Player]) -> Callable[[int], list[Case]]:
    """As many reports of Tunis that wait for validation."""
    return lambda count: [player("submitted", procedure="MON-01").case for _n in range(count)]


def test_centre_plans_a_campaign_by_the_days_of_the_law(opened: Any, ministry: dict[str, User], clock: Any) -> None:
    client = opened(ministry["central_officer"])
    assert client.get("/campaigns/").status_code == 200
    answer = client.post("/campaigns/plan/", {"which": "MON-01:2026", "opens_on": "", "due_on": ""})
    found = Campaign.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/campaigns/{found.pk}/")
    assert (found.opens_on, found.due_on, found.status) == (date(2027, 1, 30), date(2027, 3, 31), "planned")
    assert Event.objects.get(stream=found.stream).kind == "campaign.planned"
    assert client.get(answer.url).status_code == 200


def test_wrong_days_are_told_beside_the_field(opened: Any, ministry: dict[str, User], clock: Any) -> None:
    client = opened(ministry["central_officer"])
    data = {"which": "MON-01:2026", "opens_on": "2027-02-01", "due_on": "2027-01-31"}
    assert (client.post("/campaigns/plan/", data).status_code, Campaign.objects.count()) == (422, 0)


def test_region_sees_no_form_and_plans_nothing(opened: Any, ministry: dict[str, User], clock: Any) -> None:
    client = opened(ministry["officer"])
    page = opened(ministry["central_officer"]).get("/campaigns/").content
    assert (b'name="which"' in page, b'name="which"' in client.get("/campaigns/").content) == (True, False)
    assert (client.post("/campaigns/plan/", {"which": "MON-01:2026"}).status_code, Campaign.objects.count()) == (403, 0)


def test_many_reports_are_validated_each_by_an_act_of_its_own(opened: Any, ministry: dict[str, User], filed: Any) -> None:
    first, second, third = filed(3)
    client, url = opened(ministry["officer"]), f"/campaigns/{first.obligation.campaign_id}/"
    page = client.get(url).content.decode()
    assert all(f'value="{case.pk}:{case.revision}"' in page for case in (first, second, third))
    # The second was changed after the list was shown.
    Case.objects.filter(pk=second.pk).update(revision=second.revision + 1)
    client.post(url, {"selected": [f"{c.pk}:{c.revision}" for c in (first, second)]})
    stages = [Case.objects.get(pk=case.pk).stage for case in (first, second, third)]
    assert stages == ["validated", "submitted", "submitted"]
    assert Event.objects.filter(kind="transition.validate").count() == 1
    assert Event.objects.get(kind="bulk.validated").payload.body["cases"] == [first.number, second.number]


def test_nobody_validates_elsewhere_or_from_the_centre(opened: Any, ministry: dict[str, User], filed: Any) -> None:
    (case,) = filed(1)
    url, chosen = f"/campaigns/{case.obligation.campaign_id}/", {"selected": [f"{case.pk}:{case.revision}"]}
    for user in (make_user(role="regional_officer", region="TN-61"), ministry["central_officer"], ministry["director"]):
        assert opened(user).post(url, chosen).status_code == 302
    assert Case.objects.get(pk=case.pk).stage == "submitted"
    elsewhere = opened(make_user(role="regional_officer", region="TN-61")).get(url).content.decode()
    assert case.number not in elsewhere


def test_page_of_a_campaign_asks_as_much_of_the_database_for_one_report_as_for_six(
    opened: Any, ministry: dict[str, User], filed: Any
) -> None:
    (case,) = filed(1)
    client, url = opened(ministry["officer"]), f"/campaigns/{case.obligation.campaign_id}/"
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    filed(5)
    with CaptureQueriesContext(connection) as six:
        client.get(url)
    assert len(six) == len(one)


def test_structure_fills_in_its_report_on_the_page_of_the_case(opened: Any, ministry: dict[str, User], player: Any) -> None:
    case = player("in_preparation", procedure="MON-01").case
    client = opened(ministry["applicant"])
    page = client.get(f"/cases/{case.pk}/").content.decode()
    assert f"/cases/{case.pk}/application/activity/" in page
    assert f"/cases/{case.pk}/check/" in page
    saved = client.post(f"/cases/{case.pk}/application/outcomes/", {"complaints": "0", "revision": case.revision, "later": "1"})
    assert (saved.status_code, saved.url) == (302, f"/cases/{case.pk}/?saved=outcomes")
    assert Case.objects.get(pk=case.pk).answers["outcomes"]["complaints"] == 0
    assert client.get(f"/cases/{case.pk}/check/").status_code == 200
    assert opened(ministry["officer"]).post(f"/cases/{case.pk}/application/outcomes/", {"complaints": "7"}).status_code == 409
