"""How the reports of a campaign were filed, region by region: told by the registers, and held against the cases."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from processes.language import Stage
from registers import activity_reports, sanctions
from registers.models import ActivityReport
from workflow.models import Campaign, Case, Clock, ItemRequest
from workflow.periods import Counts, Tally

Status = ActivityReport.Status
# What the register says of a report while its case stands at a stage.
REGISTERED: dict[str, str] = {
    Stage.OPENED: Status.OPENED,
    Stage.IN_PREPARATION: Status.OPENED,
    Stage.OVERDUE: Status.OPENED,
    Stage.FORMAL_NOTICE: Status.OPENED,
    Stage.CORRECTION_REQUESTED: Status.OPENED,
    Stage.SUBMITTED: Status.FILED,
    Stage.VALIDATED: Status.VALIDATED,
    Stage.EXEMPTED: Status.EXEMPT,
    Stage.DEFAULTED: Status.DEFAULTED,
}
FILED = (Status.FILED, Status.VALIDATED)
COLUMNS = {
    "on_time": _("Filed on time"),
    "late": _("Filed late"),
    "after_notice": _("Filed after a notice"),
    "awaited": _("Awaited"),
    "defaulted": _("In default"),
    "exempt": _("Exempted"),
    "corrected": _("Corrections asked"),
    "proceedings": _("Sanction proceedings"),
    "sanctions": _("Sanctions pronounced"),
}
OWED = ("on_time", "late", "after_notice", "awaited", "defaulted")


def tally(campaign: Campaign, regions: frozenset[str] | None, standing: Counts) -> Tally:
    """Each report once, by how it was filed; beside them corrections, proceedings and sanctions.

    A region where the register of reports does not hold what the stages of the cases amount to is named.
    """
    counted: Counts = {}
    registered: Counts = {}
    for region, status, is_late, noticed, count in _lines(campaign, regions):
        _add(registered, region, status, count)
        _add(counted, region, _column(status, is_late=is_late, noticed=noticed), count)
    for column, rows in (
        ("corrected", _by_region(ItemRequest.objects.filter(case__obligation__campaign=campaign), "case__region", "case")),
        ("proceedings", _by_region(_proceedings(campaign), "parent__region", "pk")),
        ("sanctions", _sanctions(campaign)),
    ):
        for region, count in rows:
            if regions is None or region in regions:
                _add(counted, region, column, count)
    return Tally(columns=COLUMNS, counted=counted, owed=OWED, whole=(*OWED, "exempt"), apart=_apart(registered, standing))


def _lines(campaign: Campaign, regions: frozenset[str] | None) -> Iterable[Any]:
    """The lines of the register of reports: region, status, whether late, whether after a notice, how many."""
    year, _dash, quarter = campaign.period.partition("-")
    notices = Clock.objects.filter(case=OuterRef("case_id"), kind=Clock.Kind.STAGE, stage=str(Stage.FORMAL_NOTICE))
    # A report is followed by the region that its case belongs to.
    found = activity_reports.of_campaign(year=int(year), period=quarter or "A").annotate(
        region=Coalesce(Subquery(Case.objects.filter(pk=OuterRef("case_id")).values("region")), Value("")),
        noticed=Exists(notices),
    )
    if regions is not None:
        found = found.filter(region__in=regions)
    late = found.annotate(late=Coalesce(F("days_late"), 0)).values_list("region", "status", "late", "noticed")
    return [(r, s, days > 0, noticed, n) for r, s, days, noticed, n in late.order_by().annotate(count=Count("pk"))]


def _column(status: str, *, is_late: bool, noticed: bool) -> str:
    if status in FILED:
        return "after_notice" if noticed else "late" if is_late else "on_time"
    return {Status.DEFAULTED: "defaulted", Status.EXEMPT: "exempt"}.get(Status(status), "awaited")


def _proceedings(campaign: Campaign) -> QuerySet[Case]:
    return Case.objects.filter(parent__obligation__campaign=campaign, procedure="SAN-01")


def _sanctions(campaign: Campaign) -> Iterable[tuple[str, int]]:
    """What the register of sanctions holds of these proceedings."""
    region = Subquery(Case.objects.filter(pk=OuterRef("case_id")).values("parent__region"))
    found = sanctions.of_cases(_proceedings(campaign).values("pk")).annotate(region=region)
    return _by_region(found, "region", "entry")


def _by_region(found: QuerySet[Any], region: str, counted: str) -> Iterable[tuple[str, int]]:
    rows: Iterable[tuple[str, int]] = found.order_by().values_list(region).annotate(count=Count(counted, distinct=True))
    return rows


def _add(counts: Counts, region: str, code: str, count: int) -> None:
    own = counts.setdefault(region, {})
    own[code] = own.get(code, 0) + count


def _apart(registered: Counts, standing: Counts) -> tuple[str, ...]:
    """The regions in which cases and register differ."""
    expected: Counts = {}
    for region, stages in standing.items():
        for stage, count in stages.items():
            _add(expected, region, REGISTERED[stage], count)
    return tuple(sorted(r for r in {*expected, *registered} if expected.get(r) != registered.get(r)))
