"""A campaign told from its night to its sanctions: obligations, corrections, defaults, proceedings, and totals that agree.

The regulation's own figures (5,200 obligations, 200 corrections, 40 defaults, three sanctions) are those of the long version.
"""

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone, translation

from accounts.models import User
from accounts.regions import Region
from accounts.roles import Role
from config.demonstration.driver import Player
from config.demonstration.plays.san_01 import GRIEVED, IN_FORCE
from registers.models import ActivityReport, Provider, Sanction
from tests.contracts.invariants import check
from tests.factories.campaigns import open_all, plan
from tests.factories.people import make_user
from tests.factories.reporting import agent_of, file_report, make_structures
from tests.journeys.conftest import letters
from workflow import campaigns
from workflow import cases as files_of_staff
from workflow.holidays import calendar
from workflow.models import Campaign, Case, Clock, Event
from workflow.sweep import run_due

pytestmark = pytest.mark.django_db
OPENS, DUE, FILED_ON, CHECKED_ON = date(2027, 1, 30), date(2027, 3, 31), date(2027, 2, 8), date(2027, 2, 15)
PAGE = 50  # reports that the page of a campaign validates at once


@dataclass(frozen=True)
class Size:
    structures: int
    corrections: int
    defaults: int
    sanctions: int
    regions: tuple[str, ...]


SMALL = Size(26, 3, 4, 3, ("TN-11", "TN-61", "TN-51"))
WHOLE = Size(5200, 200, 40, 3, tuple(Region.values))


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """What outlives a power cut is tried elsewhere."""
    monkeypatch.setattr(os, "fsync", lambda _file: None)


@pytest.fixture
def morning(clock: Any) -> Callable[[date], None]:
    def live(day: date) -> None:
        clock.move_to(timezone.make_aware(datetime.combine(day, time(9))))
        run_due()

    return live


@pytest.fixture
def officers(ministry: dict[str, User]) -> Callable[[str], User]:
    """The officer of a region."""
    known = {"TN-11": ministry["officer"]}

    def of(region: str) -> User:
        if region not in known:
            known[region] = make_user(role=Role.REGIONAL_OFFICER, region=region)
        return known[region]

    return of


@pytest.fixture
def dashboard(ministry: dict[str, User]) -> Callable[[Campaign], dict[str, Counter[str]]]:
    """The totals of the page of a campaign, as the central director reads them: by region and code, and of all."""

    def read(campaign: Campaign) -> dict[str, Counter[str]]:
        client = Client()  # months pass between two readings, and no session lasts as long
        client.force_login(ministry["central_director"])
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        page = client.get(f"/campaigns/{campaign.pk}/")
        assert (page.status_code, page.context["apart"]) == (200, [])
        translation.activate("en")
        found = {}
        for table in ("progress", "registered"):
            told = page.context[table]
            assert told["total"] == sum(row["total"] for row in told["regions"])
            found |= {f"{table} {row['label']}": Counter(_told(told["columns"], row["counts"])) for row in told["regions"]}
            found[table] = Counter(_told(told["columns"], told["totals"]))
        return found

    return read


def _told(columns: Any, counts: Any) -> dict[str, int]:
    return {str(column): count for column, count in zip(columns, counts, strict=True) if count}


def held(campaign: Campaign, **terms: Any) -> int:
    """How many lines the register of reports holds for the campaign."""
    return ActivityReport.objects.current().filter(year=int(campaign.period), period="A", **terms).count()


def acts(name: str) -> int:
    """How often the ledger says that something was done."""
    return Event.objects.filter(kind=f"transition.{name}", procedure="MON-01").count()


def of(campaign: Campaign, *stages: str) -> list[Case]:
    return list(Case.objects.filter(obligation__campaign=campaign, stage__in=stages).order_by("number"))


def in_tunis(cases: list[Case]) -> list[Case]:
    """Where those who hear and sign have their posts."""
    return [case for case in cases if case.region == Region.TUNIS]


def validate_in_numbers(campaign: Campaign, officer: User) -> None:
    """Page after page, everything is ticked."""
    client, url = Client(), f"/campaigns/{campaign.pk}/"
    client.force_login(officer)
    while rows := client.get(url).context["rows"]:
        assert client.post(url, {"selected": [row["id"] for row in rows]}).status_code == 302


def agrees(campaign: Campaign, region: str, told: dict[str, Counter[str]]) -> None:
    """What the page says of a region is what its registers hold, counted one by one."""
    structures = {p.entry for p in Provider.objects.current().filter(region=region)}
    lines = [r for r in ActivityReport.objects.current().filter(year=2026, period="A") if r.provider in structures]
    found = Counter(line.get_status_display() for line in lines)
    name = str(dict(Region.choices)[region])
    registered, progress = told[f"registered {name}"], told[f"progress {name}"]
    assert (registered["Filed on time"], progress["Validated"]) == (found["Validated"], found["Validated"])
    assert (registered["In default"], progress["In default (referred)"]) == (found["Not filed"], found["Not filed"])
    assert progress.total() == len(lines) == len(structures)
    assert registered["Sanctions pronounced"] == sum(s.provider in structures for s in Sanction.objects.current())


@pytest.mark.parametrize("size", [pytest.param(SMALL, id="short"), pytest.param(WHOLE, id="long", marks=pytest.mark.proof)])
def test_campaign_from_its_night_to_its_sanctions(
    size: Size, ministry: dict[str, User], officers: Any, morning: Any, clock: Any, dashboard: Any, english: None
) -> None:
    make_structures([size.regions[n % len(size.regions)] for n in range(size.structures)])
    # The night: the system opens a case for each structure in activity, and tells it so.
    campaign = plan(by=ministry["central_officer"], opens_on=OPENS, due_on=DUE)
    morning(OPENS)
    campaigns.open_due(None)  # type: ignore[arg-type]  # as the daily sweep orders it
    open_all(campaign)
    assert (campaign.status, campaign.obligations.count(), held(campaign)) == ("open", size.structures, size.structures)
    numbers = [case.number for case in of(campaign, "opened")]
    assert sorted(numbers) == [f"MON-01/2027/{n:06d}" for n in range(1, size.structures + 1)]
    told = dashboard(campaign)
    assert told["progress"] == {"Opened": size.structures}
    assert told["registered"] == {"Awaited": size.structures}

    # Before the first reminder: all report but those who never will; some figures differ, and are explained.
    morning(FILED_ON)
    silent, cases = size.defaults, of(campaign, "opened")
    never = {case.pk for case in in_tunis(cases)[: size.sanctions]}
    never |= {case.pk for case in [case for case in cases if case.pk not in never][: silent - len(never)]}
    reporting = [case for case in cases if case.pk not in never]
    for n, case in enumerate(reporting):
        file_report(case, explained=n < size.corrections)
    assert dashboard(campaign)["registered"] == {"Filed on time": len(reporting), "Awaited": silent}

    # The regions ask for corrections, and validate the rest in numbers.
    morning(CHECKED_ON)
    for case in reporting[: size.corrections]:
        Player(case).perform("request_correction", by=officers(case.region))
    told = dashboard(campaign)
    assert told["registered"]["Corrections asked"] == size.corrections == acts("request_correction")
    assert told["registered"]["Awaited"] == silent + size.corrections == held(campaign, status="opened")
    for case in reporting[: size.corrections]:
        Player(case).perform("resubmit", by=agent_of(case))
    for region in size.regions:
        validate_in_numbers(campaign, officers(region))
    validated = len(reporting)
    assert (held(campaign, status="validated"), acts("validate")) == (validated, validated)
    assert dashboard(campaign)["registered"] == {
        "Filed on time": validated,
        "Awaited": silent,
        "Corrections asked": size.corrections,
    }

    # Reminders, the last day, a formal notice after ten working days, and default fifteen days later.
    for day in (date(2027, 3, 1), date(2027, 3, 16), date(2027, 3, 28), DUE, DUE + timedelta(days=1)):
        morning(day)
    late = of(campaign, "overdue")
    assert (len(late), acts("send_reminder")) == (silent, 4 * silent)
    morning(calendar().add_working(DUE, 11))
    for case in late:
        Player(case).perform("serve_notice", by=officers(case.region))
    last = Clock.objects.filter(case=late[0], stage="formal_notice").latest("pk").due
    assert last is not None and last >= timezone.localdate() + timedelta(days=15)
    while timezone.localdate() <= last:
        morning(timezone.localdate() + timedelta(days=1))
    defaulted = of(campaign, "defaulted")
    assert (len(defaulted), held(campaign, status="defaulted")) == (silent, silent)
    assert Provider.objects.current().filter(report_missing=True).count() == silent
    assert [kind for kind, _number in letters(defaulted[0])] == ["CAMP", "REM", "REM", "REM", "REM", "NOTICE"]
    proceedings = Case.objects.filter(procedure="SAN-01", parent__obligation__campaign=campaign)
    assert Counter(proceedings.values_list("stage", flat=True)) == {"file_preparation": silent}
    told = dashboard(campaign)
    assert (told["progress"]["In default (referred)"], told["registered"]["In default"]) == (silent, silent)
    assert told["registered"]["Sanction proceedings"] == silent

    # Three of the proceedings are opened against their structures; they end with a sanction.
    files = [case.children.get() for case in in_tunis(defaulted)[: size.sanctions]]
    opened = [Player(file, wait=clock.move_to) for file in files]
    for player in opened:
        for who in ("director", "legal_officer"):
            files_of_staff.write_note(case=player.case, body="لم يودع التقرير بعد التنبيه.", by=ministry[who])
        player.play(*GRIEVED)
    assert Counter(proceedings.values_list("stage", flat=True))["grievances_notified"] == size.sanctions
    for step in IN_FORCE[len(GRIEVED) :]:  # side by side: they are heard and deliberated in one session
        for player in opened:
            player.play(step)
    ended = dashboard(campaign)
    assert ended["registered"]["Sanctions pronounced"] == size.sanctions == Sanction.objects.current().count()
    assert ended["registered"] == {
        "Filed on time": validated,
        "In default": silent,
        "Corrections asked": size.corrections,
        "Sanction proceedings": silent,
        "Sanctions pronounced": size.sanctions,
    }
    for region in size.regions:
        agrees(campaign, region, ended)
    for case in (*defaulted[:3], *reporting[:3]):
        check(case.pk)
