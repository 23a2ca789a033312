"""The declaration of a programme that leads to no homologated diploma."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.blocks import Declaration, Programme
from forms.fields import ChoiceField, FreeText, LineField, TickField, YesNoField
from forms.programmes.holder import Holder, OfProvider
from forms.programmes.terms import check_advertisement, check_certificate_title
from forms.requirements import Requirement
from forms.sections import Section
from forms.transitions.base import TransitionForm

if TYPE_CHECKING:
    from workflow.models import Case

PUBLICS = [
    ("youth", _("Young people")),
    ("jobseekers", _("Jobseekers")),
    ("employees", _("Employees")),
    ("disabled", _("People with a disability")),
    ("all", _("Everybody")),
]
# Code -> what is not met, and the text that asks for it.
GROUNDS: dict[str, tuple[Any, str]] = {
    "misleading_title": (_("The title of the programme or of its document is misleading"), "L2008-10"),
    "hours_inconsistent": (_("The hours do not agree with the programme file"), "CDC"),
    "trainers_missing": (_("A unit has no qualified trainer"), "CDC"),
    "prices_unclear": (_("The prices or the terms of refund are not clear"), "CDC"),
    "reserved_speciality": (_("The speciality is reserved to homologation or under a moratorium"), "L2008-10"),
    "false_statement": (_("A statement of the application is false"), "L2008-10"),
}


class DeclaredProgramme(Programme):
    """Whatever it is worth, it is not homologated."""

    target_level = ChoiceField(
        label=_("Level aimed at"), choices=[("none", _("None: the programme is not homologated"))], initial="none"
    )


class Publicity(Section):
    code = "publicity"
    title = _("What trainees are promised")

    certificate_title = LineField(
        label=_("Title of the document that is delivered"), max_length=150, validators=[check_certificate_title]
    )
    public_target = ChoiceField(label=_("For whom"), choices=PUBLICS, as_list=True)
    regulated_trade = YesNoField(label=_("Does the programme prepare for a regulated trade?"))
    advert_text = FreeText(label=_("Advertisement planned"), limit=2000, required=False, validators=[check_advertisement])

    def clean_regulated_trade(self) -> str:
        answer: str = self.cleaned_data["regulated_trade"]
        if answer == "yes":
            told = _("A programme for a regulated trade is not declared but homologated, by the procedure PRG-04.")
            raise ValidationError(told, code="regulated")
        return answer


def has_workshop(case: "Case") -> bool:
    """Whether a part of the programme is practical work."""
    return any(row.get("assessment") == "practical" for row in ProgrammeDeclaration.answer(case, "modules", []))


class ProgrammeDeclaration(OfProvider):
    sections = (Holder, DeclaredProgramme, Publicity, Declaration)
    grounds = GROUNDS
    object_words = {
        "ar": "التصريح بالبرنامج التكويني «{title_ar}»",
        "fr": "la déclaration du programme « {title_fr} »",
        "en": "the declaration of the programme “{title_fr}”",
    }
    object_fields = ("title_ar", "title_fr")
    particulars = ("title_ar", "title_fr", "total_hours", "duration_months", "max_group", "price_tnd", "certificate_title")
    requires = (
        Requirement("PROG"),
        Requirement("PRICE"),
        Requirement("CTRF"),
        Requirement("CV", hint=_("Of at least one trainer for each unit.")),
        Requirement("DIPL", hint=_("Of the same trainers.")),
        Requirement("EQUIP", has_workshop, condition=_("If a part of the programme is practical work.")),
    )

    @classmethod
    def programme(cls, case: "Case") -> dict[str, Any]:
        """What the register of programmes keeps of the application."""
        told = {**DeclaredProgramme.plain(case.answers), "sites": cls.places(case)}
        return {**told, **{n: cls.answer(case, n) for n in ("certificate_title", "public_target")}}


class ProgrammeCheck(TransitionForm):
    """facts: "check" {each line "true", on}: the officer's check, filed by who registers the programme."""

    subject = "check"

    title_fits = TickField(label=_("The title does not mislead, nor does that of the document"))
    hours_fit = TickField(label=_("The hours agree with the programme file"))
    trainers_fit = TickField(label=_("Each unit has a qualified trainer"))
    prices_fit = TickField(label=_("The prices agree with the price list, which says when money is given back"))

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}
