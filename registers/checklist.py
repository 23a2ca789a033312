"""The checklist of inspections: its lines and weights by version, the score of a visit and its grade."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

VERSION = "1"
CONFORM, PARTIAL, NOT_CONFORM, NOT_APPLICABLE = "conform", "partial", "not_conform", "not_applicable"
ANSWERS: tuple[tuple[str, Any], ...] = (
    (CONFORM, _("Conform")),
    (PARTIAL, _("Partly conform")),
    (NOT_CONFORM, _("Not conform")),
    (NOT_APPLICABLE, _("Not applicable")),
)
VALUES = {CONFORM: Decimal(1), PARTIAL: Decimal("0.5"), NOT_CONFORM: Decimal(0)}


@dataclass(frozen=True, slots=True)
class Line:
    """A point to check; a critical one is conform or not, and some apply only to some structures."""

    code: str
    severity: str  # minor, major, critical
    weight: int
    label: Any
    may_not_apply: bool = False

    @property
    def category(self) -> str:
        return self.code[:3]

    @property
    def answers(self) -> tuple[tuple[str, Any], ...]:
        left_out = {PARTIAL} if self.severity == "critical" else set()
        left_out |= set() if self.may_not_apply else {NOT_APPLICABLE}
        return tuple(answer for answer in ANSWERS if answer[0] not in left_out)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the answers of a visit amount to."""

    score: Decimal
    grade: str
    critical_failed: tuple[str, ...]  # codes of lines, in their order
    failed: tuple[str, ...]  # every line that is not fully conform

    @property
    def is_fit(self) -> bool:
        return self.grade in ("A", "B") and not self.critical_failed


# Code -> weight, label.
CATEGORIES: dict[str, tuple[int, Any]] = {
    "ADM": (10, _("Legal and administrative situation")),
    "PRE": (15, _("Premises and accessibility")),
    "SEC": (20, _("Safety and hygiene")),
    "EQP": (15, _("Equipment and teaching means")),
    "FOR": (15, _("Trainers and staff")),
    "PED": (15, _("Pedagogical documents and records")),
    "APP": (10, _("Trainees' rights, contracts, prices, advertising")),
}
LINES: tuple[Line, ...] = (
    Line("ADM-01", "critical", 3, _("Opening receipt available and matching the activity")),
    Line("ADM-02", "major", 2, _("RNE entry active; name, address and manager match")),
    Line("ADM-03", "major", 2, _("Director present and declared; interim declared if absent")),
    Line("ADM-04", "minor", 1, _("Provider name and receipt number displayed at the entrance")),
    Line("ADM-05", "major", 2, _("Social security declarations of staff up to date")),
    Line("ADM-06", "minor", 1, _("Last annual report and quarterly returns filed"), may_not_apply=True),
    Line("ADM-07", "major", 2, _("Earlier reservations and action plans closed"), may_not_apply=True),
    Line("PRE-01", "critical", 3, _("Activity takes place only at declared sites")),
    Line("PRE-02", "major", 3, _("Rooms match the plan (number, area, use)")),
    Line("PRE-03", "major", 3, _("Area per trainee respected (1.5 m² classroom, 3 m² workshop; parameters)")),
    Line("PRE-04", "major", 2, _("Number of trainees present ≤ authorised capacity")),
    Line("PRE-05", "minor", 1, _("Lighting, ventilation, noise acceptable")),
    Line("PRE-06", "major", 2, _("Separate toilets for women and men, clean, in number")),
    Line("PRE-07", "minor", 1, _("Access for persons with disabilities, or arrangement offered")),
    Line("PRE-08", "minor", 1, _("Lease or title still valid")),
    Line("SEC-01", "critical", 4, _("Fire-prevention certificate valid")),
    Line("SEC-02", "critical", 3, _("Exits free, unlocked, signposted")),
    Line("SEC-03", "major", 2, _("Extinguishers present and inspected within 12 months")),
    Line("SEC-04", "major", 2, _("Electrical installation without visible danger")),
    Line("SEC-05", "major", 2, _("Machines guarded, emergency stop, instructions displayed"), may_not_apply=True),
    Line("SEC-06", "major", 2, _("Individual protective equipment worn"), may_not_apply=True),
    Line("SEC-07", "major", 2, _("First-aid box, trained person, accident register")),
    Line("SEC-08", "major", 2, _("Insurance covers every trainee present")),
    Line("SEC-09", "minor", 1, _("Evacuation plan displayed, drill within 12 months")),
    Line("SEC-10", "critical", 3, _("Minors: no prohibited work, hours and supervision respected"), may_not_apply=True),
    Line("EQP-01", "major", 3, _("Equipment of the standard present in number for the group"), may_not_apply=True),
    Line("EQP-02", "major", 2, _("Equipment in working order, maintained")),
    Line("EQP-03", "major", 2, _("Consumables available for the running sessions"), may_not_apply=True),
    Line("EQP-04", "minor", 1, _("Computers, network and licences match the programme"), may_not_apply=True),
    Line("EQP-05", "minor", 1, _("Library or documents accessible to trainees")),
    Line("EQP-06", "major", 2, _("Distance training: platform, traces of connection, tutor"), may_not_apply=True),
    Line("FOR-01", "critical", 3, _("Every trainer teaching today is registered")),
    Line("FOR-02", "major", 3, _("Degree and experience of the trainer match the unit taught")),
    Line("FOR-03", "major", 2, _("Contract signed and covering the period")),
    Line("FOR-04", "major", 2, _("No double full-time employment declared elsewhere")),
    Line("FOR-05", "minor", 1, _("Pedagogical training or plan for each trainer")),
    Line("FOR-06", "minor", 1, _("Ratio of trainees per trainer respected")),
    Line("PED-01", "critical", 3, _("Homologated programme taught as homologated (units, hours)"), may_not_apply=True),
    Line("PED-02", "major", 2, _("Attendance register signed each half-day, matches people present")),
    Line("PED-03", "major", 2, _("Course book of the trainer filled in to date")),
    Line("PED-04", "major", 2, _("Continuous assessment recorded with dates and criteria")),
    Line("PED-05", "major", 2, _("Individual trainee file complete")),
    Line("PED-06", "major", 2, _("Register of certificates issued, numbered without a gap")),
    Line("PED-07", "minor", 1, _("Placement follow-up: agreements, tutor visits, reports"), may_not_apply=True),
    Line("PED-08", "minor", 1, _("Satisfaction and insertion surveys carried out"), may_not_apply=True),
    Line("APP-01", "critical", 3, _("Signed training contract for every trainee, copy given")),
    Line("APP-02", "major", 2, _("Prices, payment and refund terms displayed and as registered")),
    Line("APP-03", "critical", 3, _("No advertising of university degrees, false homologation or guaranteed job")),
    Line("APP-04", "major", 2, _("Status of each programme (homologated or not) shown to the public")),
    Line("APP-05", "major", 2, _("Internal rules given and displayed")),
    Line("APP-06", "major", 2, _("Receipt given for each payment")),
    Line("APP-07", "minor", 1, _("Complaint procedure known, register of complaints")),
    Line("APP-08", "major", 2, _("Foreign trainees authorised and insured"), may_not_apply=True),
    Line("APP-09", "major", 2, _("Personal data: notice given, access limited")),
)
UNDECLARED = ("ADM-01", "PRE-01")  # an activity that no receipt covers, or at a site that nobody declared
BY_CODE: Mapping[str, Line] = {line.code: line for line in LINES}


def outcome(answers: Mapping[str, str], *, repaired: Iterable[str] = (), obstructed: bool = False) -> Outcome:
    """Score and grade from the answers by line; `repaired` names critical lines mended on the spot, with evidence.

    Each category counts by its weight; one in which nothing applies leaves its weight to the others.
    """
    shares = {category: _share(category, answers) for category in CATEGORIES}
    applicable = {category: share for category, share in shares.items() if share is not None}
    weights = sum(CATEGORIES[c][0] for c in applicable) or 1
    total = sum((share * CATEGORIES[c][0] for c, share in applicable.items()), Decimal(0)) / weights
    score = total.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    failed = tuple(line.code for line in LINES if answers.get(line.code) in (PARTIAL, NOT_CONFORM))
    critical = tuple(c for c in failed if BY_CODE[c].severity == "critical")
    still_open = set(critical) - set(repaired)
    majors = sum(BY_CODE[c].severity == "major" and answers[c] == NOT_CONFORM for c in failed)
    grade = _grade(score, criticals=len(critical), still_open=bool(still_open), majors=majors, obstructed=obstructed)
    return Outcome(score, grade, critical, failed)


def _share(category: str, answers: Mapping[str, str]) -> Decimal | None:
    """The score of a category out of a hundred; none where no line applies."""
    lines = [line for line in LINES if line.category == category and answers.get(line.code, NOT_APPLICABLE) in VALUES]
    weight = sum(line.weight for line in lines)
    return sum((line.weight * VALUES[answers[line.code]] for line in lines), Decimal(0)) * 100 / weight if weight else None


def _grade(score: Decimal, *, criticals: int, still_open: bool, majors: int, obstructed: bool) -> str:
    if obstructed or still_open or score < 50 or criticals > 1:
        return "D"
    if criticals or score < 70:
        return "C"
    return "A" if score >= 85 and majors <= 1 else "B"
