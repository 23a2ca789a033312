"""Campaigns: planned by an officer, opened by the system on their day, case by case, in batches that may be repeated."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import POSTED_ROLES
from accounts.standing import standing_of
from workflow import openings, outbox, policies, sweep
from workflow.actions import Performed, perform
from workflow.actor import SYSTEM, Actor
from workflow.attempts import attempt
from workflow.ledger import record
from workflow.models import Campaign, Case, Obligation, OutboxRow
from workflow.periods import Campaigns, Counts, Tally
from workflow.procedure import Procedure
from workflow.procedures import named, procedures
from workflow.refusals import NotEntitled, Refused

BATCH = 25  # cases in one transaction: nobody else waits long for it
OPENING = "campaign.batch"
Status = Campaign.Status


def terms_of(procedure: type[Procedure]) -> Campaigns:
    """How a procedure's cases are opened in campaigns.

    Raises:
        LookupError: they are not.
    """
    if procedure.campaigns is None:
        raise LookupError(f"{procedure.code} has no campaigns")
    return procedure.campaigns


def may_plan(procedure: type[Procedure], user: User) -> Actor | None:
    """The title by which the person may plan campaigns of a procedure; they bind the whole country."""
    standing = standing_of(user)
    if procedure.campaigns is None or not user.is_active:
        return None
    for holding in standing.holdings:
        if holding.role in procedure.campaigns.by and holding.reaches(region="", committee="", procedure=procedure.code):
            return Actor(user, holding.role, standing, holding)
    return None


@attempt("campaign.plan", on="code")
def plan(*, code: str, period: str, opens_on: date, due_on: date, by: User) -> Campaign:
    """Plans a campaign; one whose day has come is opened at once, the others by the system on their day.

    Raises:
        NotEntitled: the person holds no role that may.
        Refused: the period is none, has a campaign already, or its days do not follow each other.
    """
    procedure = named(code)
    actor = may_plan(procedure, by)
    if actor is None:
        raise NotEntitled
    try:
        asked = terms_of(procedure).period(period)
    except ValueError:
        raise Refused(_("There is no such period.")) from None
    if opens_on <= asked.ends_on:
        raise Refused(_("A campaign opens once its period has ended."))
    if opens_on < timezone.localdate():
        raise Refused(_("A campaign opens today or on a later day."))
    if due_on <= opens_on:
        raise Refused(_("The last day comes after the opening."))
    if Campaign.objects.filter(procedure=code, period=period).exists():
        raise Refused(_("This period has its campaign already."))
    campaign = Campaign.objects.create(
        procedure=code, period=period, opens_on=opens_on, due_on=due_on, planned_by=by, planned_at=timezone.now()
    )
    told = {"procedure": code, "period": period, "opens_on": opens_on.isoformat(), "due_on": due_on.isoformat()}
    record.append(stream=campaign.stream, kind="campaign.planned", by=by, payload={**told, "role": str(actor.role)})
    if opens_on <= timezone.localdate():
        _order_batch(campaign, done=0)
    return campaign


@sweep.daily("campaigns.due")
def open_due(row: OutboxRow) -> None:
    """Opens the campaigns whose day has come, and takes up those whose opening was interrupted."""
    for campaign in Campaign.objects.exclude(status=Status.OPEN).filter(opens_on__lte=timezone.localdate()):
        _order_batch(campaign, done=campaign.obligations.count())


def _order_batch(campaign: Campaign, *, done: int) -> None:
    # As old as the campaign: the next batch comes before the letters of the batches before it.
    opened_at = campaign.opened_at or timezone.now()
    key = f"{campaign.pk}:{done}:{timezone.localdate().isoformat()}"
    outbox.order(outbox.row(topic=OPENING, key=key, payload={"campaign": str(campaign.pk)}, not_before=opened_at))


@outbox.handles(OPENING)
def open_ordered(row: OutboxRow) -> None:
    open_batch(UUID(row.payload["campaign"]))


@transaction.atomic
def open_batch(campaign_id: UUID, *, most: int = BATCH) -> int:
    """Opens the next cases of a campaign, all of them or none, and orders those that follow; how many were opened.

    Whoever has an obligation already is left out: a batch that is repeated, or that was interrupted, doubles nobody.
    """
    campaign = Campaign.objects.select_for_update().get(pk=campaign_id)
    if campaign.status == Status.OPEN:
        return 0
    if campaign.opened_at is None:
        campaign.status, campaign.opened_at = Status.OPENING, timezone.now()
        campaign.save(update_fields=["status", "opened_at"])
        record.append(stream=campaign.stream, kind="campaign.opened", by=None, payload={"period": campaign.period})
    found = list(_left(campaign)[:most])
    for provider in found:
        oblige(campaign=campaign, provider=provider)
    if len(found) == most:
        _order_batch(campaign, done=campaign.obligations.count())
    else:
        complete(campaign)
    return len(found)


def _left(campaign: Campaign) -> Any:
    """The providers whom the campaign binds and who have no obligation yet."""
    terms = terms_of(named(campaign.procedure))
    mine = Obligation.objects.filter(campaign=campaign, provider=OuterRef("entry"))
    obliged = terms.obliged(terms.period(campaign.period))
    return obliged.filter(~Exists(mine)).order_by("entry").values_list("entry", flat=True)


def complete(campaign: Campaign) -> Campaign:
    """Everybody is reached; who is obliged later has as many days from their own opening."""
    campaign.status, campaign.completed_at = Status.OPEN, timezone.now()
    campaign.save(update_fields=["status", "completed_at"])
    payload = {"period": campaign.period, "obligations": campaign.obligations.count()}
    record.append(stream=campaign.stream, kind="campaign.completed", by=None, payload=payload)
    return campaign


@transaction.atomic
def oblige(*, campaign: Campaign, provider: UUID, at: datetime | None = None) -> Case:
    """The case of one provider in a campaign: opened, numbered and told; the one there is when it is asked for again."""
    if known := Obligation.objects.select_related("case").filter(campaign=campaign, provider=provider).first():
        return known.case
    procedure = named(campaign.procedure)
    terms, at = terms_of(procedure), at or timezone.now()
    period = terms.period(campaign.period)
    late = _lateness(campaign, on=timezone.localdate(at))
    first = (period.ends_on if terms.from_the_end else campaign.opens_on) + late
    days = {"opened_on": campaign.opens_on + late, "counted_from": first, "due_on": campaign.due_on + late}
    told = {"period": campaign.period, **{name: day.isoformat() for name, day in days.items()}}
    case = openings.drawn(procedure, provider=provider)
    case.facts = {"campaign": {**told, "campaign": str(campaign.pk)}}
    bound = {f"{procedure.code}.{stage}.days": (days["due_on"] - first).days for stage in terms.stages}

    def begin(act: Procedure) -> None:
        case.facts = {**case.facts, **terms.begins(act, period)}

    openings.begin(case, by=SYSTEM, told={"campaign": told}, at=at, terms=bound, effect=begin, issues=[terms.notice])
    Obligation.objects.create(campaign=campaign, provider=provider, case=case)
    return case


def _lateness(campaign: Campaign, *, on: date) -> timedelta:
    """By how much the campaign reaches somebody late; the batches of one night all have the same last day."""
    return max(on - campaign.opens_on, timedelta(0)) if campaign.status == Status.OPEN else timedelta(0)


# What screens show ---------------------------------------------------------------------------------------------------


def open_to(user: User) -> list[type[Procedure]]:
    """The procedures whose campaigns concern the person: they plan them, or check what is filed in a region."""
    roles = standing_of(user).roles()
    return [p for p in procedures() if p.campaigns and roles & readers_of(p)]


def readers_of(procedure: type[Procedure]) -> frozenset[str]:
    """The roles that have a part in the campaigns of a procedure, or read its cases."""
    acting = {r for t in procedure.machine.transitions.values() for r in t.by}
    return frozenset(str(r) for r in (*terms_of(procedure).by, *(acting & POSTED_ROLES), *procedure.readers))


def regions_of(procedure: type[Procedure], user: User) -> frozenset[str] | None:
    """The regions whose cases the person sees in a campaign; None stands for the whole country."""
    found = set()
    for holding in standing_of(user).holdings:
        if holding.role in readers_of(procedure):
            if not holding.region:
                return None
            found.add(holding.region)
    return frozenset(found)


def progress(campaign: Campaign, *, regions: frozenset[str] | None = None) -> Counts:
    """How many cases stand at each stage, region by region; one query whatever their number."""
    found = Case.objects.filter(obligation__campaign=campaign)
    if regions is not None:
        found = found.filter(region__in=regions)
    counted: Counts = {}
    for region, stage, count in found.order_by().values_list("region", "stage").annotate(count=Count("pk")):
        counted.setdefault(region, {})[stage] = count
    return counted


def tally(campaign: Campaign, counted: Counts, *, regions: frozenset[str] | None = None) -> Tally | None:
    """What the registers say of a campaign of which so many cases stand at each stage."""
    asked = terms_of(named(campaign.procedure)).tally
    return asked(campaign, regions, counted) if asked else None


def to_validate(campaign: Campaign, *, by: User) -> Any:
    """The cases of a campaign that the person may validate now, those filed first at the head."""
    procedure = named(campaign.procedure)
    name, regions = terms_of(procedure).validation, regions_of(procedure, by)
    if not may_validate(procedure, by):
        return Case.objects.none()
    transition = procedure.machine.transitions[name]
    found = policies.visible_to(by).filter(obligation__campaign=campaign, stage__in=transition.sources)
    return (found if regions is None else found.filter(region__in=regions)).order_by("entered_stage_at", "number")


def may_validate(procedure: type[Procedure], user: User) -> bool:
    """Whether the person holds a role that validates reports somewhere."""
    name = terms_of(procedure).validation
    return bool(name) and standing_of(user).holds(*procedure.machine.transitions[name].by)


def validate(*, case: Case, revision: int, by: User) -> Performed:
    """One case of those that an officer has ticked; each is an act of its own."""
    return perform(case.pk, terms_of(named(case.procedure)).validation, by=by, revision=revision)
