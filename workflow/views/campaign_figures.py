"""The figures of a campaign: how its cases stand, what the registers say of them, and whether both tell the same."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from accounts.regions import Region
from workflow import campaigns
from workflow.models import Campaign
from workflow.periods import Counts, Tally
from workflow.procedure import Procedure
from workflow.procedures import named

TONES = {"on_time": "success", "late": "warning", "after_notice": "warning", "defaulted": "danger"}


def figures(campaign: Campaign, *, regions: frozenset[str] | None) -> dict[str, Any]:
    """What the page of a campaign shows: tiles, a table by stage, a table by what the registers say."""
    procedure = named(campaign.procedure)
    standing = campaigns.progress(campaign, regions=regions)
    tally = campaigns.tally(campaign, standing, regions=regions)
    stages = _stages(procedure, standing)
    return {
        "progress": _table(standing, {s: procedure.stage_label(s) for s in stages}, whole=tuple(stages)),
        **(_told(tally) if tally else {}),
    }


def _stages(procedure: type[Procedure], standing: Counts) -> list[str]:
    """Those at which a case stands, in the order of the procedure."""
    machine = procedure.machine
    in_order = [*machine.desks, *(s for s in machine.stages if machine.is_final(s))]
    return [s for s in in_order if any(s in counts for counts in standing.values())]


def _told(tally: Tally) -> dict[str, Any]:
    table = _table(tally.counted, tally.columns, whole=tally.whole)
    totals = dict(zip(tally.columns, table["totals"], strict=True))
    owed = sum(totals[column] for column in tally.owed)
    tiles = [
        {
            "label": tally.columns[column],
            "value": totals[column],
            "tone": TONES.get(column, ""),
            "hint": _share(totals[column], owed),
        }
        for column in tally.owed
    ]
    return {"registered": table, "tiles": tiles, "apart": [_name(region) for region in tally.apart], "is_told": True}


def _share(count: int, owed: int) -> str:
    """How many in a hundred of those who owe something."""
    if not owed:
        return ""
    return _("%(share)s%% of %(owed)s") % {"share": round(count * 100 / owed), "owed": owed}


def _table(counted: Counts, columns: Any, *, whole: Iterable[str]) -> dict[str, Any]:
    """A line for each region, and the sum of all; `whole` are the columns that count a case once."""
    names = list(columns)
    rows: list[dict[str, Any]] = [
        {
            "label": _name(region),
            "counts": [counts.get(name, 0) for name in names],
            "total": sum(counts.get(name, 0) for name in whole),
        }
        for region, counts in sorted(counted.items())
    ]
    return {
        "columns": [columns[name] for name in names],
        "regions": rows,
        "totals": [sum(row["counts"][n] for row in rows) for n in range(len(names))],
        "total": sum(row["total"] for row in rows),
    }


def _name(region: str) -> str:
    return str(dict(Region.choices).get(region, region) or _("Without a region"))
