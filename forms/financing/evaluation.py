"""Eligibility, marks and ranking of a project: who evaluates, what is given, what the committee makes of it."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, User
from accounts.roles import Role
from forms.fields import ChoiceField, FreeText, LineField, MoneyField, NumberField, TableField, TickField
from forms.financing.project import CRITERIA, ProjectApplication
from forms.transitions.base import ReasonField, TransitionForm
from forms.transitions.committee import AgendaPlace
from forms.transitions.decision import ReasonedRefusal
from forms.transitions.intake import Inadmissibility
from forms.transitions.people import PersonField, unlinked
from workflow import scores
from workflow.models import Case

PROJECT_INADMISSIBLE = {
    "period": _("The application came outside the period of the call"),
    "ceiling": _("The amount exceeds the ceiling of the call"),
    "debts": _("The structure has tax or social debts"),
    "no_homologation": _("The programmes are not homologated"),
}
MARKS = [(str(n), str(n)) for n in range(scores.HIGHEST + 1)]
SELECTED = ("awaiting_signature", "agreement_signed", "instalment_requested", "final_report_check", "completed")


class ProjectInadmissibility(Inadmissibility):
    """A closed rule of the call is not met."""

    grounds = PROJECT_INADMISSIBLE


def rivals(case: Case) -> QuerySet[Case]:
    """The other projects of the same call that were filed."""
    call = ProjectApplication.answer(case, "call")
    found = Case.objects.filter(procedure=case.procedure, submitted_at__isnull=False, answers__project__call=call)
    return found.exclude(pk=case.pk)


def better_ranked(case: Case) -> list[Case]:
    """The projects of the call whose mean is higher."""
    own = Decimal(case.facts["evaluation"]["mean"])
    return [c for c in rivals(case) if Decimal(c.facts.get("evaluation", {}).get("mean", 0)) > own]


def rank_of(case: Case) -> int:
    return 1 + len(better_ranked(case))


def evaluators_for(case: Case) -> QuerySet[User]:
    """Evaluators without a tie to the applicant, who act for no structure that competes in the call (SD-11)."""
    competing = [*rivals(case).values_list("organisation", flat=True), case.organisation_id]
    members = Membership.objects.filter(organisation__in=[pk for pk in competing if pk], until__isnull=True)
    return unlinked(case, role=Role.EVALUATOR).exclude(pk__in=members.values("user"))


class Eligibility(TransitionForm):
    """facts: "eligibility" {second_officer, …}: two officers have checked; two evaluators, and a third if they differ."""

    subject = "eligibility"

    in_period = TickField(label=_("The application came within the period of the call"))
    no_debts = TickField(label=_("The structure has no tax or social debts"))
    second_officer = PersonField(label=_("Second officer who checked"))
    first = PersonField(label=_("First evaluator"))
    second = PersonField(label=_("Second evaluator"))
    third = PersonField(label=_("Third evaluator, if the first two differ"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "second", "third"):
            self.fields[name].queryset = evaluators_for(self.case)  # type: ignore[attr-defined]
        officers = unlinked(self.case, role=Role.FINANCE_OFFICER)
        own = self.actor.persons if self.actor else ()
        self.fields["second_officer"].queryset = officers.exclude(pk__in=own)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        chosen = [cleaned[name].pk for name in ("first", "second", "third") if cleaned.get(name)]
        if len(set(chosen)) < len(chosen):
            self.add_error("third", _("Name three different people."))
        return cleaned


class Scores(TransitionForm):
    """One mark from 0 to 5 for each criterion; nobody sees those of another before all have scored."""

    mark_relevance = ChoiceField(label=CRITERIA["relevance"][0], choices=MARKS)
    mark_quality = ChoiceField(label=CRITERIA["quality"][0], choices=MARKS)
    mark_capacity = ChoiceField(label=CRITERIA["capacity"][0], choices=MARKS)
    mark_impact = ChoiceField(label=CRITERIA["impact"][0], choices=MARKS)
    mark_budget = ChoiceField(label=CRITERIA["budget"][0], choices=MARKS)
    comment = FreeText(label=_("Reasons of the marks"), least=10, limit=2000)
    no_interest = TickField(label=_("I have no interest in this project nor in one that competes with it"))


class EvaluationClosing(AgendaPlace):
    """The meeting of the committee that hears the project."""


class ReturnToCommittee(AgendaPlace):
    """facts: none; the signatory says why, and at which meeting the committee hears the project again."""

    requires_reason = True
    reason = ReasonField()


class Selection(TransitionForm):
    """facts: "selection" {granted_tnd, instalments [{share, condition}], ends_on, exception?, rank, on}."""

    subject = "selection"

    granted_tnd = MoneyField(label=_("Amount granted, in dinars"))
    instalments = TableField(
        label=_("Schedule of instalments"),
        cells={
            "share": NumberField(label=_("Share (%)"), min_value=1, max_value=100),
            "condition": LineField(label=_("What must be proven"), max_length=300),
        },
        max_rows=6,
    )
    exception = FreeText(
        label=_("Why a project that is ranked higher is left aside"),
        help_text=_("Only if the ranking is not respected."),
        limit=2000,
        required=False,
    )

    def clean_granted_tnd(self) -> Decimal:
        granted: Decimal = self.cleaned_data["granted_tnd"]
        if granted > Decimal(str(self.application.answer(self.case, "requested_tnd"))):
            raise ValidationError(_("This is more than what was requested."), code="requested")
        return granted

    def clean_instalments(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["instalments"]
        if sum(row["share"] for row in rows) != 100:
            raise ValidationError(_("The shares add up to 100."), code="shares")
        return rows

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        passed_over = [c for c in better_ranked(self.case) if c.stage not in SELECTED]
        if passed_over and not cleaned.get("exception"):
            self.add_error("exception", _("Projects that are ranked higher are not selected: explain why."))
        return cleaned

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "rank": rank_of(self.case), "on": self.today.isoformat()}


class Reserve(Selection):
    """The same terms, for when budget is freed; a project under the budget passes over nobody."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["exception"]

    def clean(self) -> dict[str, Any]:
        return super(Selection, self).clean()


class Promotion(TransitionForm):
    """facts: "promotion" {budget_freed, on}."""

    subject = "promotion"

    budget_freed = LineField(label=_("Where the budget was freed"), max_length=300)

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


class ProjectRefusal(ReasonedRefusal):
    """The letter tells the rank, among how many projects, and the marks beside the reasons."""

    def fact(self) -> dict[str, Any]:
        told = super().fact()
        ranked = 1 + sum("evaluation" in case.facts for case in rivals(self.case))
        return {**told, "rank": rank_of(self.case), "ranked": ranked, "mean": self.case.facts["evaluation"]["mean"]}
