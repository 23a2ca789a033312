"""A person: the one who applies, or one whom the application names, such as a legal representative or a director."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.blocks.block import Block
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
    PlaceNameField,
    PostalCodeField,
    RegionField,
    YesNoField,
    years_before,
)
from registers import persons

Asked = Callable[[Mapping[str, Any]], bool]
ADULT = 18
DEFAULT_REGION = "TN-11"
GENDERS = [("f", _("Female")), ("m", _("Male"))]
ID_TYPES = [("cin", _("National identity card")), ("passport", _("Passport")), ("residence_card", _("Residence card"))]
LETTER_LANGUAGES = [("ar", _("Arabic")), ("fr", _("French"))]


class Person(Block):
    code = "person"
    title = _("Your identity")
    lead = _("As written on your identity document.")
    youngest: ClassVar[int] = 0  # years
    contacts = {"email": "email", "phone": "phone"}
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
    delegation = PlaceNameField(label=_("Delegation"), max_length=60, width="m")
    postal_code = PostalCodeField(label=_("Postal code"))
    residence_country = CountryField(label=_("Country where you live"), without=("TN",))
    preferred_language = ChoiceField(label=_("Language of our letters"), choices=LETTER_LANGUAGES, initial="ar")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        born, issued = self.told("birth_date"), self.told("cin_date")
        is_adult = born is not None and born <= years_before(timezone.localdate(), ADULT)
        if self.told("nationality") == "TN" and is_adult and self.told("id_type") not in (None, "cin"):
            self.refuse("id_type", _("An adult Tunisian is identified by the national identity card."))
        if born and issued and issued <= born:
            self.refuse("cin_date", _("The card cannot be older than its holder."))
        if born and self.youngest and born > years_before(timezone.localdate(), self.youngest):
            told = {"years": self.youngest}
            self.refuse("birth_date", ValidationError(_("This person must be at least %(years)d years old."), params=told))
        return cleaned


def person_section(
    *, code: str, prefix: str, title: Any, lead: Any = "", youngest: int = 0, asked_when: Asked | None = None
) -> type[Person]:
    """The same questions about another person of the application, under names of their own; `asked_when` they are needed."""
    return Person.again(code=code, prefix=prefix, title=title, lead=lead, youngest=youngest, asked_when=asked_when)


def names_of(person: Mapping[str, Any]) -> dict[str, str]:
    """Both names of a person as answered, under the plain names of the block."""
    return {
        "name_ar": f"{person.get('first_name_ar', '')} {person.get('last_name_ar', '')}".strip(),
        "name_fr": f"{person.get('first_name_fr', '')} {person.get('last_name_fr', '')}".strip(),
    }


def identity_of(person: dict[str, Any]) -> dict[str, str]:
    """What the engine copies from a section `person` into the case."""
    lives_here = person.get("resident") == "yes" and person.get("governorate")
    return {
        **names_of(person),
        "identity": persons.identity_of(person),
        # People who live abroad deposit with the regional directorate of Tunis, where the central services are.
        "region": str(person["governorate"]) if lives_here else DEFAULT_REGION,
        "language": str(person.get("preferred_language", "ar")),
    }
