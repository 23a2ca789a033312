"""Scoring by two people who do not see each other's marks, and by a third one when they differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow.fsm.base import TransitionDescriptor

from processes.language import Condition, Desk, Duty, Fragment, Role, Stage, stage, working_days
from workflow import committees, scores
from workflow.procedure import Procedure

Named = Iterator[tuple[str, TransitionDescriptor]]


def may_still_score(procedure: Procedure) -> Condition:
    """The person was asked, and has not scored yet."""
    user = procedure.actor.user
    met = user is None or user.pk in scores.waiting_for(procedure.case)
    return Condition(met, _("You have already scored this project, or were not asked to."))


def scored_by_all(procedure: Procedure) -> Condition:
    """Two scores; three where the first two differ by more than the law admits."""
    given = len(scores.scores_of(procedure.case))
    return Condition(scores.is_complete(procedure.case), _("Evaluators have not scored this project yet."), scores=given)


@dataclass
class Scoring(Fragment):
    """From the naming of the evaluators to the mean of their marks; `gap` names the parameter of the difference in per cent."""

    begins: Stage
    during: Stage
    ends: Stage
    closed_by: Role
    form: Any
    closing: Any
    grid: Any  # the document that holds the marks
    weights: Mapping[str, int]
    days: int
    gap: str = "score_gap"
    by: Role = Role.EVALUATOR

    def desks(self) -> Mapping[str, Desk]:
        return {
            self.begins: Desk(self.by, working_days(self.days), each=scores.waiting_for),
            self.during: Desk(self.by, each=scores.waiting_for, also=(self.closed_by,)),
        }

    def transitions(self) -> Named:
        @stage.transition(
            label=_("Score the project"),
            source=[self.begins, self.during],
            target=self.during,
            by=self.by,
            conditions=[may_still_score],
            form=self.form,
            duty=Duty.REPORTS,
            notifies=False,
        )
        def score_project(procedure: Procedure) -> None:
            told, most = procedure.data, Decimal(str(procedure.parameter(self.gap)))
            marks = {code: int(told[f"mark_{code}"]) for code in self.weights}
            scores.give(procedure, marks=marks, weights=self.weights, comment=told["comment"], most=most)

        yield "score_project", score_project

        @stage.transition(
            label=_("Close the evaluation"),
            source=self.during,
            target=self.ends,
            by=self.closed_by,
            conditions=[scored_by_all],
            form=self.closing,
            issues=self.grid,
            duty=Duty.INSTRUCTS,
            notifies=False,
        )
        def close_evaluation(procedure: Procedure) -> None:
            self.close(procedure)

        yield "close_evaluation", close_evaluation

    def close(self, procedure: Procedure) -> None:
        """The mean goes into the case, which comes before the committee at the meeting that was chosen."""
        procedure.case.facts["evaluation"] = {"mean": str(scores.mean_of(procedure.case)), "on": procedure.today.isoformat()}
        committees.place(procedure)
