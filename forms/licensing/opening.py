"""The application for the opening of a structure: the specifications are filed, and activity may start on their receipt."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.application import Application
from forms.blocks import (
    ADULT,
    Declaration,
    Organisation,
    Site,
    address_section,
    identity_of_organisation,
    person_section,
)
from forms.blocks.organisation import COMPANIES
from forms.blocks.programme import MODES
from forms.fields import ChoiceField, DateField, LineField, NumberField, TableField, TickField, YesNoField
from forms.licensing import moratoria
from forms.licensing.direction import DEGREES, check_experience, degree_is_enough, directs_elsewhere
from forms.requirements import Requirement
from forms.sections import Section
from registers import providers
from registers.normalise import fold
from registers.persons import identity_of
from workflow import parameters

if TYPE_CHECKING:
    from workflow.models import Case

STRUCTURE_TYPES = [("initial", _("Initial training")), ("continuing", _("Continuing training")), ("both", _("Both"))]
PLANNED_LEVELS = [("none", _("Without homologation")), ("CC", "CC"), ("CAP", "CAP"), ("BTP", "BTP"), ("BTS", "BTS")]
STAFF_ROLES = [("administrative", _("Administrative")), ("trainer", _("Trainer")), ("other", _("Other"))]
# Code -> what is not met, and the text that asks for it.
GROUNDS: dict[str, tuple[Any, str]] = {
    "director_unqualified": (_("The director does not have the degree or the experience that is required"), "CDC"),
    "criminal_record": (_("The criminal record of the legal representative or of the director is not clean"), "CDC"),
    "name_taken": (_("The name is that of another structure, or misleading"), "CDC"),
    "moratorium": (_("A declared speciality is under a moratorium"), "L2008-10"),
    "premises_unfit": (_("The premises do not conform to the specifications"), "CDC"),
    "safety": (_("The conditions of safety are not met"), "CDC"),
    "false_statement": (_("A statement of the application is false"), "L2008-10"),
    "reserves_open": (_("Reservations were not lifted in time"), "CDC"),
}

LegalRepresentative = person_section(
    code="legal_representative", prefix="representative_", title=_("Legal representative"), youngest=ADULT
)
HeadOffice = address_section(code="head_office", prefix="head_office_", title=_("Head office"))
DirectorIdentity = person_section(code="director", prefix="director_", title=_("Pedagogical director"), youngest=ADULT)


class Structure(Organisation):
    """The name is checked against the structures in force."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        own = self.case.provider if self.case else None
        for name in ("corporate_name_ar", "corporate_name_fr"):
            key = "name_ar" if name.endswith("ar") else "name_fr"
            if self.told(name) and not providers.is_name_free(**{key: self.told(name)}, other_than=own):
                self.refuse(name, _("Another structure already has this name."))
        return cleaned


class Project(Section):
    code = "project"
    title = _("What will be taught")

    structure_type = ChoiceField(label=_("Kind of training"), choices=STRUCTURE_TYPES)
    planned_programmes = TableField(
        label=_("Programmes planned"),
        cells={
            "title": LineField(label=_("Title"), max_length=150),
            "level": ChoiceField(label=_("Level"), choices=PLANNED_LEVELS, as_list=True),
            "mode": ChoiceField(label=_("Mode"), choices=MODES, as_list=True),
            "group_size": NumberField(label=_("Trainees in a group"), min_value=1, max_value=500),
        },
    )
    planned_opening_date = DateField(label=_("Planned day of opening"))
    staff_planned = TableField(
        label=_("Staff planned"),
        cells={
            "role": ChoiceField(label=_("Function"), choices=STAFF_ROLES, as_list=True),
            "count": NumberField(label=_("How many"), min_value=1, max_value=500),
            "full_time": YesNoField(label=_("Full time")),
        },
    )

    def clean_planned_programmes(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["planned_programmes"]
        region = str(self.before("site", "governorate") or "")
        for row in rows:
            terms = {"level": row["level"], "region": region, "on": self.filed_on}
            if moratoria.closed(title=row["title"], procedure="LIC-01", **terms):
                told = {"title": row["title"]}
                raise ValidationError(_("The speciality “%(title)s” is under a moratorium."), code="moratorium", params=told)
            most = parameters.value("groups.theory")
            if row["group_size"] > most:
                raise ValidationError(_("A group has at most %(most)d trainees here."), code="group", params={"most": most})
        return rows

    def clean_planned_opening_date(self) -> Any:
        day = self.cleaned_data["planned_opening_date"]
        if day < self.filed_on:
            raise ValidationError(_("The opening cannot precede the filing."), code="past")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        staff, programmes = cleaned.get("staff_planned"), cleaned.get("planned_programmes")
        if staff and not any(row["role"] == "administrative" for row in staff):
            self.add_error("staff_planned", _("At least one person for the administration."))
        elif staff and programmes and sum(r["count"] for r in staff if r["role"] == "trainer") < len(programmes):
            self.add_error("staff_planned", _("At least one trainer for each programme."))
        return cleaned


class Director(DirectorIdentity):  # type: ignore[misc, valid-type]
    director_degree = ChoiceField(label=_("Degree of the director"), choices=DEGREES, as_list=True)
    director_experience_years = NumberField(
        label=_("Years of experience"), min_value=0, max_value=70, validators=[check_experience]
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        levels = [row["level"] for row in self.before("project", "planned_programmes") or ()]
        degree = cleaned.get("director_degree")
        if degree and not degree_is_enough(degree, levels):
            self.add_error("director_degree", _("This degree is below what is asked of a director."))
        identity = identity_of(self.plain({self.code: cleaned})) if self.told("id_type") else ""
        if directs_elsewhere(identity, other_than=self.case.provider if self.case else None):
            self.refuse("cin" if self.told("id_type") == "cin" else "id_type", _("This person directs another structure."))
        return cleaned  # type: ignore[no-any-return]


class Specifications(Section):
    code = "specifications"
    title = _("The specifications")

    cdc_version = ChoiceField(
        label=_("Version of the specifications"),
        choices=lambda: [(version := parameters.value("licensing.specifications"), version)],
        as_list=True,
    )
    cdc_accept = TickField(label=_("I accept every clause of the specifications"))


def _answered(field: str, *values: str) -> Any:
    return lambda case: StructureOpening.answer(case, field) in values


LEGAL_PERSONS = (*COMPANIES, "association", "cooperative", "other")


class StructureOpening(Application):
    sections = (
        Structure,
        LegalRepresentative,
        HeadOffice,
        Site,
        Project,
        Director,
        Specifications,
        Declaration,
    )
    grounds = GROUNDS
    object_words = {
        "ar": "إحداث الهيكل «{corporate_name_ar}»",
        "fr": "l’ouverture de la structure « {corporate_name_fr} »",
        "en": "the opening of the structure “{corporate_name_fr}”",
    }
    object_fields = ("corporate_name_ar", "corporate_name_fr")
    particulars = ("rne_id", "matricule_fiscal", "site_name", "governorate", "authorised_capacity", "cdc_version")
    requires = (
        Requirement("CIN", hint=_("Of the legal representative and of the director.")),
        Requirement("B3", hint=_("Of the legal representative and of the director.")),
        Requirement(
            "RNE",
            _answered("legal_form", *LEGAL_PERSONS),
            condition=_("Company or association; otherwise the reservation of the name."),
        ),
        Requirement("STATUTS", _answered("legal_form", *LEGAL_PERSONS), condition=_("If the structure is a legal person.")),
        Requirement("MF", hint=_("The tax card, or the declaration of existence.")),
        Requirement("CDC"),
        Requirement("LEASE"),
        Requirement("PLAN"),
        Requirement("URBA"),
        Requirement("ONPC", hint=_("Before the visit at the latest: conformity is not confirmed without it."), is_optional=True),
        Requirement("HYG", is_optional=True),
        Requirement("INS", hint=_("Before the first session at the latest.")),
        Requirement("EQUIP"),
        Requirement("CV", hint=_("Of the director.")),
        Requirement("DIPL", hint=_("Of the director.")),
        Requirement("EXP", hint=_("Of the director.")),
        Requirement("RI"),
        Requirement("PRICE"),
        Requirement("CTRF"),
    )

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        return identity_of_organisation(
            Structure.plain(case.answers),
            region=str(cls.answer(case, "governorate")),
            representative=LegalRepresentative.plain(case.answers),
        )

    @classmethod
    def announced(cls, case: "Case") -> list[str]:
        """The programmes by the titles that the receipt repeats."""
        return [row["title"] for row in cls.answer(case, "planned_programmes", [])]

    @classmethod
    def structure(cls, case: "Case") -> dict[str, Any]:
        """What the register of providers keeps of the application."""
        representative, director = LegalRepresentative.plain(case.answers), Director.plain(case.answers)
        office = HeadOffice.plain(case.answers)
        return {
            **Structure.plain(case.answers),
            **providers.people_of(role="legal_representative", person=representative),
            **providers.people_of(role="director", person=director),
            "director_degree": cls.answer(case, "director_degree"),
            "structure_type": cls.answer(case, "structure_type"),
            "cdc_version": cls.answer(case, "cdc_version"),
            "head_office": " ".join(str(office.get(n, "")) for n in ("address", "postal_code", "delegation")),
            "phone": representative.get("phone", ""),
            "email": representative.get("email", ""),
        }

    @classmethod
    def site(cls, case: "Case") -> dict[str, Any]:
        """What the register of sites keeps of the application."""
        director = providers.people_of(role="director", person=Director.plain(case.answers))
        told = Site.plain(case.answers)
        return {
            **told,
            **{name: director[name] for name in ("director_ar", "director_fr", "director_identity")},
            "director_degree": cls.answer(case, "director_degree"),
            "accessible": told.get("accessible") == "yes",
        }

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        """One structure is opened once; its further sites have a procedure of their own."""
        return True

    @classmethod
    def search_text(cls, case: "Case") -> str:
        who = cls.identity(case)
        named = (who["name_ar"], who["name_fr"], cls.answer(case, "rne_id"), cls.answer(case, "trade_name"))
        return fold(" ".join(map(str, (*named, cls.answer(case, "site_name")))))
