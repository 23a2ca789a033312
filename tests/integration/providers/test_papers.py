"""Reminders of papers that end: 90, 60, 30 and 7 days before, once each, by e-mail, in the account and in the ledger."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail

from accounts.roles import Role
from registers import homologations, providers, sites
from tests.factories.people import make_user
from tests.factories.providers import cause
from tests.integration.providers.conftest import Structure, in_days
from workflow import outbox, papers, sweep
from workflow.models import Event, Notice, OutboxRow, PaperReminder


def swept(day: Any) -> None:
    """The work of a day, ordered and done."""
    sweep.order_daily(on=day)
    for row in OutboxRow.objects.filter(done_at=None, topic__in=("papers.remind", papers.PAPERS)).order_by("pk"):
        assert outbox.work(row)
    for row in OutboxRow.objects.filter(done_at=None, topic=papers.PAPERS):
        assert outbox.work(row)


def test_papers_are_told_once_at_each_threshold(structure: Structure, clock: Any) -> None:
    start, told = in_days(0), []
    for count in range(91):
        papers.remind(on=start + timedelta(days=count))
        papers.remind(on=start + timedelta(days=count))  # twice a day changes nothing
    for reminder in PaperReminder.objects.order_by("on", "kind"):
        told.append((reminder.kind, (reminder.on - start).days, reminder.days))
    assert told == [
        ("homologation", 0, 60),
        ("insurance", 0, 30),
        ("agreement", 1, 90),
        ("insurance", 13, 7),
        ("homologation", 30, 30),
        ("agreement", 31, 60),
        ("homologation", 53, 7),
        ("agreement", 61, 30),
        ("agreement", 84, 7),
    ]
    assert Event.objects.filter(kind="papers.reminded", stream=f"provider:{structure.provider.entry}").count() == 8


def test_homologation_is_told_of_nine_and_six_months_before_too(structure: Structure, clock: Any) -> None:
    """Ending on 22 September 2027: on 22 December and 22 March, then by days, of which ninety stand for three months."""
    homologations.renew(homologation=structure.homologation, ends_on=date(2027, 9, 22), cause=cause())
    day = date(2026, 12, 1)
    while day <= date(2027, 9, 22):
        papers.remind(on=day)
        day += timedelta(days=1)
    told = PaperReminder.objects.filter(kind="homologation").order_by("on").values_list("on", "days")
    assert list(told) == [
        (date(2026, 12, 22), 270),
        (date(2027, 3, 22), 180),
        (date(2027, 6, 24), 90),
        (date(2027, 7, 24), 60),
        (date(2027, 8, 23), 30),
        (date(2027, 9, 15), 7),
    ]


def test_renewed_paper_begins_anew(structure: Structure, clock: Any) -> None:
    assert papers.remind(on=in_days(0)) == 2
    sites.amend(site=structure.site, facts={"insurance_end": in_days(50)}, cause=cause())
    assert papers.remind(on=in_days(1)) == 2  # the new day of the insurance, and the agreement
    assert papers.remind(on=in_days(2)) == 0


def test_members_and_the_region_are_told_in_one_message(structure: Structure, clock: Any) -> None:
    officer, elsewhere = (
        make_user(role=Role.REGIONAL_OFFICER, region="TN-11"),
        make_user(role=Role.REGIONAL_OFFICER, region="TN-61"),
    )
    swept(in_days(0))
    swept(in_days(0))
    told = {n.user_id: (n.kind, n.digest, len(n.texts["ar"]["lines"])) for n in Notice.objects.all()}
    assert told == {structure.member.pk: ("papers", "", 2), officer.pk: ("region_papers", "waits", 2)}
    assert elsewhere.pk not in told
    assert [(m.to, m.subject) for m in mail.outbox] == [
        ([structure.member.email], f"\u2068{structure.provider.corporate_name_fr}\u2069: 2 papers end soon")
    ]
    assert "- Insurance, \u2068Centre Exemple\u2069:" in mail.outbox[0].body


@pytest.mark.parametrize("act", [providers.close, providers.withdraw])
def test_provider_that_is_gone_is_not_reminded(structure: Structure, clock: Any, act: Any) -> None:
    assert len(papers.expiries.papers(since=in_days(0), until=in_days(90))) == 2
    act(provider=structure.provider, cause=cause())
    assert papers.remind(on=in_days(0)) == 0
