"""A programme of training: what it leads to, who may enter, its hours, units, groups and price."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.blocks.block import Block
from forms.blocks.misleading import check_no_university_title
from forms.fields import ChoiceField, IdentifierField, LineField, MoneyField, NumberField, TableField
from workflow import parameters

SECTORS = [
    ("construction", _("Building and public works")),
    ("electricity", _("Electricity and electronics")),
    ("mechanics", _("General mechanics and metal construction")),
    ("transport", _("Transport, driving and maintenance of public-works and farm machines")),
    ("textile", _("Textile and clothing")),
    ("leather", _("Leather and shoes")),
    ("tourism", _("Tourism and hotels")),
    ("food", _("Food industries")),
    ("office", _("Office functions, computing and accounting")),
    ("crafts", _("Arts and crafts")),
    ("services", _("Services and various industries")),
    ("agriculture", _("Agriculture")),
    ("health", _("Health and social care")),
]
TARGET_LEVELS = [("none", _("None: the programme is not homologated")), *((c, c) for c in ("CC", "CAP", "BTP", "BTS"))]
ENTRY_LEVELS = [
    ("none", _("No school level required")),
    ("primary", _("Primary education")),
    ("9_base", _("9th year of basic education")),
    ("2_secondary", _("2nd year of secondary education")),
    ("CAP", "CAP"),
    ("BTP", "BTP"),
    ("bac", _("Baccalaureate")),
]
# The levels from which one may enter; a level that is not named here asks for none.
ENTRY_TO: dict[str, tuple[str, ...]] = {
    "CAP": ("9_base", "2_secondary", "CAP", "BTP", "bac"),
    "BTP": ("2_secondary", "CAP", "BTP", "bac"),
    "BTS": ("bac", "BTP"),
}
MODES = [
    ("residential", _("In residence")),
    ("alternating", _("Alternating with work")),
    ("apprenticeship", _("Apprenticeship")),
    ("evening", _("Evening classes")),
    ("distance", _("At a distance")),
    ("blended", _("Partly at a distance")),
]
ASSESSMENTS = [
    ("written", _("Written examination")),
    ("oral", _("Oral examination")),
    ("practical", _("Practical work")),
    ("continuous", _("Continuous assessment")),
]
LANGUAGES = [("ar", _("Arabic")), ("fr", _("French")), ("en", _("English"))]


class Programme(Block):
    code = "programme"
    title = _("The programme")

    title_ar = LineField(label=_("Title in Arabic"), max_length=150, lang="ar", validators=[check_no_university_title])
    title_fr = LineField(label=_("Title in French"), max_length=150, lang="fr", validators=[check_no_university_title])
    sector = ChoiceField(label=_("Sector"), choices=SECTORS, as_list=True)
    nsf_code = IdentifierField(label=_("Code of the speciality"), max_length=30, required=False)
    target_level = ChoiceField(label=_("Level aimed at"), choices=TARGET_LEVELS)
    entry_level = ChoiceField(label=_("Level of entry"), choices=ENTRY_LEVELS, as_list=True)
    mode = ChoiceField(label=_("Mode of training"), choices=MODES, as_list=True)
    total_hours = NumberField(label=_("Total hours"), min_value=1, max_value=20_000)
    workplace_hours = NumberField(label=_("Hours at the workplace"), min_value=0, max_value=20_000)
    duration_months = NumberField(label=_("Duration in months"), min_value=1, max_value=36)
    language = ChoiceField(label=_("Language of the training"), choices=LANGUAGES)
    modules = TableField(
        label=_("Units"),
        cells={
            "code": LineField(label=_("Code"), max_length=20),
            "title": LineField(label=_("Unit"), max_length=150),
            "hours": NumberField(label=_("Hours"), min_value=1, max_value=20_000),
            "credits": NumberField(label=_("Credits"), min_value=0, max_value=500, required=False),
            "assessment": ChoiceField(label=_("Assessment"), choices=ASSESSMENTS, as_list=True),
        },
    )
    max_group = NumberField(label=_("Largest group"), min_value=1, max_value=500)
    price_tnd = MoneyField(label=_("Price in dinars"), min_value=Decimal("0.001"), help_text=_("Shown to the public."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        names = ("target_level", "entry_level", "mode", "total_hours", "workplace_hours", "modules", "max_group")
        for name, error in check_programme({n: self.told(n) for n in names}):
            self.refuse(name, error)
        return cleaned


def check_programme(told: dict[str, Any]) -> list[tuple[str, ValidationError]]:
    """What is wrong between the answers about a programme, by plain name; answers that are missing are not judged."""
    found = [*_of_entry(told), *_of_hours(told), *_of_mode(told), *_of_groups(told)]
    return [(name, ValidationError(message, params=values)) for name, message, values in found]


Finding = tuple[str, Any, dict[str, Any]]


def _of_entry(told: dict[str, Any]) -> list[Finding]:
    level, entry = told.get("target_level"), told.get("entry_level")
    if entry and level in ENTRY_TO and entry not in ENTRY_TO[level]:
        return [("entry_level", _("This level of entry is too low for a %(level)s, or leads elsewhere."), {"level": level})]
    return []


def _of_hours(told: dict[str, Any]) -> list[Finding]:
    found: list[Finding] = []
    total, away, level, modules = (told.get(n) for n in ("total_hours", "workplace_hours", "target_level", "modules"))
    if total is None:
        return found
    if modules and sum(m["hours"] for m in modules) != total:
        hours = sum(m["hours"] for m in modules)
        found.append(("modules", _("The units add up to %(hours)d hours, not to the total."), {"hours": hours}))
    if level and level != "none":
        least = parameters.value(f"programmes.hours_{level}")
        if total < least:
            found.append(("total_hours", _("A %(level)s takes at least %(least)d hours."), {"level": level, "least": least}))
    if away is not None and away > total:
        found.append(("workplace_hours", _("These are more hours than the whole programme."), {}))
    elif away is not None and level in ("CAP", "BTP", "BTS"):
        share = parameters.value("programmes.workplace_share")
        if away * 100 < total * share:
            found.append(("workplace_hours", _("At least %(share)d %% of the hours are at the workplace."), {"share": share}))
    return found


def _of_mode(told: dict[str, Any]) -> list[Finding]:
    level, mode = told.get("target_level"), told.get("mode")
    if not level or mode not in ("distance", "blended"):
        return []
    share = parameters.value(f"programmes.distance_share_{level}")
    if share < (100 if mode == "distance" else 1):
        return [("mode", _("At this level at most %(share)d %% of the training may be at a distance."), {"share": share})]
    return []


def _of_groups(told: dict[str, Any]) -> list[Finding]:
    size, modules = told.get("max_group"), told.get("modules") or []
    if size is None:
        return []
    practical = sum(m["hours"] for m in modules if m["assessment"] == "practical")
    # Most of the time in the workshop: the group is one of the workshop.
    is_workshop = practical * 2 > sum(m["hours"] for m in modules)
    most = parameters.value("groups.workshop" if is_workshop else "groups.theory")
    return [("max_group", _("A group has at most %(most)d trainees here."), {"most": most})] if size > most else []
