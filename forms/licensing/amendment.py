"""The declaration of a change: who directs, who represents, who owns; form, name, contact, bank."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.application import Application, in_three_languages
from forms.blocks import ADULT, Declaration, identity_of_provider, names_of, person_section
from forms.blocks.misleading import check_no_university_title
from forms.blocks.organisation import COMPANIES, LEGAL_FORMS
from forms.entries import ProviderField
from forms.fields import (
    AmountField,
    ChoiceField,
    DateField,
    EmailField,
    FreeText,
    LineField,
    NumberField,
    PastDateField,
    PhoneField,
    TableField,
    YesNoField,
)
from forms.licensing.direction import DEGREES, check_experience, degree_is_enough, directs_elsewhere
from forms.licensing.opening import GROUNDS
from forms.lines import RibField
from forms.requirements import Requirement
from forms.sections import Section
from registers import programmes, providers
from registers.models import Provider
from registers.normalise import fold
from registers.persons import identity_of
from workflow import parameters

if TYPE_CHECKING:
    from workflow.models import Case

CHANGES = [
    ("director", _("Director")),
    ("legal_representative", _("Legal representative")),
    ("shareholders", _("Owners")),
    ("legal_form", _("Legal form")),
    ("name", _("Name")),
    ("contact", _("Contact")),
    ("bank", _("Bank account")),
]
MINOR = frozenset({"contact", "bank"})
# What each change writes: columns of the register of providers with their questions.
COLUMNS: dict[str, tuple[str, ...]] = {
    "director": ("director_ar", "director_fr"),
    "legal_representative": ("legal_representative_ar", "legal_representative_fr"),
    "shareholders": ("beneficial_owners",),
    "legal_form": ("legal_form",),
    "name": ("corporate_name_ar", "corporate_name_fr"),
    "contact": ("phone", "email", "head_office"),
    "bank": ("rib",),
}


def changed(answers: Mapping[str, Any]) -> list[str]:
    """The kinds of change that the declaration names."""
    return list(answers.get("change", {}).get("change_type") or [])


def is_vacant(answers: Mapping[str, Any]) -> bool:
    return bool(answers.get("change", {}).get("is_post_vacant") == "yes")


def _director_changes(answers: Mapping[str, Any]) -> bool:
    return "director" in changed(answers) and not is_vacant(answers)


def _interim_is_named(answers: Mapping[str, Any]) -> bool:
    return "director" in changed(answers) and is_vacant(answers)


class Change(Section):
    code = "change"
    title = _("What changes")
    shown_when = {"is_post_vacant": ("change_type", ("director",)), "interim_until": ("is_post_vacant", ("yes",))}

    provider = ProviderField()
    change_type = forms.MultipleChoiceField(
        label=_("What changes?"), choices=CHANGES, widget=forms.CheckboxSelectMultiple, help_text=_("Several may be ticked.")
    )
    event_date = PastDateField(label=_("Day of the event"), help_text=_("A change is declared within thirty days."))
    is_post_vacant = YesNoField(label=_("Is the post of director vacant for now?"))
    interim_until = DateField(label=_("Until when is there an acting director?"))
    old_value = FreeText(label=_("As the register has it"), required=False, disabled=True)

    def clean_provider(self) -> str:
        key: str = self.cleaned_data["provider"]
        if providers.get(key).status == Provider.Status.CLOSED:
            raise ValidationError(_("This structure is closed."), code="closed")
        return key

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        until, since = cleaned.get("interim_until"), cleaned.get("event_date")
        days = parameters.value("licensing.interim_days")
        if until and since and not since < until <= since + timedelta(days=days):
            told = ValidationError(_("At most %(days)d days after the event."), params={"days": days})
            self.add_error("interim_until", told)
        cleaned.pop("old_value", None)
        if cleaned.get("provider") and cleaned.get("change_type"):
            known = providers.get(cleaned["provider"])
            names = [name for kind in cleaned["change_type"] for name in COLUMNS[kind]]
            cleaned["old_value"] = "\n".join(_words(getattr(known, name)) for name in names)
        return cleaned


def _words(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(f"{row.get('person', '')} {row.get('share_percent', '')} %" for row in value) or "–"
    return str(value) if value not in (None, "") else "–"


def _asked(kind: str) -> Any:
    return lambda form: kind in changed(form.answers)


class NewValue(Section):
    code = "new_value"
    title = _("As it is now")
    shown_when = {
        "new_legal_form": _asked("legal_form"),
        "new_name_ar": _asked("name"),
        "new_name_fr": _asked("name"),
        "new_phone": _asked("contact"),
        "new_email": _asked("contact"),
        "new_head_office": _asked("contact"),
        "new_rib": _asked("bank"),
        "beneficial_owners": _asked("shareholders"),
    }

    new_legal_form = ChoiceField(label=_("Legal form"), choices=LEGAL_FORMS, as_list=True)
    new_name_ar = LineField(
        label=_("Corporate name in Arabic"), max_length=150, lang="ar", validators=[check_no_university_title]
    )
    new_name_fr = LineField(
        label=_("Corporate name in Latin letters"), max_length=150, lang="fr", validators=[check_no_university_title]
    )
    new_phone = PhoneField(label=_("Telephone"))
    new_email = EmailField(label=_("E-mail address"))
    new_head_office = FreeText(label=_("Head office"), limit=200, rows=3)
    new_rib = RibField(label=_("Bank identity"))
    beneficial_owners = TableField(
        label=_("Beneficial owners"),
        cells={
            "person": LineField(label=_("Person"), max_length=120),
            "share_percent": AmountField(label=_("Share (%)"), decimals=2, max_digits=5, min_value=0),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What is not asked is not shown: the questions depend on another page.
        for name, when in self.shown_when.items():
            if not when(self):  # type: ignore[operator]
                self.fields.pop(name, None)

    @classmethod
    def is_asked(cls, kept: Mapping[str, Any]) -> bool:
        return bool({"legal_form", "name", "contact", "bank", "shareholders"} & set(changed(kept)))

    def clean_beneficial_owners(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["beneficial_owners"]
        if sum(row["share_percent"] for row in rows) != 100:
            raise ValidationError(_("The shares add up to 100 percent."), code="sum")
        return rows

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        own = self.before("change", "provider")
        for name, key in (("new_name_ar", "name_ar"), ("new_name_fr", "name_fr")):
            if cleaned.get(name) and not providers.is_name_free(**{key: cleaned[name]}, other_than=own or None):
                self.add_error(name, _("Another structure already has this name."))
        return cleaned


NewDirectorIdentity = person_section(
    code="new_director", prefix="new_director_", title=_("New director"), youngest=ADULT, asked_when=_director_changes
)
InterimDirector = person_section(
    code="interim_director", prefix="interim_", title=_("Acting director"), youngest=ADULT, asked_when=_interim_is_named
)
NewRepresentative = person_section(
    code="new_representative",
    prefix="new_representative_",
    title=_("New legal representative"),
    youngest=ADULT,
    asked_when=lambda answers: "legal_representative" in changed(answers),
)


class NewDirector(NewDirectorIdentity):  # type: ignore[misc, valid-type]
    new_director_degree = ChoiceField(label=_("Degree of the director"), choices=DEGREES, as_list=True)
    new_director_experience_years = NumberField(
        label=_("Years of experience"), min_value=0, max_value=70, validators=[check_experience]
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        own = self.before("change", "provider")
        levels = [p.target_level for p in programmes.of_provider(own)] if own else []
        degree = cleaned.get("new_director_degree")
        if degree and not degree_is_enough(degree, levels):
            self.add_error("new_director_degree", _("This degree is below what is asked of a director."))
        if self.told("id_type") and directs_elsewhere(identity_of(self.plain({self.code: cleaned})), other_than=own or None):
            self.refuse("id_type", _("This person directs another structure."))
        return cleaned  # type: ignore[no-any-return]


def _when(*kinds: str) -> Any:
    return lambda case: bool(set(kinds) & set(changed(case.answers)))


def _is_company(case: "Case") -> bool:
    provider = Amendment.answer(case, "provider")
    known = providers.get(provider).legal_form in COMPANIES if provider else False
    return known and bool(set(changed(case.answers)) - MINOR)


PERSONS = ("director", "legal_representative")


class Amendment(Application):
    sections = (Change, NewValue, NewDirector, InterimDirector, NewRepresentative, Declaration)
    grounds = {code: GROUNDS[code] for code in ("director_unqualified", "criminal_record", "name_taken", "false_statement")} | {
        "register_differs": (_("The national register of enterprises says otherwise"), "L2018-52"),
    }
    requires = (
        Requirement(
            "RNE",
            _when("legal_representative", "shareholders", "legal_form", "name"),
            condition=_("If data of the company change."),
        ),
        Requirement("PVDEC", _is_company, condition=_("If the company decided the change.")),
        Requirement("CIN", _when(*PERSONS), condition=_("For a new person.")),
        Requirement("B3", _when(*PERSONS), condition=_("For a new director or representative.")),
        Requirement("CV", lambda case: _director_changes(case.answers), condition=_("For a new director.")),
        Requirement("DIPL", lambda case: _director_changes(case.answers), condition=_("For a new director.")),
        Requirement("EXP", lambda case: _director_changes(case.answers), condition=_("For a new director.")),
        Requirement(
            "CDC",
            _when("legal_representative", "shareholders"),
            hint=_("Signed again."),
            condition=_("For a new representative or owner."),
        ),
        Requirement("RIB", _when("bank"), condition=_("If the bank account changes.")),
    )

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        return identity_of_provider(str(cls.answer(case, "provider")), language=case.language)

    @classmethod
    def is_minor(cls, case: "Case") -> bool:
        """Whether everything that changes is contact or bank."""
        return bool(changed(case.answers)) and set(changed(case.answers)) <= MINOR

    @classmethod
    def facts(cls, case: "Case") -> dict[str, Any]:
        """The columns of the register of providers as they will be."""
        kinds, told = changed(case.answers), NewValue.initial_from(case.answers)
        names = {"new_legal_form": "legal_form", "new_name_ar": "corporate_name_ar", "new_name_fr": "corporate_name_fr"}
        names |= {"new_phone": "phone", "new_email": "email", "new_head_office": "head_office", "new_rib": "rib"}
        found: dict[str, Any] = {column: told[name] for name, column in names.items() if told.get(name)}
        if "shareholders" in kinds:
            found["beneficial_owners"] = told.get("beneficial_owners", [])
        if _director_changes(case.answers):
            found |= providers.people_of(role="director", person=NewDirector.plain(case.answers))
            found |= {"director_degree": cls.answer(case, "new_director_degree"), "interim_director": ""}
        if _interim_is_named(case.answers):
            found["interim_director"] = names_of(InterimDirector.plain(case.answers))["name_fr"]
        if "legal_representative" in kinds:
            found |= providers.people_of(role="legal_representative", person=NewRepresentative.plain(case.answers))
        return found

    @classmethod
    def changes(cls, case: "Case") -> list[dict[str, Any]]:
        """What the receipt tells: each column that was declared, before and after."""
        known, then = providers.get(str(cls.answer(case, "provider"))), cls.facts(case)
        told = [c for kind in changed(case.answers) for c in COLUMNS[kind]]
        told += ["interim_director"] if _interim_is_named(case.answers) else []
        lines = [(c, _words(getattr(known, c)), _words(then[c])) for c in told if c in then]
        labels = {c: Provider._meta.get_field(c).verbose_name for c in told}
        return [{"label": in_three_languages(labels[c]), "before": b, "after": a} for c, b, a in lines]

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        """The same kind of change of the same structure."""
        return bool(set(changed(case.answers)) & set(changed(other.answers)))

    @classmethod
    def search_text(cls, case: "Case") -> str:
        who = cls.identity(case)
        return fold(" ".join((who["name_ar"], who["name_fr"], who["identity"].rpartition(":")[2])))
