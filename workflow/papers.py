"""Papers of providers that end soon: 90, 60, 30 and 7 days before, its people and the officers of its region are told, once.

A homologation is renewed on request: nine and six months before its end as well, whoever may ask is told.
"""

from datetime import date, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.organisations import members_of
from accounts.queries import holders
from accounts.roles import Role
from registers import expiries, providers
from registers.expiries import Expiry, Kind
from registers.models import Provider
from workflow import mails, notices, notifications, outbox, sweep
from workflow.calendar import add_months
from workflow.ledger import record
from workflow.models import Notice, OutboxRow, PaperReminder

DAYS_BEFORE = (7, 30, 60, 90)
MONTHS_BEFORE = {Kind.HOMOLOGATION: (6, 9)}  # the third month is that of the ninety days
MONTH = 30  # days, by which a reminder in months is kept
PAPERS = "mail.papers"


@sweep.daily("papers.remind")
def remind_daily(row: OutboxRow) -> None:
    remind(on=date.fromisoformat(row.key))


def remind(*, on: date) -> int:
    """Orders the reminders of a day, one message for each provider; how many papers they are about.

    A paper that is first seen late is told of once, by the number of days that is due, not by those that are past.
    """
    ending = expiries.papers(since=on, until=on + timedelta(days=DAYS_BEFORE[-1]))
    # Those that months tell of begin where the days end.
    first, last = on + timedelta(days=DAYS_BEFORE[-1] + 1), add_months(on, max(MONTHS_BEFORE[Kind.HOMOLOGATION]))
    ending += expiries.homologations_ending(since=first, until=last)
    by_provider = sorted(ending, key=lambda e: str(e.provider))
    return sum(_remind(key, list(own), on=on) for key, own in groupby(by_provider, key=lambda e: e.provider))


@transaction.atomic
def _remind(key: UUID, ending: list[Expiry], *, on: date) -> int:
    provider = Provider.objects.current().filter(entry=key).exclude(status__in=providers.GONE).first()
    if provider is None:
        return 0
    told = [(paper, days) for paper in ending if (days := threshold(paper, on=on)) and _is_new(paper, days, on=on)]
    if told:
        lines = [notifications.line(PAPERS, Role.REGIONAL_OFFICER), notifications.line(PAPERS, Role.APPLICANT)]
        papers = [
            {"kind": p.kind, "entry": str(p.entry), "number": p.number, "ends_on": p.on.isoformat(), "days": d} for p, d in told
        ]
        payload = {"provider": str(key), "number": provider.number, "papers": papers}
        record.append(stream=f"provider:{key}", kind="papers.reminded", by=None, payload={**payload, "notifications": lines})
        outbox.order(outbox.row(topic=PAPERS, key=f"{key}/{on}", payload=payload))
    return len(told)


def threshold(paper: Expiry, *, on: date) -> int:
    """The number of days before its end that a paper has reached; 0 while none is."""
    left = (paper.on - on).days
    if near := next((days for days in DAYS_BEFORE if 0 <= left <= days), 0):
        return near
    months = MONTHS_BEFORE.get(Kind(paper.kind), ())
    return next((MONTH * n for n in months if left > 0 and add_months(on, n) >= paper.on), 0)


def _is_new(paper: Expiry, days: int, *, on: date) -> bool:
    told = {"kind": paper.kind, "entry": paper.entry, "ends_on": paper.on, "days": days}
    return PaperReminder.objects.get_or_create(**told, defaults={"provider": paper.provider, "on": on})[1]


@outbox.handles(PAPERS)
def mail_papers(row: OutboxRow) -> None:
    """Tells those who act for the provider, and the officers of its region."""
    provider = providers.get(row.payload["provider"])
    own = reverse("workflow:provider", args=[provider.entry])
    for user in members_of(provider.organisation) if provider.organisation else ():
        _tell(row, provider, to=user, kind=Notice.Kind.PAPERS, address=own)
    entry = reverse("registers:entry", args=["providers", provider.entry])
    for user in holders(role=Role.REGIONAL_OFFICER, region=provider.region):
        _tell(row, provider, to=user, kind=Notice.Kind.REGION_PAPERS, address=entry)


def _tell(row: OutboxRow, provider: Provider, *, to: User, kind: str, address: str) -> None:
    papers: list[dict[str, Any]] = row.payload["papers"]

    def title() -> str:
        told = {"provider": _apart(provider.heading), "n": len(papers)}
        return ngettext("%(provider)s: %(n)d paper ends soon", "%(provider)s: %(n)d papers end soon", len(papers)) % told

    def lines() -> list[str]:
        return [_line(paper) for paper in papers]

    def body() -> str:
        context = {"user": to, "provider": provider.heading, "lines": lines(), "link": f"{settings.SITE_URL}{address}"}
        return render_to_string("emails/papers.txt", context)

    notices.tell(
        to=to,
        key=f"{row.topic}/{row.key}",
        kind=kind,
        title=title,
        lines=lines,
        body=body,
        address=address,
        message_id=mails.message_id(row, to),
    )


def _line(paper: dict[str, Any]) -> str:
    about = expiries.heading_of(paper["kind"], paper["entry"])
    day = date_format(date.fromisoformat(paper["ends_on"]))
    return _("%(paper)s, %(about)s: %(day)s") % {"paper": Kind(paper["kind"]).label, "about": _apart(about), "day": day}


def _apart(name: str) -> str:
    """A name between marks that keep its direction from moving the words around it."""
    return f"\u2068{name}\u2069"
