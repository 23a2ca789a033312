"""The quarterly return of a structure: short, and filled in from the registers."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from forms.blocks import Declaration
from forms.fields import ChoiceField, FreeText, LineField, NumberField, TableField
from forms.monitoring import controls
from forms.monitoring.reporting import Explanations, Report, check_once, programme_field
from forms.requirements import Requirement
from forms.sections import Section
from registers.activity_figures import Figures

if TYPE_CHECKING:
    from workflow.models import Case

REASONS = [
    ("transfer", _("Transfer to another structure")),
    ("job", _("Employment")),
    ("health", _("Health")),
    ("moving", _("Change of residence")),
    ("cost", _("Cost")),
    ("other", _("Another reason")),
]
MOST = 100_000


def number(label: Any) -> NumberField:
    return NumberField(label=label, min_value=0, max_value=MOST)


class Trainees(Section):
    code = "trainees"
    title = _("Trainees of the quarter")
    lead = _("Filled in from the registers: correct what differs, and explain it further on.")

    quarter = LineField(label=_("Quarter"), disabled=True, required=False)
    sessions_open = NumberField(label=_("Open sessions"), disabled=True, required=False)
    enrolled = TableField(
        label=_("Trainees enrolled"),
        required=False,
        cells={
            "programme": programme_field(),
            "level": LineField(label=_("Level"), max_length=10),
            "new_f": number(_("New women")),
            "new_m": number(_("New men")),
            "total_f": number(_("Women in all")),
            "total_m": number(_("Men in all")),
        },
    )
    left = TableField(
        label=_("Departures"),
        required=False,
        cells={"reason": ChoiceField(label=_("Reason"), choices=REASONS, as_list=True), "number": number(_("Number"))},
    )
    places_free = TableField(
        label=_("Places free"),
        required=False,
        cells={"programme": programme_field(), "seats_free": number(_("Seats free"))},
    )
    incidents = NumberField(label=_("Incidents"), min_value=0, max_value=MOST, required=False)
    comments = FreeText(label=_("Observations"), limit=500, required=False)

    def clean_enrolled(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["enrolled"]
        check_once(rows, key="programme")
        return rows


def differs(case: "Case") -> bool:
    """Whether the figures are not those of the registers."""
    return "report" in case.facts and bool(QuarterlyReturn.findings(case))


class QuarterlyReturn(Report):
    sections = (Trainees, Explanations, Declaration)
    told_by = (Trainees.code,)
    requires = (Requirement("REPORT", differs, condition=_("Only when the figures differ from the registers.")),)

    @classmethod
    def begun(cls, case: "Case") -> dict[str, Any]:
        first, last = cls.period(case)
        known = Figures(provider=case.provider, first=first, last=last)  # type: ignore[arg-type]
        return {
            Trainees.code: {
                "quarter": case.facts["campaign"]["period"],
                "sessions_open": len(known.sessions),
                "enrolled": known.enrolled(),
                "left": known.departures(),
                "places_free": known.free_seats(),
            },
        }

    @classmethod
    def findings(cls, case: "Case") -> list[controls.Finding]:
        first, last = cls.period(case)
        return controls.quarterly(cls.told(case), provider=case.provider, first=first, last=last)
