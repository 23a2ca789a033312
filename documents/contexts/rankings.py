"""The marks of a project that answered a call, and the rank that they gave it."""

from typing import Any

from documents.contexts.words import translated
from documents.wording.financing import Criterion
from workflow import scores
from workflow.procedure import Procedure


def grid(act: Procedure) -> dict[str, Any]:
    """The marks of each evaluator, who are not named; the mean, by which projects are ranked."""
    given = scores.scores_of(act.case)
    rows: list[Criterion] = [
        {"title": translated(label), "weight": weight, "marks": [int(score["marks"][code]) for score in given]}
        for code, (label, weight) in act.application.criteria.items()
    ]
    return {"criteria": rows, "totals": [score["total"] for score in given], "mean": act.case.facts["evaluation"]["mean"]}


def ranking(act: Procedure) -> dict[str, Any]:
    """The place that the committee had before it when it rejected the project, and the marks that explain it."""
    told = act.case.facts["proposal"]
    return {"rank": int(told["rank"]), "ranked": int(told["ranked"]), **grid(act), "mean": told["mean"]}
