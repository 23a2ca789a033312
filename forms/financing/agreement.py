"""The agreement of a structure with whoever receives its trainees: the partner, the places, how long, who looks after them."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from forms.blocks import Declaration
from forms.entries import EntriesField, EntryField, own_programmes
from forms.fields import (
    ChoiceField,
    CountryField,
    DateField,
    LineField,
    MoneyField,
    NumberField,
    RneField,
    TableField,
    YesNoField,
    years_before,
)
from forms.programmes.holder import OfProvider, active_providers
from forms.requirements import Requirement
from forms.sections import Section
from registers import agreements, programmes
from registers.models import Programme, Provider
from registers.normalise import fold
from workflow import parameters

if TYPE_CHECKING:
    from workflow.models import Case

TYPES = [
    ("alternating", _("Alternating training")),
    ("placement", _("Placement of trainees")),
    ("joint_programme", _("Joint programme")),
    ("recruitment", _("Recruitment of those who finish")),
    ("equipment_use", _("Use of equipment")),
    ("international", _("International partnership")),
]
PARTNERS = [("enterprise", _("Enterprise")), ("public", _("Public institution"))]
RECEIVING = ("alternating", "placement")  # the types by which trainees work at the partner's
JOINT = ("joint_programme", "international")
TRAINEES_PER_TUTOR = 10
LONGEST = 5  # years
# Code -> what is not met, and the text that asks for it.
GROUNDS: dict[str, tuple[Any, str]] = {
    "partner_inactive": (_("The partner is not active in the register of enterprises"), "CDC"),
    "capacity_exceeded": (_("The places exceed what the partner can receive"), "CDC"),
    "tutors_missing": (_("Too few tutors for the trainees"), "CDC"),
    "not_insured": (_("The trainees are not insured at the partner’s"), "CDC"),
    "terms_unlawful": (_("The terms of the agreement are contrary to the Labour Code"), "CT"),
    "programme_unsuited": (_("The places do not suit the programme"), "L2008-10"),
    "false_statement": (_("A statement of the application is false"), "L2008-10"),
}


class Structure(Section):
    code = "holder"
    title = _("The structure")

    provider = EntryField(register=lambda: Provider, offers=active_providers, label=_("Structure"))


class Partner(Section):
    code = "partner"
    title = _("The partner")
    shown_when = {
        "partner_country": ("foreign_partner", ("yes",)),
        "partner_kind": ("foreign_partner", ("no",)),
        "partner_rne": lambda form: form.is_enterprise(),
    }

    foreign_partner = YesNoField(label=_("Foreign partner"), help_text=_("The opinion of the ministry is then asked."))
    partner_kind = ChoiceField(label=_("Kind of partner"), choices=PARTNERS)
    partner_rne = RneField(label=_("Identifier of the partner in the national register of enterprises"))
    partner_country = CountryField(label=_("Country of the partner"), without=("TN",))
    partner_name_ar = LineField(label=_("Name of the partner in Arabic"), max_length=150, lang="ar")
    partner_name_fr = LineField(label=_("Name of the partner in Latin letters"), max_length=150, lang="fr")
    partner_capacity = NumberField(
        label=_("Trainees that the partner can receive at one time"),
        help_text=_("Of all structures together."),
        min_value=1,
        max_value=100_000,
    )

    def is_enterprise(self) -> bool:
        told = self.cleaned_data
        return told.get("foreign_partner") == "no" and told.get("partner_kind") == "enterprise"


class Terms(Section):
    code = "terms"
    title = _("The agreement")
    shown_when = {"tutors": ("agreement_type", RECEIVING)}

    agreement_type = ChoiceField(label=_("Type of agreement"), choices=TYPES, as_list=True)
    programmes = EntriesField(register=lambda: Programme, offers=own_programmes, label=_("Programmes"))
    places = NumberField(label=_("Places"), min_value=1, max_value=10_000)
    start_date = DateField(label=_("First day of the agreement"))
    end_date = DateField(label=_("Last day of the agreement"), help_text=_("Five years at most; it can be renewed."))
    tutors = TableField(
        label=_("Tutors"),
        help_text=_("One for every ten trainees."),
        cells={
            "name": LineField(label=_("Name"), max_length=120),
            "function": LineField(label=_("Function"), max_length=120),
        },
        max_rows=100,
    )
    insurance_covered = YesNoField(label=_("Are the trainees insured at the partner’s?"))
    remuneration_tnd = MoneyField(label=_("Monthly remuneration of a trainee, in dinars"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("start_date"), cleaned.get("end_date")
        if first and last and last <= first:
            self.add_error("end_date", _("The last day comes after the first one."))
        elif first and last and years_before(last, LONGEST) > first:
            self.add_error("end_date", _("An agreement lasts five years at most."))
        self._check_tutors()
        least, paid = Decimal(str(parameters.value("FIN-02.remuneration"))), cleaned.get("remuneration_tnd")
        if cleaned.get("agreement_type") == "alternating" and least > (paid or 0):
            self.add_error("remuneration_tnd", _("This is less than the legal minimum."))
        return cleaned

    def _check_tutors(self) -> None:
        tutors, places = self.cleaned_data.get("tutors"), self.cleaned_data.get("places")
        if tutors and places and len(tutors) * TRAINEES_PER_TUTOR < places:
            self.add_error("tutors", _("One tutor looks after ten trainees at most."))


def _is_enterprise(case: "Case") -> bool:
    asked = PartnerAgreement.answer
    return asked(case, "foreign_partner") == "no" and asked(case, "partner_kind") == "enterprise"


def _is_joint(case: "Case") -> bool:
    return PartnerAgreement.answer(case, "agreement_type") in JOINT


class PartnerAgreement(OfProvider):
    sections = (Structure, Partner, Terms, Declaration)
    grounds = GROUNDS
    object_words = {
        "ar": "تسجيل الاتفاقية المبرمة مع «{partner_name_ar}»",
        "fr": "l’enregistrement de la convention conclue avec « {partner_name_fr} »",
        "en": "the registration of the agreement with “{partner_name_fr}”",
    }
    object_fields = ("partner_name_ar", "partner_name_fr")
    particulars = ("agreement_type", "programmes", "places", "start_date", "end_date")
    requires = (
        Requirement("CONV", hint=_("Signed by both parties.")),
        Requirement("RNE", _is_enterprise, hint=_("Of the partner."), condition=_("If the partner is an enterprise.")),
        Requirement("INS"),
        Requirement("PROG", _is_joint, condition=_("If the programme is joint.")),
    )

    @classmethod
    def places(cls, case: "Case") -> list[str]:
        """No site is named: the region of the structure examines the agreement."""
        return []

    @classmethod
    def titles(cls, case: "Case") -> tuple[str, ...]:
        return (str(cls.answer(case, "partner_name_ar")), str(cls.answer(case, "partner_name_fr")))

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        """The same type of agreement of the same structure with the same partner."""
        told = [(cls.provider(c), cls.answer(c, "agreement_type"), *map(fold, cls.titles(c))) for c in (case, other)]
        return told[0] == told[1]

    @classmethod
    def days(cls, case: "Case") -> tuple[date, date]:
        first, last = (date.fromisoformat(str(cls.answer(case, name))) for name in ("start_date", "end_date"))
        return first, last

    @classmethod
    def places_offered(cls, case: "Case") -> int:
        return int(cls.answer(case, "places", 0))

    @classmethod
    def places_left(cls, case: "Case") -> int:
        """What the partner can still receive besides the agreements of all structures that hold at the same time."""
        first, last = cls.days(case)
        names = (str(cls.answer(case, "partner_rne", "")), *cls.titles(case))
        taken = agreements.places_with(*names, since=first, until=last)
        return int(cls.answer(case, "partner_capacity", 0)) - taken

    @classmethod
    def chosen_programmes(cls, case: "Case") -> list[Programme]:
        return [programmes.get(key) for key in cls.answer(case, "programmes", [])]

    @classmethod
    def agreement(cls, case: "Case") -> dict[str, Any]:
        """The columns of the register of agreements."""
        asked = cls.answer
        return {
            "title": str(case.number or ""),
            "partner_ar": asked(case, "partner_name_ar"),
            "partner_fr": asked(case, "partner_name_fr"),
            "partner_rne": asked(case, "partner_rne", ""),
            "foreign_partner": asked(case, "foreign_partner") == "yes",
            "programmes": list(asked(case, "programmes", [])),
            "places": cls.places_offered(case),
            "tutors": list(asked(case, "tutors", [])),
            "insurance_covered": asked(case, "insurance_covered") == "yes",
            "remuneration_tnd": asked(case, "remuneration_tnd", None) or None,
        }
