"""The account of a structure: its calendar, its parts, its file, and who may open it."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import Membership
from registers import sites
from tests.factories.people import make_user
from tests.factories.providers import cause, make_provider
from tests.integration.providers.conftest import Structure, browser_of, in_days


def test_calendar_lists_everything_by_day(structure: Structure) -> None:
    page = browser_of(structure.member).get(f"/my/structures/{structure.provider.entry}/")

    shown = [(line["label"], line["on"], line["left_tone"]) for month in page.context["months"] for line in month["lines"]]
    assert shown == [
        ("Fire certificate", in_days(-5), "danger"),
        ("Insurance", in_days(20), "warning"),
        ("Homologation", in_days(60), "waiting"),
        ("Agreement", in_days(91), ""),
        ("Lease", in_days(1000), ""),
    ]
    assert page.context["counts"] == {"past": 1, "soon": 1, "near": 2}


def test_calendar_names_the_case_that_waits_for_the_structure(player: Any, structure: Structure) -> None:
    waiting = player("enrolment_open", procedure="TRN-01")
    provider = waiting.case.organisation.uuid
    member = waiting.case.applicant

    answer = browser_of(member).get("/my/structures/", follow=True)

    lines = [line for month in answer.context["months"] for line in month["lines"]]
    assert [line["number"] for line in lines if line["label"] == "It is your turn"] == [waiting.case.number]
    assert str(answer.context["provider"].organisation) == str(provider)


@pytest.mark.parametrize(
    ("part", "heading"),
    [
        ("sites", "Centre Exemple"),
        ("programmes", "Technicien"),
        ("homologations", "Technicien"),
        ("agreements", "Entreprise Exemple"),
    ],
)
def test_parts_show_the_registers(structure: Structure, part: str, heading: str) -> None:
    page = browser_of(structure.member).get(f"/my/structures/{structure.provider.entry}/", {"part": part})

    assert [row["heading"] for row in page.context["rows"]] == [heading]


def test_structure_is_opened_by_those_who_act_for_it(structure: Structure, client: Client) -> None:
    """A stranger, the member of another structure, somebody whose time is over."""
    _other, _site, elsewhere = make_provider()
    former = make_user()
    organisation = structure.member.memberships.get().organisation
    Membership.objects.create(user=former, organisation=organisation, since=in_days(-100), until=in_days(-1))
    found = {}
    for name, user in (("stranger", make_user()), ("elsewhere", elsewhere), ("former", former), ("member", structure.member)):
        for path in ("", "calendar.ics"):
            found[name, path] = browser_of(user).get(f"/my/structures/{structure.provider.entry}/{path}").status_code
    assert found == {(n, p): 200 if n == "member" else 404 for n, p in found}


def test_only_structure_is_opened_at_once_and_several_are_listed(structure: Structure) -> None:
    browser = browser_of(structure.member)
    assert browser.get("/my/structures/").status_code == 302
    make_provider(member=structure.member)
    assert len(browser.get("/my/structures/").context["rows"]) == 2
    assert browser_of(make_user()).get("/my/structures/").context["rows"] == []


def test_calendar_file_has_a_day_for_each_line(structure: Structure) -> None:
    answer = browser_of(structure.member).get(f"/my/structures/{structure.provider.entry}/calendar.ics")

    lines = answer.text.split("\r\n")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert [line for line in lines if line.startswith("DTSTART")] == [
        f"DTSTART;VALUE=DATE:{in_days(count):%Y%m%d}" for count in (-5, 20, 60, 91, 1000)
    ]
    assert [line for line in lines if line.startswith("UID")][1] == f"UID:insurance-{structure.site.entry}@takwin"


@pytest.mark.parametrize("count", [1, 30])
def test_calendar_queries(structure: Structure, count: int, django_assert_max_num_queries: Any) -> None:
    for line in range(2, count + 1):
        papers = {"site_name": f"Annexe {line}", "insurance_end": in_days(line)}
        sites.enter(provider=structure.provider, facts=papers, cause=cause(), line=line)
    browser = browser_of(structure.member)
    with django_assert_max_num_queries(30):
        browser.get(f"/my/structures/{structure.provider.entry}/")
