"""Sections that many applications share: the person who applies, and the declaration."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.fields import (
    ArabicNameField,
    ChoiceField,
    CinField,
    CountryField,
    EmailField,
    FreeText,
    IdentifierField,
    LatinNameField,
    LineField,
    PassportField,
    PastDateField,
    PhoneField,
    PostalCodeField,
    RegionField,
    TickField,
    YesNoField,
    years_before,
)
from forms.sections import Section
from registers import persons

ADULT = 18
# The version of the personal data notice that the site shows; raising it asks every draft to accept it again.
NOTICE_VERSION = "2026-1"
DEFAULT_REGION = "TN-11"
GENDERS = [("f", _("Female")), ("m", _("Male"))]
ID_TYPES = [("cin", _("National identity card")), ("passport", _("Passport")), ("residence_card", _("Residence card"))]
LETTER_LANGUAGES = [("ar", _("Arabic")), ("fr", _("French"))]


class Person(Section):
    code = "person"
    title = _("Your identity")
    lead = _("As written on your identity document.")
    shown_when = {
        "cin": ("id_type", ("cin",)),
        "cin_date": ("id_type", ("cin",)),
        "passport_no": ("id_type", ("passport",)),
        "residence_card_no": ("id_type", ("residence_card",)),
        "governorate": ("resident", ("yes",)),
        "delegation": ("resident", ("yes",)),
        "postal_code": ("resident", ("yes",)),
        "residence_country": ("resident", ("no",)),
    }

    first_name_ar = ArabicNameField(label=_("First name in Arabic"))
    last_name_ar = ArabicNameField(label=_("Family name in Arabic"))
    first_name_fr = LatinNameField(label=_("First name in Latin letters"), autocomplete="given-name")
    last_name_fr = LatinNameField(label=_("Family name in Latin letters"), autocomplete="family-name")
    gender = ChoiceField(label=_("Sex"), choices=GENDERS)
    birth_date = PastDateField(label=_("Date of birth"), max_age=100)
    birth_place = LineField(label=_("Place of birth"), max_length=80, width="m")
    nationality = CountryField(label=_("Nationality"))
    id_type = ChoiceField(label=_("Identity document"), choices=ID_TYPES)
    cin = CinField(label=_("Number of the identity card"), help_text=_("8 digits, with the zero at the beginning."))
    cin_date = PastDateField(label=_("Date of issue of the identity card"))
    passport_no = PassportField(label=_("Number of the passport"))
    residence_card_no = IdentifierField(label=_("Number of the residence card"), max_length=20)
    phone = PhoneField(label=_("Telephone"), help_text=_("8 digits; from abroad, with + and the country code."))
    email = EmailField(label=_("E-mail address"))
    resident = YesNoField(label=_("Do you live in Tunisia?"))
    address = FreeText(label=_("Address"), limit=200, rows=3)
    governorate = RegionField(label=_("Governorate"))
    delegation = LineField(label=_("Delegation"), max_length=60, width="m")
    postal_code = PostalCodeField(label=_("Postal code"))
    residence_country = CountryField(label=_("Country where you live"), without=("TN",))
    preferred_language = ChoiceField(label=_("Language of our letters"), choices=LETTER_LANGUAGES, initial="ar")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        born = cleaned.get("birth_date")
        is_adult = born is not None and born <= years_before(timezone.localdate(), ADULT)
        if cleaned.get("nationality") == "TN" and is_adult and cleaned.get("id_type") not in (None, "cin"):
            self.add_error("id_type", _("An adult Tunisian is identified by the national identity card."))
        issued = cleaned.get("cin_date")
        if born and issued and issued <= born:
            self.add_error("cin_date", _("The card cannot be older than its holder."))
        return cleaned


def identity_of(person: dict[str, Any]) -> dict[str, str]:
    """What the engine copies from a section `person` into the case."""
    lives_here = person.get("resident") == "yes" and person.get("governorate")
    return {
        "name_ar": f"{person.get('first_name_ar', '')} {person.get('last_name_ar', '')}".strip(),
        "name_fr": f"{person.get('first_name_fr', '')} {person.get('last_name_fr', '')}".strip(),
        "identity": persons.identity_of(person),
        # People who live abroad deposit with the regional directorate of Tunis, where the central services are.
        "region": str(person["governorate"]) if lives_here else DEFAULT_REGION,
        "language": str(person.get("preferred_language", "ar")),
    }


class ShownNotice(forms.HiddenInput):
    """Always carries the version of the notice that this page shows, so that what is kept is what the person saw."""

    def format_value(self, value: Any) -> str:
        return NOTICE_VERSION


class Declaration(Section):
    code = "declaration"
    title = _("Declaration")
    is_askable = False

    declare_true = TickField(label=_("I certify that the information that I give is exact"))
    data_notice = TickField(label=_("I have read how my personal data are used"))
    notice_version = forms.CharField(required=False, widget=ShownNotice, label="")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("data_notice") and cleaned.get("notice_version") != NOTICE_VERSION:
            self.add_error("data_notice", _("This notice has changed since you accepted it: read it and tick the box again."))
        return cleaned
