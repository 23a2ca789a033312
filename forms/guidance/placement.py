"""The request of a person who looks for a training: level, wishes, where and from when."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms import answers
from forms.application import Application
from forms.blocks import Declaration, Person, identity_of
from forms.blocks.person import ADULT
from forms.blocks.programme import SECTORS
from forms.fields import (
    ChoiceField,
    DateField,
    IdentifierField,
    LineField,
    RegionField,
    TableField,
    YesNoField,
    years_before,
)
from forms.requirements import Requirement
from forms.sections import Section
from registers.normalise import fold

if TYPE_CHECKING:
    from workflow.models import Case

MOST_WISHES = 5
EDUCATION = [
    ("none", _("No schooling")),
    ("primary", _("Primary education")),
    ("9_base", _("9th year of basic education")),
    ("2_secondary", _("2nd year of secondary education")),
    ("bac", _("Baccalaureate")),
    ("higher", _("Higher education")),
]
EMPLOYMENT = [("seeker", _("Job seeker")), ("worker", _("Worker")), ("student", _("Student")), ("other", _("Other"))]
HELP = [("none", _("Not needed")), ("needed", _("Needed")), ("granted", _("Granted"))]
PARTNER = "partner"


class Profile(Section):
    code = "profile"
    title = _("Your profile")
    shown_when = {"aneti_number": ("employment_status", ("seeker",)), "adaptations": ("disability", ("yes",))}

    education_level = ChoiceField(label=_("School level"), choices=EDUCATION, as_list=True)
    employment_status = ChoiceField(label=_("Situation"), choices=EMPLOYMENT)
    aneti_number = IdentifierField(label=_("ANETI number"), max_length=20)
    disability = YesNoField(
        label=_("Disability"),
        help_text=_("You need not say so: it is asked so that the training can be adapted."),
        required=False,
    )
    adaptations = LineField(label=_("Adaptations that you need"), max_length=200)
    financial_help = ChoiceField(label=_("Financial help"), choices=HELP)


class Wishes(Section):
    code = "wishes"
    title = _("Your wishes")

    wish = TableField(
        label=_("Wishes"),
        help_text=_("One to five specialities, the one that you prefer first."),
        cells={
            "sector": ChoiceField(label=_("Sector"), choices=SECTORS, as_list=True),
            "speciality": LineField(label=_("Speciality"), max_length=120),
        },
        max_rows=MOST_WISHES,
    )
    governorate_wanted = RegionField(label=_("Governorate wanted"))
    mobility = YesNoField(label=_("Mobility"), help_text=_("Would you follow a training in another governorate?"))
    available_from = DateField(label=_("From when can you begin?"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day = cleaned.get("available_from")
        if day and day < self.filed_on:
            self.add_error("available_from", _("Choose today or a later day."))
        return cleaned


def _born(case: "Case") -> date | None:
    told = str(answers.valid(case.answers, Person.code).get("birth_date", ""))
    return date.fromisoformat(told) if told else None


def _is_adult(case: "Case") -> bool:
    born = _born(case)
    return born is None or born <= years_before(timezone.localdate(), ADULT)


def _seeks_work(case: "Case") -> bool:
    return PlacementRequest.answer(case, "employment_status") == "seeker"


class PlacementRequest(Application):
    sections = (Person, Profile, Wishes, Declaration)
    object_words = {
        "ar": "التوجيه والالتحاق بالتكوين",
        "fr": "l’orientation et le placement en formation",
        "en": "guidance and placement in a training",
    }
    awaited = {
        "proposals_sent": {"ar": "اختياركم من بين العروض الموجهة إليكم", "fr": "Votre choix parmi les propositions adressées"}
    }
    requires = (
        Requirement("CIN", _is_adult, condition=_("If you are an adult.")),
        Requirement("LEVEL", is_optional=True),
        Requirement("MEDIC", condition=_("If the speciality calls for fitness."), is_optional=True),
        Requirement("EXP", _seeks_work, condition=_("If you are a job seeker."), is_optional=True),
    )

    @classmethod
    def is_old_enough(cls, case: "Case", *, years: int) -> bool:
        """Whether the person has this age on the day from which they can begin."""
        born, first = _born(case), str(cls.answer(case, "available_from"))
        return bool(born and first) and born <= years_before(date.fromisoformat(first), years)  # type: ignore[operator]

    @classmethod
    def level(cls, case: "Case") -> str:
        """The school level: as the counsellor established it, or as it was told."""
        return str(case.facts.get("profile", {}).get("entry_level") or cls.answer(case, "education_level"))

    @classmethod
    def sectors(cls, case: "Case") -> list[str]:
        """The sectors of the wishes, in their order."""
        return list(dict.fromkeys(str(row["sector"]) for row in cls.answer(case, "wish", [])))

    @classmethod
    def profile(cls, case: "Case") -> dict[str, Any]:
        """What the register of trainees keeps of the profile."""
        told = {
            "school_level": cls.level(case),
            "aneti_number": cls.answer(case, "aneti_number"),
            "disability": cls.answer(case, "adaptations"),
        }
        return {**{k: v for k, v in told.items() if v}, "wishes": list(cls.answer(case, "wish", []))}

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        return identity_of(answers.valid(case.answers, Person.code))

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        """One request at a time."""
        return True

    @classmethod
    def search_text(cls, case: "Case") -> str:
        who = cls.identity(case)
        wished = [str(row["speciality"]) for row in cls.answer(case, "wish", [])]
        return fold(" ".join((case.number or "", who["name_ar"], who["name_fr"], who["identity"].rpartition(":")[2], *wished)))

    @classmethod
    def withheld(cls, case: "Case", *, role: str) -> frozenset[str]:
        """The structure that is chosen reads what it needs to enrol the person."""
        private = ("employment_status", "aneti_number", "financial_help", "wish", "governorate_wanted", "mobility")
        return frozenset(private) if role == PARTNER else frozenset()
