"""A jury that decides in secret: votes, publication, claims, and the deliberation that they open again."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow.fsm.base import TransitionDescriptor

import forms
from forms import training
from processes import conditions
from processes.language import Desk, Duty, Fragment, Role, Stage, stage, working_days
from processes.rules import results as rules
from workflow.procedure import Procedure

Named = Iterator[tuple[str, TransitionDescriptor]]
Hook = Callable[[Any], Any]


@dataclass
class Deliberation(Fragment):
    """A jury that decides in secret: votes, publication, claims, and the deliberation that they open again."""

    of: Stage  # where the marks wait for the jury
    after: Stage  # where the case goes once claims are closed
    minutes: Any
    claims_to: Role  # who puts claims to the jury
    days: int = 5
    claim_days: int = 5
    _publishing: list[Hook] = field(default_factory=list)
    _reopening: list[Hook] = field(default_factory=list)

    def on_publication(self, effect: Hook) -> Hook:
        """The effect on registers of published results."""
        self._publishing.append(effect)
        return effect

    def on_reopening(self, effect: Hook) -> Hook:
        """The effect on registers when what was published stands no more."""
        self._reopening.append(effect)
        return effect

    def desks(self) -> Mapping[str, Desk]:
        voting = Desk(Role.JURY_MEMBER, working_days(self.days), each=rules.voters, also=(Role.JURY_PRESIDENT,))
        claiming = Desk(self.claims_to, working_days(self.claim_days), then="close_claims")
        return {
            self.of: Desk(Role.JURY_PRESIDENT),
            Stage.JURY_DELIBERATION: voting,
            Stage.RESULTS_PUBLISHED: claiming,
        }

    def transitions(self) -> Named:
        yield from self._deliberating()
        yield from self._claiming()

    def _deliberating(self) -> Named:
        @stage.transition(
            label=_("Open the jury deliberation"),
            source=self.of,
            target=Stage.JURY_DELIBERATION,
            by=Role.JURY_PRESIDENT,
            form=training.DeliberationOpened,
            notifies=False,
        )
        def open_jury(procedure: Procedure) -> None: ...

        yield "open_jury", open_jury

        @stage.transition(
            label=_("Cast a vote"),
            source=Stage.JURY_DELIBERATION,
            target=Stage.JURY_DELIBERATION,
            by=Role.JURY_MEMBER,
            conditions=[rules.may_still_vote],
            form=training.Ballot,
            duty=Duty.VOTES,
        )
        def cast_vote(procedure: Procedure) -> None: ...

        yield "cast_vote", cast_vote

        @stage.transition(
            label=_("Sign the minutes and publish"),
            source=Stage.JURY_DELIBERATION,
            target=Stage.RESULTS_PUBLISHED,
            by=Role.JURY_PRESIDENT,
            conditions=[rules.every_vote_cast],
            form=training.ResultsPublication,
            issues=self.minutes,
        )
        def publish_results(procedure: Procedure) -> None:
            case = procedure.case
            case.answers = training.with_corrections(case.answers, procedure.data["corrections"])
            rules.mark_claims(case, before="taken", after="settled")
            for effect in self._publishing:
                effect(procedure)

        yield "publish_results", publish_results

    def _claiming(self) -> Named:
        @stage.transition(
            label=_("File a claim"),
            source=Stage.RESULTS_PUBLISHED,
            target=Stage.RESULTS_PUBLISHED,
            by=Role.TRAINEE,
            conditions=[rules.claim_still_possible],
            form=training.Claim,
        )
        def file_claim(procedure: Procedure) -> None: ...

        yield "file_claim", file_claim

        @stage.transition(
            label=_("Type a claim at the counter"),
            source=Stage.RESULTS_PUBLISHED,
            target=Stage.RESULTS_PUBLISHED,
            by=Role.FRONT_DESK,
            conditions=[rules.claims_in_time],
            form=training.CounterClaim,
            duty=Duty.FILES,
        )
        def file_claim_at_counter(procedure: Procedure) -> None: ...

        yield "file_claim_at_counter", file_claim_at_counter

        @stage.transition(
            label=_("Reopen the deliberation"),
            source=Stage.RESULTS_PUBLISHED,
            target=Stage.JURY_DELIBERATION,
            by=self.claims_to,
            conditions=[rules.claim_admissible],
            form=forms.Reason,
        )
        def reopen_jury(procedure: Procedure) -> None:
            numbers = sorted({line["candidate"] for line in rules.open_claims(procedure.case)})
            rules.mark_claims(procedure.case, before="open", after="taken")
            self.deliberate_again(procedure, numbers)

        yield "reopen_jury", reopen_jury

        @stage.transition(
            label=_("Close the claim period"),
            source=Stage.RESULTS_PUBLISHED,
            target=self.after,
            by=Role.SYSTEM,
            conditions=[conditions.time_is_up, rules.no_open_claim],
        )
        def close_claims(procedure: Procedure) -> None: ...

        yield "close_claims", close_claims

    def deliberate_again(self, procedure: Procedure, numbers: list[str]) -> None:
        """What was published stands no more, and the votes on these candidates are void."""
        facts = procedure.case.facts
        for effect in self._reopening:
            effect(procedure)
        facts["ballots"] = {n: votes for n, votes in facts.get("ballots", {}).items() if n not in numbers}
        told = facts["deliberation"]
        facts["deliberation"] = {**told, "candidates": numbers, "round": told["round"] + 1}
        facts.pop("published", None)
