"""The application for a programme that leads to a certificate of competence."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.blocks import Declaration, Programme
from forms.blocks.programme import ASSESSMENTS
from forms.fields import ChoiceField, FreeText, LineField, NumberField, TableField, YesNoField
from forms.programmes.examination import HomologationProposal
from forms.programmes.homologation import WITH_FIRMS, HolderOfSite, OfSite
from forms.requirements import Requirement
from forms.sections import Section
from workflow import parameters

if TYPE_CHECKING:
    from workflow.models import Case

PUBLICS = [
    ("early_leavers", _("Early school leavers")),
    ("jobseekers", _("Jobseekers")),
    ("rural", _("People of rural areas")),
    ("disabled", _("People with a disability")),
    ("workers", _("Workers")),
    ("all", _("Everybody")),
]
YOUNGEST, YOUNGEST_IN_DANGER = 15, 18
LEAST_ASSESSORS = 2
# Code -> what is not met, and the text that asks for it.
GROUNDS: dict[str, tuple[Any, str]] = {
    "units_unfit": (_("The units of competence do not follow the manual of procedures"), "A2024-0529"),
    "need_unproven": (_("The local need is not established"), "A2024-0529"),
    "assessors_unfit": (_("The assessors are too few, or none of them practises the trade"), "A2024-0529"),
    "premises_unfit": (_("The premises or the equipment are not fit for the training"), "A2024-0529"),
    "committee_unfavourable": (_("The opinion of the committee is unfavourable"), "A2024-0529"),
}


class CompetenceProgramme(Programme):
    target_level = ChoiceField(label=_("Level aimed at"), choices=[("CC", _("Certificate of competence"))], initial="CC")


class Competence(Section):
    code = "competence"
    title = _("The certificate of competence")

    competence_units = TableField(
        label=_("Units of competence"),
        cells={
            "unit": LineField(label=_("Unit"), max_length=150),
            "hours": NumberField(label=_("Hours"), min_value=1, max_value=2_000),
            "assessment": ChoiceField(label=_("Assessment"), choices=ASSESSMENTS, as_list=True),
        },
    )
    target_public = ChoiceField(label=_("Target public"), choices=PUBLICS, as_list=True)
    dangerous_work = YesNoField(label=_("Does the trade include dangerous work?"))
    min_age = NumberField(label=_("Minimum age"), min_value=YOUNGEST, max_value=60)
    labour_need = FreeText(
        label=_("Local need"), help_text=_("What proves it: letters of firms, figures of the observatory."), limit=1000, least=30
    )
    assessors = TableField(
        label=_("Assessors"),
        cells={
            "name": LineField(label=_("Name"), max_length=120),
            "trade": LineField(label=_("Trade"), max_length=100),
            "employer": LineField(label=_("Employer"), max_length=150),
            "professional": YesNoField(label=_("Practises the trade")),
        },
    )

    def clean_competence_units(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["competence_units"]
        hours = sum(row["hours"] for row in rows)
        least, most = parameters.value("programmes.hours_CC"), parameters.value("programmes.hours_CC_most")
        if not least <= hours <= most:
            told = {"least": least, "most": most}
            raise ValidationError(_("The units take from %(least)d to %(most)d hours in all."), code="range", params=told)
        if (whole := self.before(CompetenceProgramme.code, "total_hours")) and hours > int(whole):
            raise ValidationError(_("These are more hours than the whole programme."), code="sum")
        return rows

    def clean_assessors(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["assessors"]
        if len(rows) < LEAST_ASSESSORS:
            raise ValidationError(_("Name at least two assessors."), code="few")
        if all(row["professional"] == "no" for row in rows):
            raise ValidationError(_("At least one assessor practises the trade."), code="professional")
        return rows

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        youngest = cleaned.get("min_age")
        if youngest and cleaned.get("dangerous_work") == "yes" and youngest < YOUNGEST_IN_DANGER:
            self.add_error("min_age", _("Dangerous work is for people of eighteen years and more."))
        return cleaned


def is_alternating(case: "Case") -> bool:
    return CompetenceAuthorisation.answer(case, "mode") in WITH_FIRMS


class CompetenceAuthorisation(OfSite):
    sections = (HolderOfSite, CompetenceProgramme, Competence, Declaration)
    grounds = GROUNDS
    on_agenda = ("title_ar", "site", "target_level")
    object_words = {
        "ar": "الترخيص في تأمين برنامج شهادة المهارة «{title_ar}»",
        "fr": "l’autorisation de dispenser le programme de certificat de compétence « {title_fr} »",
        "en": "the authorisation to deliver the certificate-of-competence programme “{title_fr}”",
    }
    object_fields = ("title_ar", "title_fr")
    particulars = ("title_ar", "title_fr", "total_hours", "max_group", "target_public", "min_age")
    requires = (
        Requirement("PROG"),
        Requirement("EQUIP"),
        Requirement("CV", hint=_("Of each trainer.")),
        Requirement("DIPL", hint=_("Of each trainer.")),
        Requirement("CONV", is_alternating, condition=_("If a part of the training takes place in firms.")),
        Requirement("ONPC"),
        Requirement("INS"),
    )

    @classmethod
    def programme(cls, case: "Case") -> dict[str, Any]:
        """What the register of programmes keeps of the application."""
        of = {"competence_units": "competence_units", "public_target": "target_public", "min_age": "min_age"}
        told = {column: cls.answer(case, name) for column, name in of.items()}
        return {**CompetenceProgramme.plain(case.answers), **told, "sites": cls.places(case)}

    @classmethod
    def homologation(cls, case: "Case") -> dict[str, Any]:
        """What the register of homologations keeps beside the programme: nothing."""
        return {}


class CompetenceProposal(HomologationProposal):
    """facts: "proposal" {outcome "approve", basis}."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("with_conditions", "conditions", "departure"):
            del self.fields[name]

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "outcome": "approve"}
