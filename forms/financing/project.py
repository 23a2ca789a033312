"""The application to a call for projects: what is trained, for whom, at what cost, measured by what."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.regions import Region
from forms.blocks import Declaration
from forms.blocks.programme import TARGET_LEVELS
from forms.entries import ProgrammeField, SiteField
from forms.fields import ChoiceField, DateField, LineField, MoneyField, NumberField, TableField
from forms.financing.agreement import Structure
from forms.programmes.holder import OfProvider
from forms.requirements import Requirement
from forms.sections import Section
from registers import programmes
from workflow import parameters

if TYPE_CHECKING:
    from workflow.models import Case

CODE = "FIN-01"
TARGETS = [
    ("early_leavers", _("Early school leavers")),
    ("women", _("Women")),
    ("rural", _("Rural areas")),
    ("disabled", _("People with a disability")),
    ("jobseekers", _("Jobseekers")),
    ("workers", _("Workers")),
]
INDICATORS = [
    ("enrolled", _("Trainees enrolled")),
    ("graduated", _("Trainees graduated")),
    ("inserted", _("Trainees in employment")),
]
# Criterion -> what it asks, and what it weighs.
CRITERIA: dict[str, tuple[Any, int]] = {
    "relevance": (_("Relevance for the target group and the region"), 25),
    "quality": (_("Quality of the training"), 25),
    "capacity": (_("Capacity of the structure and of its partners"), 20),
    "impact": (_("Impact on employment"), 20),
    "budget": (_("Budget and own share"), 10),
}
WEIGHTS = {code: weight for code, (_label, weight) in CRITERIA.items()}
HOMOLOGATED = ("homologated", "cc_authorised")
# Code -> what is not met, and the text that asks for it.
GROUNDS: dict[str, tuple[Any, str]] = {
    "rank_too_low": (_("The project is ranked below those that the budget allows"), "FNE"),
    "relevance_weak": (_("The project does not meet the aims of the call"), "FNE"),
    "costs_unjustified": (_("The costs are not justified"), "FNE"),
    "capacity_weak": (_("The structure cannot carry out the project"), "L2008-10"),
    "false_statement": (_("A statement of the application is false"), "L2008-10"),
}


def _value(name: str) -> Any:
    return parameters.value(f"{CODE}.{name}")


def calls() -> list[tuple[str, str]]:
    """The call that is open, by its reference."""
    reference = str(_value("call"))
    return [(reference, reference)]


class Project(Section):
    code = "project"
    title = _("The project")

    call = ChoiceField(label=_("Call"), choices=calls)
    project_title = LineField(label=_("Title of the project"), max_length=200)
    target_group = ChoiceField(label=_("Target group"), choices=TARGETS, as_list=True)
    regions = forms.MultipleChoiceField(label=_("Regions"), choices=Region.choices, widget=forms.CheckboxSelectMultiple)
    programmes = TableField(
        label=_("Programmes"),
        cells={
            "programme": ProgrammeField(),
            "site": SiteField(),
            "group_size": NumberField(label=_("Trainees"), min_value=1, max_value=500),
            "months": NumberField(label=_("Months"), min_value=1, max_value=36),
            "level": ChoiceField(label=_("Level aimed at"), choices=TARGET_LEVELS, as_list=True),
        },
    )
    partners = TableField(
        label=_("Partners"),
        cells={
            "name": LineField(label=_("Name"), max_length=150),
            "role": ChoiceField(label=_("Role"), choices=[("employer", _("Employer")), ("other", _("Other"))], as_list=True),
            "commitment": LineField(label=_("Commitment"), max_length=300),
        },
        required=False,
    )
    start_date = DateField(label=_("First day of the project"))

    def clean_programmes(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["programmes"]
        plain = [r for r in rows if programmes.get(r["programme"]).status not in HOMOLOGATED]
        if plain and int(_value("homologated_only")):
            raise ValidationError(_("The call is for homologated programmes only."), code="homologated")
        return rows

    def clean_partners(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data.get("partners") or []
        if int(_value("employer")) and not any(row["role"] == "employer" for row in rows):
            raise ValidationError(_("The call asks for a partner who is an employer."), code="employer")
        return rows


def check_line(row: dict[str, Any]) -> None:
    if row["total_tnd"] != (row["quantity"] * row["unit_cost_tnd"]).quantize(Decimal("0.001")):
        raise ValidationError(_("The total is the quantity by the cost of one unit."), code="total")


class Money(Section):
    code = "money"
    title = _("Budget")

    requested_tnd = MoneyField(label=_("Amount requested, in dinars"))
    own_share_tnd = MoneyField(label=_("Own share, in dinars"))
    budget = TableField(
        label=_("Budget"),
        cells={
            "item": LineField(label=_("Item"), max_length=120),
            "unit": LineField(label=_("Unit"), max_length=40),
            "quantity": NumberField(label=_("Quantity"), min_value=1, max_value=1_000_000),
            "unit_cost_tnd": MoneyField(label=_("Cost of one unit")),
            "total_tnd": MoneyField(label=_("Total")),
        },
        check_row=check_line,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        asked, own, rows = (cleaned.get(name) for name in ("requested_tnd", "own_share_tnd", "budget"))
        if asked is None or own is None:
            return cleaned
        trainees = sum(int(row.get("group_size") or 0) for row in self.before("project", "programmes") or [])
        if asked > Decimal(str(_value("ceiling"))):
            self.add_error("requested_tnd", _("This is more than the ceiling of the call."))
        elif trainees and asked / trainees > Decimal(str(_value("per_trainee"))):
            self.add_error("requested_tnd", _("The cost of one trainee is more than the call admits."))
        if own * 100 < (asked + own) * int(_value("own_share")):
            self.add_error("own_share_tnd", _("This is less than the share that the call asks for."))
        if rows and sum(row["total_tnd"] for row in rows) != asked + own:
            self.add_error("budget", _("The budget adds up to the amount requested and the own share."))
        return cleaned


class Results(Section):
    code = "results"
    title = _("Results and criteria")

    indicators = TableField(
        label=_("Indicators"),
        cells={
            "indicator": ChoiceField(label=_("Indicator"), choices=INDICATORS, as_list=True),
            "baseline": NumberField(label=_("Today"), min_value=0),
            "target": NumberField(label=_("Target"), min_value=0),
        },
    )
    criteria_answers = TableField(
        label=_("Answers to the criteria"),
        help_text=_("One answer for each criterion."),
        cells={
            "criterion": ChoiceField(
                label=_("Criterion"), choices=[(c, label) for c, (label, _w) in CRITERIA.items()], as_list=True
            ),
            "answer": LineField(label=_("Answer"), max_length=1500),
        },
    )

    def clean_indicators(self) -> list[dict[str, Any]]:
        return self._one_of_each("indicators", "indicator", [code for code, _label in INDICATORS])

    def clean_criteria_answers(self) -> list[dict[str, Any]]:
        return self._one_of_each("criteria_answers", "criterion", list(CRITERIA))

    def _one_of_each(self, field: str, cell: str, codes: list[str]) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data[field]
        if sorted(row[cell] for row in rows) != sorted(codes):
            raise ValidationError(_("Give one row for each line of the list, and only one."), code="each")
        return rows


def scheduled(facts: Mapping[str, Any]) -> list[Decimal]:
    """The amounts of the schedule, to the millime; the last one takes what rounding leaves."""
    told = facts["selection"]
    granted = Decimal(str(told["granted_tnd"]))
    amounts = [(granted * int(row["share"]) / 100).quantize(Decimal("0.001")) for row in told["instalments"]]
    return [*amounts[:-1], granted - sum(amounts[:-1], Decimal(0))]


def _has_partners(case: "Case") -> bool:
    return bool(ProjectApplication.answer(case, "partners", []))


class ProjectApplication(OfProvider):
    sections = (Structure, Project, Money, Results, Declaration)
    criteria = CRITERIA
    indicators = dict(INDICATORS)
    grounds = GROUNDS
    on_agenda = ("project_title", "target_group", "requested_tnd")
    object_words = {
        "ar": "تمويل المشروع «{project_title}»",
        "fr": "le financement du projet « {project_title} »",
        "en": "the financing of the project “{project_title}”",
    }
    object_fields = ("project_title",)
    particulars = ("call", "project_title", "requested_tnd", "own_share_tnd")
    requires = (
        Requirement("BUDG"),
        Requirement("BIL"),
        Requirement("TAX"),
        Requirement("CNSS"),
        Requirement("CONV", _has_partners, condition=_("If there are partners.")),
        Requirement("REPORT", hint=_("On what earlier projects achieved.")),
        Requirement("RIB"),
    )

    @classmethod
    def places(cls, case: "Case") -> list[str]:
        """The region of the structure names the one of the project."""
        return []

    @classmethod
    def titles(cls, case: "Case") -> tuple[str, ...]:
        return (str(cls.answer(case, "project_title")),)

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        """The same project of the same structure in the same call."""
        return super().same_object(case, other) and cls.answer(case, "call") == cls.answer(other, "call")

    @classmethod
    def schedule(cls, case: "Case") -> list[Decimal]:
        """The amounts of the instalments, as the committee granted them."""
        return scheduled(case.facts)

    @classmethod
    def targets(cls, case: "Case") -> dict[str, int]:
        return {str(row["indicator"]): int(row["target"]) for row in cls.answer(case, "indicators", [])}

    @classmethod
    def last_day(cls, case: "Case") -> date:
        """The end of the last session, by the longest programme of the project."""
        first = date.fromisoformat(str(cls.answer(case, "start_date")))
        months = first.month - 1 + max(int(row["months"]) for row in cls.answer(case, "programmes", []))
        return first.replace(year=first.year + months // 12, month=months % 12 + 1, day=min(first.day, 28))
