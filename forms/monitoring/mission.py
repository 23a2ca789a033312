"""What is known when a mission of inspection is planned."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.application import Application
from forms.fields import ChoiceField, DateField, FreeText, LineField, NumberField, YesNoField
from forms.monitoring.concerned import Concerned, identity_of, provider_field, site_field
from forms.requirements import Requirement
from forms.transitions.visit import inspectors_for
from registers import checklist, risk

if TYPE_CHECKING:
    from workflow.models import Case

MISSIONS = (
    ("first", _("First visit")),
    ("annual_plan", _("Annual plan")),
    ("risk", _("Risk")),
    ("complaint", _("Complaint")),
    ("follow_up", _("Follow-up")),
    ("joint", _("Joint, with another ministry")),
)


def needs_order(form: Any) -> bool:
    """An unannounced visit, or one after a complaint, rests on a written order."""
    return form.cleaned_data.get("announced") == "no" or form.cleaned_data.get("mission_type") == "complaint"


class Mission(Concerned):
    code = "mission"
    title = _("Mission")
    shown_when = {"joint_with": ("mission_type", ("joint",)), "order_reason": needs_order}

    provider = provider_field()
    site = site_field()
    mission_type = ChoiceField(label=_("Type of mission"), choices=MISSIONS)
    joint_with = LineField(label=_("The other ministry"), max_length=160)
    announced = YesNoField(label=_("Announced visit"))
    order_reason = FreeText(
        label=_("Reason for the order"), limit=1000, least=10, help_text=_("For an unannounced visit or after a complaint.")
    )
    risk_score = NumberField(label=_("Risk score"), disabled=True, required=False)
    checklist_version = LineField(label=_("Checklist"), disabled=True, required=False)
    conflicts_checked = NumberField(
        label=_("Incompatibilities"),
        help_text=_("Inspectors of the region without an interest in the structure."),
        disabled=True,
        required=False,
    )
    observations_deadline = DateField(
        label=_("Time limit for observations"),
        help_text=_("Set when the provisional report is sent."),
        disabled=True,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.case is not None and not self.answers.get(self.code):
            told: dict[str, Any] = {"checklist_version": checklist.VERSION}
            told["conflicts_checked"] = inspectors_for(self.case).count()
            if self.case.provider:
                told["risk_score"] = risk.score_of(self.case.provider, on=timezone.localdate())
            self.initial = {**told, **self.initial}

    def kept(self) -> dict[str, Any]:
        kept = super().kept()
        # Nothing to fear is an answer as well.
        return {**kept, "risk_score": self.cleaned_data.get("risk_score") or 0} if "provider" in kept else kept


def by_inspectors(case: "Case") -> bool:
    """Evidence and reports are joined by the acts of the inspectors, never before."""
    return False


class Inspection(Application):
    sections = (Mission,)
    requires = (
        Requirement("EVID", when=by_inspectors, condition=_("joined by the inspectors, line by line")),
        Requirement("REPORT", when=by_inspectors, condition=_("joined by the lead inspector with the provisional report")),
    )

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        return identity_of(case)

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        return bool(cls.answer(case, "site")) and cls.answer(case, "site") == cls.answer(other, "site")

    @classmethod
    def search_text(cls, case: "Case") -> str:
        return case.search_text
