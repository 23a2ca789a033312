"""The risk that a provider carries, from 0 to 100, by which missions are planned; computed from the registers, never typed."""

from datetime import date, timedelta

from registers import complaints, homologations, inspections, nonconformities
from registers.entries import Named
from registers.models import NonConformity, Provider

BY_GRADE = {"D": 30, "C": 20, "B": 10, "A": 0}
NEVER_INSPECTED = 15
MOST = 100


def score_of(provider: Named, *, on: date) -> int:
    """The sum of what is known on a day: grade, open critical lines, upheld complaints, reports, visits, homologations."""
    found = Provider.of(provider)
    last = inspections.last_final(provider=found)
    score = BY_GRADE.get(last.grade, NEVER_INSPECTED) if last else NEVER_INSPECTED
    critical = nonconformities.open_of(provider=found, severity=NonConformity.Severity.CRITICAL).count()
    score += min(30, 10 * critical)
    score += min(20, 5 * complaints.count(found, since=on - timedelta(days=365), outcome="upheld"))
    score += 10 * found.report_missing
    score += 10 * (not inspections.of_provider(found, since=on - timedelta(days=730)).exists())
    ending = homologations.ending(provider=found, since=on, until=on + timedelta(days=182))
    score += 5 * ending.exists()
    return min(MOST, int(score))
