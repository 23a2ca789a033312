"""The application for the homologation of a speciality: a programme, at a level, at a site."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.blocks import Declaration, Programme
from forms.blocks.programme import ASSESSMENTS
from forms.entries import EntryField, own_sites
from forms.fields import AmountField, ChoiceField, DateField, LineField, NumberField, TableField
from forms.programmes.holder import Holder, OfProvider
from forms.programmes.trainer import RANK
from forms.requirements import Requirement
from forms.sections import Section
from registers import sites, trainers
from registers.models import Site, Trainer
from workflow import holidays, parameters

if TYPE_CHECKING:
    from workflow.models import Case

LEVELS = [("CAP", "CAP"), ("BTP", "BTP"), ("BTS", "BTS")]
WITH_FIRMS = ("alternating", "apprenticeship")
WHOLE = 100  # the coefficients of an assessment plan add up to this
# Code -> what is not met, and the text that asks for it.
GROUNDS: dict[str, tuple[Any, str]] = {
    "standard_not_followed": (_("The programme does not follow the reference standard of the level"), "D94-1397"),
    "hours_insufficient": (_("The hours of training are too few for the level requested"), "D94-1397"),
    "trainers_insufficient": (_("The trainers are too few, or below the level taught"), "CDC"),
    "equipment_insufficient": (_("The equipment is not enough for the size of the group"), "CDC"),
    "premises_unfit": (_("The premises do not conform to the specifications"), "CDC"),
    "host_places_insufficient": (_("The places in host firms are too few"), "CDC"),
    "assessment_unfit": (_("The plan of assessment does not measure the skills of the level"), "D94-1397"),
    "committee_unfavourable": (_("The opinion of the committee is unfavourable"), "D94-1397"),
    "conditions_not_met": (_("The conditions of the approval were not met in time"), "D94-1397"),
}


class HolderOfSite(Holder):
    """One homologation for one site."""

    sites = None  # type: ignore[assignment]  # of the section that names several
    site = EntryField(register=lambda: Site, offers=own_sites, label=_("Site"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        provider, site = cleaned.get("provider"), cleaned.get("site")
        if provider and site and str(sites.get(site).provider) != provider:
            self.add_error("site", _("Choose a site of this structure."))
        elif site and not sites.is_conform(site):
            self.add_error("site", _("The conformity of this site has not been confirmed."))
        return cleaned


class HomologatedProgramme(Programme):
    target_level = ChoiceField(label=_("Level aimed at"), choices=LEVELS)


def check_equipment(row: dict[str, Any]) -> None:
    if row["quantity"] < row["required_quantity"]:
        raise ValidationError(_("Fewer than the size of the group requires."), code="quantity")


def check_trainer(number: str, *, level: str) -> Trainer:
    """The registered trainer of this number, who may teach at the level.

    Raises:
        ValidationError: nobody is registered under it, or not up to this level.
    """
    found, told = trainers.by_number(number), {"number": number}
    if found is None or not trainers.is_registered(found):
        raise ValidationError(_("No registered trainer has the number %(number)s."), code="unknown", params=told)
    if max((RANK.get(taught, 0) for taught in found.levels), default=0) < RANK.get(level, 0):
        raise ValidationError(_("The trainer %(number)s may not teach at this level."), code="level", params=told)
    return found


class Means(Section):
    code = "means"
    title = _("Who trains, and with what")
    shown_when = {"host_firms": lambda form: form.is_alternating}

    reference_standard = LineField(
        label=_("Reference standard followed"),
        max_length=150,
        help_text=_("The national one, where there is one."),
    )
    groups_per_year = NumberField(label=_("Groups per year"), min_value=1, max_value=12)
    first_session = DateField(label=_("First session planned"))
    trainers_assigned = TableField(
        label=_("Trainers assigned"),
        cells={
            "trainer": LineField(label=_("Number of the trainer"), max_length=12),
            "module": LineField(label=_("Code of the unit"), max_length=20),
            "hours": NumberField(label=_("Hours"), min_value=1, max_value=20_000),
        },
    )
    workshop_equipment = TableField(
        label=_("Workshop equipment"),
        cells={
            "item": LineField(label=_("Equipment"), max_length=100),
            "quantity": NumberField(label=_("Quantity"), min_value=0, max_value=10_000),
            "required_quantity": NumberField(label=_("Required"), min_value=0, max_value=10_000),
        },
        check_row=check_equipment,
    )
    host_firms = TableField(
        label=_("Host firms"),
        cells={
            "firm": LineField(label=_("Firm"), max_length=150),
            "places": NumberField(label=_("Places"), min_value=1, max_value=500),
            "agreement_end": DateField(label=_("End of the agreement")),
        },
    )
    assessment_plan = TableField(
        label=_("Plan of assessment"),
        cells={
            "module": LineField(label=_("Code of the unit"), max_length=20),
            "type": ChoiceField(label=_("Assessment"), choices=ASSESSMENTS, as_list=True),
            "coefficient": AmountField(
                label=_("Coefficient, in percent"), decimals=2, min_value=Decimal(0), max_value=Decimal(WHOLE)
            ),
        },
    )

    @property
    def is_alternating(self) -> bool:
        return self.before(HomologatedProgramme.code, "mode") in WITH_FIRMS

    def clean_first_session(self) -> date:
        day: date = self.cleaned_data["first_session"]
        ahead = int(parameters.value("programmes.first_session_days"))
        if day < holidays.calendar().add_working(self.filed_on, ahead):
            told = {"days": ahead}
            raise ValidationError(_("At least %(days)d working days after the filing."), code="early", params=told)
        return day

    def clean_trainers_assigned(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["trainers_assigned"]
        level = str(self.before(HomologatedProgramme.code, "target_level") or "none")
        for row in rows:
            row["trainer"] = check_trainer(row["trainer"], level=level).number
        units = {unit["code"] for unit in self.before(HomologatedProgramme.code, "modules") or ()}
        if left := units - {row["module"] for row in rows}:
            told = {"units": ", ".join(sorted(left))}
            raise ValidationError(_("These units have no trainer: %(units)s."), code="left", params=told)
        return rows

    def clean_assessment_plan(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["assessment_plan"]
        if sum(row["coefficient"] for row in rows) != WHOLE:
            raise ValidationError(_("The coefficients add up to 100."), code="sum")
        return rows

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        firms, size = cleaned.get("host_firms"), self.before(HomologatedProgramme.code, "max_group")
        if self.is_alternating and firms and size and sum(row["places"] for row in firms) < int(size):
            self.add_error("host_firms", _("The host firms have fewer places than the group has trainees."))
        return cleaned


class OfSite(OfProvider):
    """An application about one site of a structure."""

    @classmethod
    def places(cls, case: "Case") -> list[str]:
        return [str(cls.answer(case, "site"))]

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        return super().same_object(case, other) and cls.answer(case, "site") == cls.answer(other, "site")

    @classmethod
    def assigned(cls, case: "Case") -> list[dict[str, Any]]:
        """The trainers that the application puts to work: rows of trainer and module."""
        return []


def is_alternating(case: "Case") -> bool:
    return HomologationRequest.answer(case, "mode") in WITH_FIRMS


class HomologationRequest(OfSite):
    sections = (HolderOfSite, HomologatedProgramme, Means, Declaration)
    grounds = GROUNDS
    on_agenda = ("title_ar", "site", "target_level")
    object_words = {
        "ar": "تنظير اختصاص «{title_ar}» ({target_level})",
        "fr": "l’homologation de la spécialité « {title_fr} » ({target_level})",
        "en": "the homologation of the speciality “{title_fr}” ({target_level})",
    }
    object_fields = ("title_ar", "title_fr", "target_level")
    particulars = ("title_ar", "title_fr", "target_level", "total_hours", "workplace_hours", "max_group", "groups_per_year")
    requires = (
        Requirement("PROG"),
        Requirement("REFER"),
        Requirement("EQUIP"),
        Requirement("PLAN", hint=_("The rooms that are used.")),
        Requirement("CV", hint=_("Of each trainer.")),
        Requirement("DIPL", hint=_("Of each trainer.")),
        Requirement("WORK", hint=_("Of each trainer, covering the year.")),
        Requirement("CONV", is_alternating, condition=_("If a part of the training takes place in firms.")),
        Requirement("RI"),
        Requirement("PRICE"),
        Requirement("CTRF"),
        Requirement("ONPC"),
        Requirement("INS"),
        Requirement("TAX"),
    )

    @classmethod
    def programme(cls, case: "Case") -> dict[str, Any]:
        """What the register of programmes keeps of the application."""
        return {**HomologatedProgramme.plain(case.answers), "sites": cls.places(case)}

    @classmethod
    def assigned(cls, case: "Case") -> list[dict[str, Any]]:
        return list(cls.answer(case, "trainers_assigned", []))

    @classmethod
    def homologation(cls, case: "Case") -> dict[str, Any]:
        """What the register of homologations keeps of it."""
        firms = cls.answer(case, "host_firms", [])
        return {
            "reference_standard": cls.answer(case, "reference_standard"),
            "groups_per_year": cls.answer(case, "groups_per_year"),
            "host_places": sum(int(row["places"]) for row in firms),
        }
