"""The application of a structure that wants to enrol foreign trainees in a session."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.blocks import Declaration
from forms.fields import (
    ChoiceField,
    CountryField,
    DateField,
    FreeText,
    LineField,
    MoneyField,
    PassportField,
    PastDateField,
    TableField,
    years_before,
)
from forms.requirements import Requirement
from forms.sections import Section
from forms.training.holder import OfSession, SessionField
from forms.transitions.base import TransitionForm
from registers import homologations, sessions

if TYPE_CHECKING:
    from registers.models import Session
    from workflow.models import Case

YOUNGEST = 15  # years, on the first day of the session
ENTRY_LEVELS = [
    ("accepted", _("The level of entry is accepted as it is")),
    ("equivalence_case", _("An equivalence was asked for")),
    ("waived", _("No equivalence is needed")),
]
# Code -> what is not met, and the text that asks for it.
GROUNDS: dict[str, tuple[Any, str]] = {
    "not_homologated": (_("The speciality is not homologated"), "COM2024-ETR"),
    "restricted": (_("The enrolment of foreign trainees is suspended for this speciality or structure"), "COM2024-ETR"),
    "opinion_unfavourable": (_("The opinion of the administration in charge of foreigners is unfavourable"), "COM2024-ETR"),
    "entry_level": (_("The level of entry of a trainee is not established"), "CDC"),
    "guarantee": (_("The financial guarantee is not sufficient"), "CDC"),
    "insurance": (_("Health and repatriation are not insured"), "CDC"),
}


def is_homologated(session: "Session") -> bool:
    """Whether a homologation lets train for the session on its first day."""
    return session.homologation is not None and homologations.is_valid(session.homologation, on=session.starts_on)


class Training(Section):
    code = "training"
    title = _("The session")

    session = SessionField(label=_("Session"))
    # Told by the register, never by the person.
    speciality_homologated = ChoiceField(
        label=_("Homologated speciality"), choices=[("yes", _("Yes")), ("no", _("No"))], required=False, disabled=True
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("session"):
            cleaned["speciality_homologated"] = "yes" if is_homologated(sessions.get(cleaned["session"])) else "no"
        return cleaned


class ForeignTrainees(Section):
    code = "foreign_trainees"
    title = _("The trainees")
    shown_when = {
        "equivalence_number": ("entry_level_equivalence", ("equivalence_case",)),
        "waiver_reason": ("entry_level_equivalence", ("waived",)),
    }

    trainees = TableField(
        label=_("Trainees"),
        cells={
            "name": LineField(label=_("Name as in the passport"), max_length=120),
            "birth_date": PastDateField(label=_("Date of birth"), max_age=100),
            "passport": PassportField(label=_("Number of the passport")),
            "nationality": CountryField(label=_("Nationality"), without=("TN",)),
            "arrival_planned": DateField(label=_("Planned arrival")),
            "sponsor": LineField(label=_("Sponsor"), max_length=120),
            "insurance": LineField(label=_("Insurance policy"), max_length=80),
        },
    )
    entry_level_equivalence = ChoiceField(label=_("Equivalence of the level of entry"), choices=ENTRY_LEVELS)
    equivalence_number = LineField(label=_("Number of the equivalence case"), max_length=40, width="m")
    waiver_reason = FreeText(label=_("Why no equivalence is needed"), limit=1000, least=10)
    financial_guarantee = MoneyField(label=_("Financial guarantee, in dinars"))
    residence_plan = FreeText(label=_("Accommodation"), limit=500, least=10)

    @property
    def session(self) -> "Session | None":
        key = self.before("training", "session")
        return sessions.get(str(key)) if key else None

    def clean_trainees(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["trainees"]
        if len({(r["nationality"], r["passport"]) for r in rows}) < len(rows):
            raise ValidationError(_("The same passport is named twice."), code="twice")
        session = self.session
        if session is None:
            return rows
        if session.group_max and len(rows) > session.group_max:
            told = {"most": session.group_max}
            raise ValidationError(_("The group has at most %(most)d trainees."), code="group", params=told)
        if session.starts_on and any(r["birth_date"] > years_before(session.starts_on, YOUNGEST) for r in rows):
            told = {"years": YOUNGEST}
            raise ValidationError(_("A trainee is at least %(years)d years old on the first day."), code="age", params=told)
        return rows

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        session, guarantee = self.session, cleaned.get("financial_guarantee")
        if session and guarantee is not None and guarantee < (session.price_tnd or 0):
            self.add_error("financial_guarantee", _("The guarantee covers at least the price of the training."))
        return cleaned


class ForeignEnrolment(OfSession):
    sections = (Training, ForeignTrainees, Declaration)
    grounds = GROUNDS
    object_words = {
        "ar": "الترخيص في ترسيم متكوّنين أجانب",
        "fr": "l’autorisation d’inscrire des apprenants étrangers",
        "en": "the authorisation to enrol foreign trainees",
    }
    particulars = ("session", "financial_guarantee", "residence_plan")
    requires = (
        Requirement("PASS", hint=_("Of every trainee, in one file.")),
        Requirement("LEVEL", hint=_("Entry level or equivalence of every trainee.")),
        Requirement("CTRF"),
        Requirement("INS", hint=_("Health and repatriation.")),
        Requirement("RESID", lambda case: False, condition=_("For trainees who already live in Tunisia.")),
        Requirement("PAY", hint=_("Of the guarantee.")),
    )

    @classmethod
    def trainees(cls, case: "Case") -> list[dict[str, Any]]:
        return list(cls.answer(case, "trainees", []))


class ForeignProposal(TransitionForm):
    """facts: "proposal" {outcome "approve", basis, conditions?}."""

    subject = "proposal"

    basis = FreeText(label=_("What the proposal rests on"), help_text=_("Homologation, opinions, guarantee."), least=10)
    conditions = FreeText(label=_("Conditions of the authorisation"), limit=2000, required=False)

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "outcome": "approve"}


def passport_answers(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the table as the register of persons reads an identity: the passport writes one name, in Latin letters."""
    first, _space, last = row["name"].partition(" ")
    names = {"first_name_fr": first, "last_name_fr": last, "first_name_ar": first, "last_name_ar": last}
    told = {"id_type": "passport", "passport_no": row["passport"]}
    return {**names, **told, "nationality": row["nationality"], "birth_date": row["birth_date"]}
