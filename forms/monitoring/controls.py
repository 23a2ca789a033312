"""The controls of activity reports: what contradicts the registers, and what calls for an explanation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from registers import activity_figures, activity_reports, programmes
from registers.activity_figures import Figures

Rows = list[dict[str, Any]]
# Code -> what it asks. The codes are those of the ministry's rules of control.
CONTROLS: dict[str, Any] = {
    "R01": _("The figures are those of the registers, within 2 per cent"),
    "R02": _("The lines of insertion add up to the graduates of the year before"),
    "R03": _("The numbers of certificates are those of the register, from the first to the last"),
    "R04": _("More than half of the trainees have left"),
    "R05": _("More than 98 per cent have passed, of more than 20 candidates"),
    "R06": _("A trainer has taught more than 2,080 hours, in all structures"),
    "R07": _("The revenue from trainees is below half of what their contracts amount to"),
    "R08": _("The cost of an hour of a trainee is outside the range of the sector"),
    "R09": _("An inspection of the year found an activity that was not declared"),
    "R10": _("Fewer than 30 per cent of the graduates have answered"),
    "R11": _("A foreign trainee is enrolled without an authorisation"),
    "R12": _("The figures of the year contradict the sum of the quarters by more than 10 per cent"),
}
BLOCKING = frozenset({"R02", "R03", "R11"})  # no explanation makes up for it
TOLERANCE = Decimal("0.02")
MOST_HOURS = 2080
COUNTED = {
    "enrolled_f": _("women enrolled"),
    "enrolled_m": _("men enrolled"),
    "left": _("left"),
    "presented": _("presented"),
    "passed": _("passed"),
}


# Sector -> the least and the most that an hour of a trainee costs; a zero bounds nothing.
Ranges = Mapping[str, tuple[Decimal, Decimal]]


@dataclass(frozen=True, slots=True)
class Finding:
    """A control that was not passed: where, what was told and what is known."""

    control: str
    line: Any
    told: Any = ""
    known: Any = ""

    @property
    def is_blocking(self) -> bool:
        return self.control in BLOCKING

    @property
    def sentence(self) -> Any:
        words = {
            "control": self.control,
            "rule": CONTROLS[self.control],
            "line": self.line,
            "told": self.told,
            "known": self.known,
        }
        if self.known == "":
            return format_lazy("{control} – {rule}: {line} ({told})", **words)
        return format_lazy(_("{control} – {rule}: {line}, {told} reported, {known} in the registers"), **words)

    def as_json(self) -> dict[str, str]:
        """As the register keeps it."""
        return {"control": self.control, "line": str(self.line), "told": str(self.told), "known": str(self.known)}


def annual(told: Mapping[str, Any], *, provider: Any, first: date, last: date, ranges: Ranges | None = None) -> list[Finding]:
    """What an annual report must explain; `told` are its valid answers by question."""
    known = Figures(provider=provider, first=first, last=last)
    rows = list(told.get("programmes", ()))
    return [
        *_activity(rows, known.activity()),
        *_equal(told.get("foreign_trainees", ()), known.foreign(), key="country", line=_("Foreign trainees")),
        *_count(told.get("complaints"), known.complaints(), line=_("Complaints")),
        *_insertion(list(told.get("insertion_6m", ())), provider=provider, year=first.year - 1),
        *_numbers(told.get("certificates", ()), known.certificates()),
        *_outcomes(rows),
        *_hours(told.get("trainers", ()), known),
        *_revenue(told.get("revenue", ()), known.price_list()),
        *_cost(rows, told.get("costs", ()), known, ranges or {}),
        *[Finding("R09", _("Inspection"), number) for number in known.undeclared()],
        *([Finding("R11", _("Foreign trainees"), count)] if (count := known.unauthorised()) else []),
        *_quarters(rows, provider=provider, year=first.year),
    ]


def quarterly(told: Mapping[str, Any], *, provider: Any, first: date, last: date) -> list[Finding]:
    """Where a quarterly return differs from the registers."""
    known = Figures(provider=provider, first=first, last=last)
    left = sum(row["number"] for row in known.departures())
    free = sum(row["seats_free"] for row in known.free_seats())
    return [
        *_rows(told.get("enrolled", ()), known.enrolled(), columns=("new_f", "new_m", "total_f", "total_m")),
        *_count(sum(row["number"] for row in told.get("left", ())), left, line=_("Departures")),
        *_count(sum(row["seats_free"] for row in told.get("places_free", ())), free, line=_("Places free")),
        *([Finding("R11", _("Foreign trainees"), count)] if (count := known.unauthorised()) else []),
    ]


def _activity(told: Rows, known: Rows) -> list[Finding]:
    return _rows(told, known, columns=tuple(COUNTED), tolerance=TOLERANCE)


def _rows(
    told: Iterable[dict[str, Any]], known: Rows, *, columns: Iterable[str], tolerance: Decimal = Decimal(0)
) -> list[Finding]:
    """Programme by programme and figure by figure; who is left out counts for nothing."""
    mine, theirs = ({row["programme"]: row for row in rows} for rows in (list(told), known))
    found = []
    for programme in sorted({*mine, *theirs}):
        for column in columns:
            said, held = (int(rows.get(programme, {}).get(column) or 0) for rows in (mine, theirs))
            if abs(said - held) > tolerance * held:
                line = format_lazy("{programme} – {figure}", programme=_title(programme), figure=COUNTED.get(column, column))
                found.append(Finding("R01", line, said, held))
    return found


def _title(programme: str) -> str:
    try:
        return str(programmes.get(programme).heading)
    except LookupError:
        return programme


def _equal(told: Iterable[dict[str, Any]], known: Rows, *, key: str, line: Any) -> list[Finding]:
    mine, theirs = ({row[key]: row["number"] for row in rows} for rows in (told, known))
    return [] if mine == theirs else [Finding("R01", line, sum(mine.values()), sum(theirs.values()))]


def _count(told: Any, known: int, *, line: Any) -> list[Finding]:
    return [] if int(told or 0) == known else [Finding("R01", line, int(told or 0), known)]


def _insertion(rows: Rows, *, provider: Any, year: int) -> list[Finding]:
    known = activity_figures.graduates(provider=provider, first=date(year, 1, 1), last=date(year, 12, 31))
    words = ("employed", "self_employed", "studying", "unemployed", "unknown")
    told = sum(int(row[word]) for row in rows for word in words)
    found = [] if told == known else [Finding("R02", _("Insertion"), told, known)]
    unknown = sum(int(row["unknown"]) for row in rows)
    silent = bool(told) and (told - unknown) < Decimal("0.3") * told
    return [*found, *([Finding("R10", _("Insertion"), told - unknown)] if silent else [])]


def _numbers(told: Iterable[dict[str, Any]], known: Rows) -> list[Finding]:
    """Each programme with its numbers exactly as the register gave them, those that are void included."""
    mine, theirs = ({row["programme"]: row for row in rows} for rows in (list(told), known))
    return [
        Finding("R03", _title(programme), _series(mine.get(programme)), _series(theirs.get(programme)))
        for programme in sorted({*mine, *theirs})
        if _series(mine.get(programme)) != _series(theirs.get(programme))
    ]


def _series(row: Mapping[str, Any] | None) -> str:
    """`3: 2026-BTP-11-000045-K – 2026-BTP-11-000047-M (1)`, or 0."""
    if row is None:
        return "0"
    ends = " – ".join(str(row[name]).strip().upper() for name in ("first", "last"))
    return f"{int(row['delivered'])}: {ends} ({int(row['void'])})"


def _cost(rows: Rows, costs: Iterable[dict[str, Any]], known: Figures, ranges: Ranges) -> list[Finding]:
    """The costs are told for the structure as a whole: who works in several sectors is held to the widest of their ranges.

    A structure with a sector whose range is not set is not controlled.
    """
    spent = sum((Decimal(str(row["amount_tnd"])) for row in costs), Decimal(0))
    # The hours of a row are those of all its sessions, its trainees are shared among them.
    hours = sum(
        (
            Decimal(int(row["hours"])) / max(1, int(row["sessions"])) * (int(row["enrolled_f"]) + int(row["enrolled_m"]))
            for row in rows
        ),
        Decimal(0),
    )
    own = [ranges.get(sector, (Decimal(0), Decimal(0))) for sector in known.sectors(row["programme"] for row in rows)]
    if not hours or not own:
        return []
    cost = (spent / hours).quantize(Decimal("0.001"))
    least, most = min(low for low, _high in own), max(high for _low, high in own)
    too_low = all(low for low, _high in own) and cost < least
    too_high = all(high for _low, high in own) and cost > most
    return [Finding("R08", _("Cost of an hour, in dinars"), cost)] if too_low or too_high else []


def _outcomes(rows: Rows) -> list[Finding]:
    found = []
    for row in rows:
        enrolled, title = int(row["enrolled_f"]) + int(row["enrolled_m"]), _title(row["programme"])
        if int(row["left"]) * 2 > enrolled:
            found.append(Finding("R04", title, row["left"]))
        if int(row["presented"]) > 20 and int(row["passed"]) * 100 > int(row["presented"]) * 98:
            found.append(Finding("R05", title, row["passed"]))
    return found


def _hours(rows: Iterable[dict[str, Any]], known: Figures) -> list[Finding]:
    told = {str(row["trainer"]): int(row["hours"]) for row in rows}
    elsewhere = known.hours_elsewhere(told)
    total = {number: hours + elsewhere.get(number, 0) for number, hours in told.items()}
    return [Finding("R06", number, hours) for number, hours in total.items() if hours > MOST_HOURS]


def _revenue(rows: Iterable[dict[str, Any]], price_list: Decimal) -> list[Finding]:
    told = sum((Decimal(str(row["amount_tnd"])) for row in rows if row["source"] == "trainees"), Decimal(0))
    return [Finding("R07", _("Revenue"), told)] if told * 2 < price_list else []


def _quarters(rows: Rows, *, provider: Any, year: int) -> list[Finding]:
    """Only where all four returns of the year are validated."""
    returns = [activity_reports.of_period(provider=provider, year=year, period=f"Q{n}") for n in (1, 2, 3, 4)]
    if not all(report and report.status == "validated" for report in returns):
        return []
    entries = [row for report in returns if report for row in report.values.get("enrolled", ())]
    quarters = sum(int(row["new_f"]) + int(row["new_m"]) for row in entries)
    told = sum(int(row["enrolled_f"]) + int(row["enrolled_m"]) for row in rows)
    return [Finding("R12", _("Trainees enrolled"), told, quarters)] if abs(told - quarters) * 10 > quarters else []
