"""What ends for a provider and on which day: papers of its sites, homologations, agreements; and what it owes by a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from registers import agreements, homologations, sites
from registers.entries import Entry
from registers.models import ActivityReport, Agreement, Homologation, NonConformity, Provider, Site
from registers.providers import GONE

FAR = date.max
SITE_PAPERS = {"lease_end": "lease", "fire_certificate_end": "fire_certificate", "insurance_end": "insurance"}


class Kind(models.TextChoices):
    INSURANCE = "insurance", _("Insurance")
    FIRE_CERTIFICATE = "fire_certificate", _("Fire certificate")
    LEASE = "lease", _("Lease")
    HOMOLOGATION = "homologation", _("Homologation")
    AGREEMENT = "agreement", _("Agreement")
    AUTHORISATION = "authorisation", _("Authorisation of the structure")
    INTERRUPTION = "interruption", _("End of the interruption")
    CONDITIONS = "conditions", _("Conditions of a homologation, to be met")
    NON_CONFORMITY = "non_conformity", _("Non-conformity to be remedied")
    REPORT = "report", _("Activity report to be filed")


# Papers that run out: these are reminded of. The others are obligations, of which their own procedures remind.
PAPERS = frozenset({Kind.INSURANCE, Kind.FIRE_CERTIFICATE, Kind.LEASE, Kind.HOMOLOGATION, Kind.AGREEMENT, Kind.AUTHORISATION})


HELD_BY: dict[str, type[Entry]] = {
    **dict.fromkeys((Kind.INSURANCE, Kind.FIRE_CERTIFICATE, Kind.LEASE), Site),
    Kind.HOMOLOGATION: Homologation,
    Kind.AGREEMENT: Agreement,
    Kind.AUTHORISATION: Provider,
}


@dataclass(frozen=True, slots=True)
class Expiry:
    """One day on which something of a provider ends, or is due; `entry` is the key of what it is about."""

    kind: str
    entry: UUID
    provider: UUID
    number: str
    about: str
    on: date

    @property
    def label(self) -> str:
        return str(Kind(self.kind).label)


def papers(*, until: date, since: date | None = None, provider: Provider | None = None) -> list[Expiry]:
    """The papers that end in these days, of one provider or of all, soonest first."""
    days = {"until": until, "since": since, "provider": provider}
    found = [_of(SITE_PAPERS[column], site, site.provider, on) for site, column, on in sites.papers_ending(**days)]
    found += homologations_ending(**days)
    found += [_of(Kind.AGREEMENT, a, a.provider, a.ends_on) for a in agreements.ending(**days)]
    if provider is None:
        held = Provider.objects.current().exclude(status__in=GONE)
    else:
        held = Provider.objects.current().filter(entry=provider.entry)
    authorised = held.filter(valid_until__lte=until)
    authorised = authorised.filter(valid_until__gte=since) if since else authorised
    found += [_of(Kind.AUTHORISATION, p, p.entry, p.valid_until) for p in authorised]
    return _sorted(found)


def homologations_ending(*, until: date, since: date | None = None, provider: Provider | None = None) -> list[Expiry]:
    """The homologations that end in these days."""
    ending = homologations.ending(until=until, since=since, provider=provider)
    return [_of(Kind.HOMOLOGATION, h, h.provider, h.ends_on) for h in ending]


def heading_of(kind: str, entry: UUID | str) -> str:
    """What a paper is about, in the script of the language of the moment."""
    return str(HELD_BY[Kind(kind)].of(entry).heading)


def obligations(provider: Provider) -> list[Expiry]:
    """What the provider has to do by a day, as the registers tell it; cases tell the rest."""
    key = provider.entry
    found = []
    if provider.status == Provider.Status.INTERRUPTED and provider.interrupted_until:
        found.append(_of(Kind.INTERRUPTION, provider, key, provider.interrupted_until))
    conditional = Homologation.objects.current().filter(provider=key, status=Homologation.Status.CONDITIONAL)
    found += [_of(Kind.CONDITIONS, h, key, h.conditions_due) for h in conditional.filter(conditions_due__isnull=False)]
    failed = NonConformity.objects.current().filter(provider=key, due_on__isnull=False)
    failed = failed.filter(status__in=(NonConformity.Status.OPEN, NonConformity.Status.ESCALATED))
    found += [_of(Kind.NON_CONFORMITY, n, key, n.due_on) for n in failed]
    reports = ActivityReport.objects.current().filter(provider=key, due_on__isnull=False)
    reports = reports.filter(status__in=(ActivityReport.Status.OPENED, ActivityReport.Status.DEFAULTED))
    found += [_of(Kind.REPORT, r, key, r.due_on) for r in reports]
    return _sorted(found)


def of_provider(provider: Provider) -> list[Expiry]:
    """Everything that ends or is due, whenever: what is past stays until the register says otherwise."""
    return _sorted([*papers(until=FAR, provider=provider), *obligations(provider)])


def _of(kind: str, entry: Entry, provider: UUID, on: date | None) -> Expiry:
    return Expiry(str(kind), entry.entry, provider, entry.number, str(entry.heading), on or FAR)


def _sorted(found: Iterable[Expiry]) -> list[Expiry]:
    return sorted(found, key=lambda e: (e.on, e.kind, e.number))
