"""The annual report of a structure: its activity, its trainers, what became of its trainees, its finances."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from forms.blocks import Declaration
from forms.entries import EntryField
from forms.fields import (
    ChoiceField,
    CountryField,
    FreeText,
    LineField,
    MoneyField,
    NumberField,
    PastDateField,
    TableField,
)
from forms.monitoring import controls, costs
from forms.monitoring.concerned import its_sites
from forms.monitoring.reporting import Explanations, Report, check_once, programme_field
from forms.requirements import Requirement
from forms.sections import Section
from registers import activity_figures, checklist
from registers.activity_figures import Figures
from registers.models import Site, Trainer

if TYPE_CHECKING:
    from workflow.models import Case

SOURCES = [
    ("trainees", _("Trainees")),
    ("enterprises", _("Enterprises")),
    ("state", _("State")),
    ("donors", _("Donors")),
    ("other", _("Other")),
]
ITEMS = [
    ("trainers", _("Trainers")),
    ("rent", _("Rent")),
    ("equipment", _("Equipment")),
    ("admin", _("Administration")),
    ("other", _("Other")),
]
MOST = 100_000


def number(label: Any) -> NumberField:
    return NumberField(label=label, min_value=0, max_value=MOST)


def amount() -> MoneyField:
    return MoneyField(label=_("Amount, in dinars"), min_value=Decimal("0.000"))


class Activity(Section):
    code = "activity"
    title = _("Activity")
    lead = _("Filled in from the registers: correct what differs, and explain it further on.")

    campaign = LineField(label=_("Campaign"), disabled=True, required=False)
    sites_active = TableField(
        label=_("Active sites"),
        cells={
            "site": EntryField(register=lambda: Site, offers=its_sites, label=_("Site")),
            "months_open": NumberField(label=_("Months open"), min_value=0, max_value=12),
        },
    )
    programmes = TableField(
        label=_("Activity by programme"),
        required=False,
        cells={
            "programme": programme_field(),
            "sessions": number(_("Sessions")),
            "hours": number(_("Hours")),
            "enrolled_f": number(_("Women enrolled")),
            "enrolled_m": number(_("Men enrolled")),
            "left": number(_("Left")),
            "presented": number(_("Presented")),
            "passed": number(_("Passed")),
        },
    )
    trainers = TableField(
        label=_("Trainers"),
        required=False,
        cells={
            "trainer": LineField(label=_("Number of the trainer"), max_length=20),
            "status": ChoiceField(label=_("Status"), choices=Trainer.Engagement.choices, as_list=True),
            "hours": number(_("Hours")),
        },
    )

    def clean_programmes(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["programmes"]
        check_once(rows, key="programme")
        return rows


class Outcomes(Section):
    code = "outcomes"
    title = _("What became of the trainees")

    insertion_6m = TableField(
        label=_("Insertion after 6 months"),
        help_text=_("Of the graduates of the year before; leave it empty when there were none."),
        required=False,
        cells={
            "programme": programme_field(),
            "employed": number(_("Employed")),
            "self_employed": number(_("Self-employed")),
            "studying": number(_("Studying")),
            "unemployed": number(_("Unemployed")),
            "unknown": number(_("Unknown")),
        },
    )
    foreign_trainees = TableField(
        label=_("Foreign trainees"),
        required=False,
        cells={"country": CountryField(label=_("Country")), "number": number(_("Number"))},
    )
    certificates = TableField(
        label=_("Certificates delivered"),
        help_text=_("As your register of certificates has them; a number that is void is counted too."),
        required=False,
        cells={
            "programme": programme_field(),
            "delivered": number(_("Delivered")),
            "first": LineField(label=_("First number"), max_length=40),
            "last": LineField(label=_("Last number"), max_length=40),
            "void": number(_("Of these, void")),
        },
    )
    complaints = number(_("Complaints"))
    accidents = TableField(
        label=_("Accidents"),
        required=False,
        cells={
            "date": PastDateField(label=_("Date")),
            "place": LineField(label=_("Place"), max_length=120),
            "consequence": LineField(label=_("Consequence"), max_length=200),
        },
    )

    def clean_certificates(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["certificates"]
        check_once(rows, key="programme")
        return rows

    def clean_foreign_trainees(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["foreign_trainees"]
        check_once(rows, key="country")
        return rows


class Finance(Section):
    code = "finance"
    title = _("Finances")
    lead = _("Of the year, in dinars and millimes.")

    revenue = TableField(
        label=_("Revenue"),
        cells={"source": ChoiceField(label=_("Source"), choices=SOURCES, as_list=True), "amount_tnd": amount()},
    )
    costs = TableField(
        label=_("Costs"),
        cells={"item": ChoiceField(label=_("Item"), choices=ITEMS, as_list=True), "amount_tnd": amount()},
    )

    def clean_revenue(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["revenue"]
        check_once(rows, key="source")
        return rows

    def clean_costs(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["costs"]
        check_once(rows, key="item")
        return rows


def line_name(code: str) -> str:
    return f"line_{code.replace('-', '_')}"


# One question for each line of the checklist of inspections.
_Lines: type[Section] = type(
    "_Lines",
    (Section,),
    {
        "__doc__": "The lines of the checklist.",
        "__module__": __name__,
        **{line_name(line.code): ChoiceField(label=line.label, choices=list(line.answers)) for line in checklist.LINES},
    },
)


class SelfAssessment(_Lines):  # type: ignore[misc, valid-type]
    """The structure answers for itself what an inspector would look at."""

    code = "self_assessment"
    title = _("Self-assessment")
    lead = _("The points that an inspector looks at: answer each of them.")


class Projects(Section):
    code = "plans"
    title = _("Projects")

    projects = FreeText(label=_("Projects"), help_text=_("Of the next year."), limit=1000, required=False)
    nothing_planned = ChoiceField(
        label=_("Is something planned for the next year?"), choices=[("yes", _("Yes")), ("no", _("No"))]
    )


class AnnualReport(Report):
    sections = (Activity, Outcomes, Finance, SelfAssessment, Projects, Explanations, Declaration)
    told_by = (Activity.code, Outcomes.code, Finance.code, SelfAssessment.code, Projects.code)
    requires = (
        Requirement("REPORT"),
        Requirement("BIL", hint=_("As filed with the register of enterprises.")),
        Requirement("INS", hint=_("The policy in force.")),
        Requirement("ONPC", hint=_("The certificate in force.")),
    )

    @classmethod
    def begun(cls, case: "Case") -> dict[str, Any]:
        first, last = cls.period(case)
        provider: Any = case.provider
        known = Figures(provider=provider, first=first, last=last)
        return {
            Activity.code: {
                "campaign": case.facts["campaign"]["period"],
                "sites_active": activity_figures.sites_in_use(provider=provider, first=first, last=last),
                "programmes": known.activity(),
                "trainers": known.trainers(),
            },
            Outcomes.code: {
                "foreign_trainees": known.foreign(),
                "certificates": known.certificates(),
                "complaints": known.complaints(),
            },
        }

    @classmethod
    def findings(cls, case: "Case") -> list[controls.Finding]:
        first, last = cls.period(case)
        ranges = costs.ranges_of(case.parameters)
        return controls.annual(cls.told(case), provider=case.provider, first=first, last=last, ranges=ranges)
