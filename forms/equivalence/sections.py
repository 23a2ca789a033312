"""The questions of an application for equivalence: the diploma, the studies, the purpose."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.fields import (
    ChoiceField,
    CountryField,
    EmailField,
    FreeText,
    LineField,
    NumberField,
    PastDateField,
    TableField,
    YesNoField,
    years_before,
)
from forms.sections import Section
from registers import countries
from registers.models import AwardingBody

YOUNGEST = 12  # years, on the day of the award
LANGUAGES = [
    ("ar", _("Arabic")),
    ("fr", _("French")),
    ("en", _("English")),
    ("it", _("Italian")),
    ("de", _("German")),
    ("tr", _("Turkish")),
    ("other", _("Another language")),
]
NEED_NO_TRANSLATION = ("ar", "fr", "en")
STUDY_MODES = [
    ("residential", _("In residence")),
    ("alternating", _("Alternating with work")),
    ("distance", _("At a distance")),
    ("blended", _("Partly at a distance")),
]
ENTRY_LEVELS = [
    ("none", _("No school level required")),
    ("primary", _("Primary education")),
    ("secondary_1", _("First stage of secondary education")),
    ("secondary_2", _("Second stage of secondary education")),
    ("bac", _("Baccalaureate")),
]
PURPOSES = [
    ("work", _("Work")),
    ("study", _("Further study")),
    ("public_competition", _("Public competition")),
    ("migration", _("Migration")),
    ("other", _("Other")),
]
REQUESTED_LEVELS = [
    ("CAP", _("CAP – certificate of vocational aptitude")),
    ("BTP", _("BTP – vocational technician")),
    ("BTS", _("BTS – higher technician")),
    ("other", _("Another level")),
]


def known_bodies() -> list[tuple[str, str]]:
    """Bodies of the register, by the entry that stays the same in all versions."""
    current = AwardingBody.objects.current().order_by("country", "name").values_list("entry", "name", "country")
    return [(str(entry), f"{name} ({countries.name_of(country)})") for entry, name, country in current]


class Diploma(Section):
    code = "diploma"
    title = _("Your diploma")
    lead = _("As printed on the diploma, in its own language.")
    shown_when = {"name_on_diploma": ("name_as_identity", ("no",))}

    diploma_title = LineField(label=_("Title of the diploma"), help_text=_("As printed, in the original language."))
    country = CountryField(label=_("Country of the diploma"), without=(countries.HOME,))
    awarding_body = LineField(label=_("Awarding body"), help_text=_("The institution that signed the diploma."))
    awarding_body_address = FreeText(label=_("Address of the awarding body"), limit=300, rows=3)
    awarding_body_email = EmailField(label=_("E-mail address of the awarding body"), required=False)
    known_body = ChoiceField(
        label=_("Is it one of these bodies, which we know already?"),
        choices=known_bodies,
        as_list=True,
        blank=_("None of them"),
        required=False,
    )
    award_date = PastDateField(label=_("Date of award"))
    diploma_language = ChoiceField(label=_("Language of the diploma"), choices=LANGUAGES, as_list=True)
    name_as_identity = YesNoField(label=_("Is the name on the diploma the one on your identity document?"))
    name_on_diploma = LineField(label=_("Name on the diploma"), max_length=160)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        awarded, born = cleaned.get("award_date"), self.before("person", "birth_date")
        if awarded and awarded >= timezone.localdate():
            self.add_error("award_date", _("The diploma must have been awarded before today."))
        if awarded and isinstance(born, date) and years_before(awarded, YOUNGEST) < born:
            self.add_error("award_date", _("This date is too close to the date of birth: check both."))
        return cleaned


def check_stay(row: dict[str, Any]) -> None:
    if row["from"] > row["to"]:
        raise ValidationError(_("The stay ends before it begins."))


class Studies(Section):
    code = "studies"
    title = _("Your studies")
    shown_when = {
        "stay_dates": ("study_mode", ("residential", "alternating", "blended")),
        "exam_place": ("study_mode", ("distance",)),
    }

    entry_level_declared = ChoiceField(label=_("Level of entry to the studies"), choices=ENTRY_LEVELS)
    duration_months = NumberField(label=_("Length of the studies, in months"), min_value=1, max_value=60)
    hours_total = NumberField(label=_("Total hours of training"), min_value=100, max_value=20_000, help_text=_("At least 100."))
    study_mode = ChoiceField(label=_("Mode of study"), choices=STUDY_MODES)
    stay_dates = TableField(
        label=_("Your stays in the country of study"),
        check_row=check_stay,
        cells={
            "from": PastDateField(label=_("From")),
            "to": PastDateField(label=_("To")),
            "country": CountryField(label=_("Country")),
        },
    )
    exam_place = FreeText(
        label=_("Where you took the examinations in person"),
        help_text=_("Town, institution and dates. A diploma examined only at a distance cannot be accepted."),
        limit=1000,
        least=10,
    )


class Purpose(Section):
    code = "purpose"
    title = _("Your request")
    shown_when = {"requested_level_other": ("requested_level", ("other",)), "third_name": ("filed_by_third", ("yes",))}

    purpose = ChoiceField(label=_("What will the equivalence serve for?"), choices=PURPOSES)
    requested_level = ChoiceField(label=_("Level requested"), choices=REQUESTED_LEVELS)
    requested_level_other = LineField(label=_("Which level"), max_length=100)
    previous_request = LineField(
        label=_("Number of an earlier request or decision"),
        max_length=40,
        width="m",
        required=False,
        help_text=_("If you asked before."),
    )
    tunisian_partner = LineField(
        label=_("Tunisian training structure, partner of the awarding body"),
        required=False,
        help_text=_("If there is a co-certification agreement."),
    )
    filed_by_third = YesNoField(label=_("Is another person filing for the holder of the diploma?"))
    third_name = LineField(label=_("Name of that person"), max_length=160)
