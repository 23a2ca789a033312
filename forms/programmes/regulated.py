"""The homologation of a regulated speciality: what other administrations need to know, and the signature of two ministries."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from forms.blocks import Declaration
from forms.fields import (
    ArabicNameField,
    ChoiceField,
    CinField,
    DateField,
    FreeText,
    LatinNameField,
    LineField,
    NumberField,
    TableField,
    TickField,
)
from forms.programmes.examination import HomologationProposal
from forms.programmes.homologation import GROUNDS, HolderOfSite, HomologatedProgramme, HomologationRequest, Means
from forms.requirements import Requirement
from forms.sections import Section
from forms.transitions.base import ReasonField, TransitionForm
from forms.transitions.decision import ApprovalSignature, ReasonedRefusal
from forms.transitions.people import PersonField, unlinked

if TYPE_CHECKING:
    from workflow.models import Case

FIELDS = [
    ("paramedical", _("Paramedical")),
    ("private_security", _("Private security")),
    ("transport", _("Transport")),
    ("maritime", _("Maritime")),
    ("aviation", _("Aviation")),
    ("electricity", _("Electricity under authorisation")),
    ("childhood", _("Early childhood")),
    ("other", _("Another regulated field")),
]
# The ministry that signs too, by field, as letters name it.
MINISTRIES: dict[str, tuple[str, str]] = {
    "paramedical": ("وزارة الصحة", "le ministère de la Santé"),
    "private_security": ("وزارة الداخلية", "le ministère de l’Intérieur"),
    "transport": ("وزارة النقل", "le ministère du Transport"),
    "maritime": ("وزارة النقل", "le ministère du Transport"),
    "aviation": ("وزارة النقل", "le ministère du Transport"),
    "electricity": ("وزارة الصناعة والمناجم والطاقة", "le ministère de l’Industrie, des Mines et de l’Énergie"),
    "childhood": ("وزارة الأسرة والمرأة والطفولة وكبار السن", "le ministère de la Famille, de la Femme et de l’Enfance"),
    "other": ("الوزارة المعنية", "le ministère intéressé"),
}


class RegulatedField(Section):
    code = "regulated"
    title = _("The regulated field")

    shown_when = {
        "medical_supervisor": ("regulated_field", ("paramedical",)),
        "supervisor_name_fr": ("regulated_field", ("paramedical",)),
        "supervisor_cin": ("regulated_field", ("paramedical",)),
        "supervisor_order": ("regulated_field", ("paramedical",)),
    }

    regulated_field = ChoiceField(label=_("Regulated field"), choices=FIELDS, as_list=True)
    placement_sites = TableField(
        label=_("Placement sites"),
        cells={
            "hospital_or_firm": LineField(label=_("Hospital or firm"), max_length=150),
            "places": NumberField(label=_("Places"), min_value=1, max_value=500),
            "agreement_end": DateField(label=_("End of the agreement")),
        },
    )
    admission_rules = FreeText(label=_("Rules of admission"), help_text=_("Age, level of entry, fitness."), least=10, limit=2000)

    medical_supervisor = ArabicNameField(label=_("Medical supervisor: name in Arabic"))
    supervisor_name_fr = LatinNameField(label=_("Medical supervisor: name in Latin letters"))
    supervisor_cin = CinField(label=_("Medical supervisor: number of the identity card"))
    supervisor_order = LineField(label=_("Medical supervisor: number with the professional order"), max_length=40)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        sites, size = cleaned.get("placement_sites"), self.before(HomologatedProgramme.code, "max_group")
        if sites and size and sum(row["places"] for row in sites) < int(size):
            self.add_error("placement_sites", _("The placement sites have fewer places than the group has trainees."))
        return cleaned


def _is_for_health(case: "Case") -> bool:
    return RegulatedHomologationRequest.answer(case, "regulated_field") == "paramedical"


class RegulatedHomologationRequest(HomologationRequest):
    sections = (HolderOfSite, HomologatedProgramme, Means, RegulatedField, Declaration)
    grounds = {
        **GROUNDS,
        "binding_opinion": (_("An administration whose favourable opinion is required has not given it"), "L2008-10"),
        "cosignature_refused": (_("The other ministry has refused to sign"), "L2008-10"),
    }
    particulars = (*HomologationRequest.particulars, "regulated_field")
    requires = (
        Requirement("PROG"),
        Requirement("REFER"),
        Requirement("CONV", hint=_("With the placement sites.")),
        Requirement("EQUIP"),
        Requirement("CV", hint=_("Of each trainer.")),
        Requirement("DIPL", hint=_("Of each trainer.")),
        Requirement("WORK", hint=_("Of each trainer, covering the year.")),
        Requirement("MEDIC", _is_for_health, condition=_("If trainees must be fit: in the paramedical field.")),
        Requirement("ONPC"),
        Requirement("HYG"),
        Requirement("INS"),
    )

    @classmethod
    def other_ministry(cls, case: "Case") -> dict[str, str]:
        """The ministry that signs too, as letters name it."""
        ar, fr = MINISTRIES[str(cls.answer(case, "regulated_field"))]
        return {"ar": ar, "fr": fr}

    @classmethod
    def homologation(cls, case: "Case") -> dict[str, Any]:
        field = str(cls.answer(case, "regulated_field"))
        return {**super().homologation(case), "regulated_field": field, "cosigned_by": MINISTRIES[field][1]}


class RegionalNotice(TransitionForm):
    """facts: "regional_opinion" {opinion, text?, documents_checked, on}."""

    subject = "regional_opinion"

    documents_checked = TickField(label=_("The documents were checked at source"))
    text = FreeText(label=_("Opinion of the regional directorate"), least=10)

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


class JointProposal(HomologationProposal):
    """The same proposal, without conditions: two ministries sign one text; and who signs for the other one."""

    cosignatory = PersonField(label=_("Who signs for the other ministry"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("with_conditions", "conditions"):
            del self.fields[name]
        self.fields["cosignatory"].queryset = unlinked(self.case, role=Role.COSIGNATORY)  # type: ignore[attr-defined]

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "outcome": "approve"}


class CoSignature(ApprovalSignature):
    """facts: "cosignature" {outcome, seen, on}: the text that the first ministry signed, and no other."""

    subject = "cosignature"


class CoSignatureRefusal(ReasonedRefusal):
    """facts: "proposal", as of a refusal."""

    reason = ReasonField(label=_("Why the ministry does not sign"))
