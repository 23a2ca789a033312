"""The application for the validation of prior experience."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_DOWN, Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms import answers
from forms.application import Application
from forms.blocks import Declaration, Person, identity_of
from forms.entries import EntryField
from forms.equivalence.application import fee_is_set
from forms.fields import ChoiceField, FreeText, LineField, NumberField, PastDateField, TableField
from forms.requirements import Requirement
from forms.sections import Section
from registers import programmes
from registers.models import Programme
from registers.normalise import fold
from workflow import parameters

if TYPE_CHECKING:
    from workflow.models import Case

FULL_WEEK = 40  # hours: longer weeks count no more
DAYS_A_YEAR = Decimal("365.25")
OPEN = (Programme.Status.HOMOLOGATED, Programme.Status.CC_AUTHORISED)
# Code -> what is not met, and the text that asks for it.
GROUNDS: dict[str, tuple[Any, str]] = {
    "experience_unproven": (_("The experience is not proven, or is too short"), "L2008-10"),
    "unrelated": (_("The experience is not related to the diploma aimed at"), "L2008-10"),
    "not_open": (_("The diploma aimed at is not open to validation"), "L2008-10"),
    "no_unit": (_("The jury has validated no unit of the diploma"), "L2008-10"),
}


def diplomas(case: "Case") -> Iterable[Programme]:
    """The homologated programmes that lead to a diploma, one for each title and level."""
    found = Programme.objects.current().filter(status__in=OPEN).order_by("title_fr", "number")
    return {(fold(one.title_fr), one.target_level): one for one in reversed(found)}.values()


def years_of(rows: Iterable[dict[str, Any]]) -> Decimal:
    """Years of full-time work: what overlaps counts once, and a part of a week in proportion."""
    spans = [(_day(row["since"]), _day(row["until"]), min(int(row["weekly_hours"]), FULL_WEEK)) for row in rows]
    bounds = sorted({day for since, until, _hours in spans for day in (since, until)})
    worked = Decimal(0)
    for first, last in pairwise(bounds):
        hours = sum(h for since, until, h in spans if since <= first and last <= until)
        worked += Decimal((last - first).days * min(hours, FULL_WEEK)) / FULL_WEEK
    return (worked / DAYS_A_YEAR).quantize(Decimal("0.1"), rounding=ROUND_DOWN)


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def check_period(row: dict[str, Any]) -> None:
    if row["until"] <= row["since"]:
        raise ValidationError(_("The last day comes after the first."), code="period")


class Target(Section):
    code = "target"
    title = _("The diploma aimed at")

    target_diploma = EntryField(register=lambda: Programme, offers=diplomas, label=_("Diploma aimed at"))
    jury_language = ChoiceField(label=_("Language of the jury"), choices=[("ar", _("Arabic")), ("fr", _("French"))])
    disability_support = FreeText(
        label=_("Arrangements for a disability"), help_text=_("What the jury should provide for."), limit=200, required=False
    )


class Experience(Section):
    code = "career"
    title = _("The experience")

    experience = TableField(
        label=_("Experience"),
        cells={
            "employer": LineField(label=_("Employer"), max_length=150),
            "since": PastDateField(label=_("From")),
            "until": PastDateField(label=_("To")),
            "weekly_hours": NumberField(label=_("Hours a week"), min_value=1, max_value=80),
            "occupation": LineField(label=_("Occupation"), max_length=150),
            "proof": LineField(label=_("Proof"), max_length=150),
        },
        check_row=check_period,
    )
    # Computed, never told by the person.
    experience_years = LineField(
        label=_("Years of experience, full time"), help_text=_("Computed from the table."), required=False, disabled=True
    )
    training_attended = TableField(
        label=_("Trainings attended"),
        required=False,
        cells={
            "title": LineField(label=_("Title"), max_length=150),
            "provider": LineField(label=_("Structure"), max_length=150),
            "hours": NumberField(label=_("Hours"), min_value=1, max_value=5_000),
        },
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        rows = cleaned.get("experience")
        if not rows:
            return cleaned
        years = years_of(rows)
        cleaned["experience_years"] = str(years)
        least = int(parameters.value("EQV-06.experience_years"))
        if years < least:
            told = {"least": least}
            self.add_error("experience", ValidationError(_("At least %(least)d years of experience are needed."), params=told))
        return cleaned


def _answered(field: str, *values: str) -> Any:
    return lambda case: ExperienceValidation.answer(case, field) in values


def by_portfolio(case: "Case") -> bool:
    """The portfolio is joined by an act of its own, once the person was found eligible."""
    return False


class ExperienceValidation(Application):
    sections = (Person, Target, Experience, Declaration)
    grounds = GROUNDS
    object_words = {
        "ar": "المصادقة على مكتسبات الخبرة",
        "fr": "la validation des acquis de l’expérience",
        "en": "the validation of prior experience",
    }
    on_agenda = ("target_diploma", "jury_language", "experience_years")
    particulars = ("experience_years",)
    awaited = {"eligible": {"ar": "ملف المصادقة على المكتسبات", "fr": "Le dossier de validation des acquis"}}
    requires = (
        Requirement("CIN", _answered("id_type", "cin"), condition=_("For Tunisians.")),
        Requirement("PASS", _answered("id_type", "passport"), condition=_("If you are identified by a passport.")),
        Requirement("RESID", _answered("id_type", "residence_card"), condition=_("If you are identified by a residence card.")),
        Requirement("EXP", hint=_("The statement of the social security fund, and the certificates of the employers.")),
        Requirement("CV"),
        Requirement("PORTF", by_portfolio, condition=_("joined with the portfolio, once you are found eligible")),
        Requirement("TRANSC", hint=_("Of the units that you have already passed."), is_optional=True),
        Requirement("PAY", fee_is_set, condition=_("If a study fee is set.")),
    )

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        return identity_of(answers.valid(case.answers, Person.code))

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        return bool(cls.answer(case, "target_diploma") == cls.answer(other, "target_diploma"))

    @classmethod
    def search_text(cls, case: "Case") -> str:
        who, target = cls.identity(case), cls.target(case)
        words = (who["name_ar"], who["name_fr"], who["identity"].rpartition(":")[2], target.title_ar, target.title_fr)
        return fold(" ".join(words))

    @classmethod
    def target(cls, case: "Case") -> Programme:
        """The programme whose diploma is aimed at."""
        return programmes.get(str(cls.answer(case, "target_diploma")))

    @classmethod
    def years(cls, case: "Case") -> Decimal:
        return years_of(cls.answer(case, "experience", []))

    @classmethod
    def units(cls, case: "Case") -> list[dict[str, str]]:
        """The units of the diploma: {code, title}; the whole diploma where the register names none."""
        target = cls.target(case)
        rows = [(row.get("code", ""), row.get("title", "")) for row in target.modules]
        rows = rows or [(f"U{n}", row.get("unit", "")) for n, row in enumerate(target.competence_units, start=1)]
        return [{"code": code, "title": title} for code, title in rows or [("U1", target.title_fr)]]

    @classmethod
    def employers(cls, case: "Case") -> set[str]:
        return {fold(row["employer"]) for row in cls.answer(case, "experience", [])}
