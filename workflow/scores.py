"""Scores given to one case by people who do not see each other's: who is asked, what they gave, what it amounts to."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from accounts.roles import Role
from workflow import assignments, tasks
from workflow.models import Assignment, Case
from workflow.procedure import Procedure

HIGHEST = 5  # of one criterion
FIRST = 2  # how many score before a third is called


def appoint(act: Procedure, *, evaluators: list[int], third: int) -> None:
    """Names the two who score, and who is called when they differ too much."""
    act.case.facts["scoring"] = {"evaluators": sorted(evaluators), "third": third, "scores": []}
    assignments.assign_team(act.case, role=Role.EVALUATOR, user_ids=evaluators, at=act.at)


def scores_of(case: Case) -> list[dict[str, Any]]:
    """What was given, in the order in which it was given: [{by, marks, total, comment, on}]."""
    found: list[dict[str, Any]] = case.facts.get("scoring", {}).get("scores", [])
    return found


def waiting_for(case: Case) -> list[int]:
    """Those who are asked and have not scored yet: each has a task of their own."""
    held = Assignment.objects.filter(case=case, role=Role.EVALUATOR, ended_at__isnull=True).values_list("user_id", flat=True)
    return sorted(set(held) - {score["by"] for score in scores_of(case)})


def percent(marks: Mapping[str, int], *, weights: Mapping[str, int]) -> Decimal:
    """The weighted marks as a share of the scale."""
    reached = sum(weights[code] * mark for code, mark in marks.items())
    return (Decimal(100 * reached) / (HIGHEST * sum(weights.values()))).quantize(Decimal("0.01"))


def give(act: Procedure, *, marks: Mapping[str, int], weights: Mapping[str, int], comment: str, most: Decimal) -> None:
    """Keeps the marks of the person who acts; when the first two differ by more than `most` per cent, the third is called."""
    case, kept = act.case, act.case.facts["scoring"]
    by = act.actor.user.pk if act.actor.user else 0
    told = {"marks": dict(marks), "total": str(percent(marks, weights=weights)), "comment": comment}
    kept["scores"] = [*kept["scores"], {"by": by, **told, "on": act.today.isoformat()}]
    if len(kept["scores"]) == FIRST and gap_of(case) > most:
        kept["differ"] = str(gap_of(case))
        team = [*kept["evaluators"], kept["third"]]
        assignments.assign_team(case, role=Role.EVALUATOR, user_ids=team, at=act.at)
        tasks.call_each(case, at=act.at)


def gap_of(case: Case) -> Decimal:
    """By how much the first two differ, in per cent of the scale."""
    totals = [Decimal(score["total"]) for score in scores_of(case)[:FIRST]]
    return max(totals) - min(totals) if len(totals) == FIRST else Decimal(0)


def is_complete(case: Case) -> bool:
    needed = FIRST + bool(case.facts.get("scoring", {}).get("differ"))
    return len(scores_of(case)) >= needed


def mean_of(case: Case) -> Decimal:
    """The mean of everybody who scored.

    Raises:
        LookupError: nobody did.
    """
    totals = [Decimal(score["total"]) for score in scores_of(case)]
    if not totals:
        raise LookupError("nobody scored")
    return (sum(totals, Decimal(0)) / len(totals)).quantize(Decimal("0.01"))
