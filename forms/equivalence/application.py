"""The application for the equivalence of a foreign vocational diploma."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from forms import answers
from forms.application import Application
from forms.blocks import Declaration, Person, identity_of
from forms.equivalence.eligibility import QUESTIONS
from forms.equivalence.sections import NEED_NO_TRANSLATION, Diploma, Purpose, Studies
from forms.requirements import Requirement
from registers.normalise import fold
from workflow import parameters

if TYPE_CHECKING:
    from workflow.models import Case

LEVELS = (
    ("CC", _("CC – certificate of competence (level 1)")),
    ("CAP", _("CAP – certificate of vocational aptitude (level 2)")),
    ("BTP", _("BTP – vocational technician (level 3)")),
    ("BTS", _("BTS – higher technician (level 4)")),
)
# Code -> what is not met, and the text that asks for it.
GROUNDS: dict[str, tuple[Any, str]] = {
    "recognition_unproven": (_("The recognition of the awarding body in its country is not established"), "A2010-79"),
    "authenticity_unproven": (_("The authenticity of the diploma is not established"), "A2010-79"),
    "not_vocational": (_("The document is not a diploma of vocational training"), "L2008-10"),
    "higher_education": (_("The diploma belongs to higher education, for which another authority is competent"), "D2009-2139"),
    "hours_insufficient": (_("The hours of training are too few for the level requested"), "A2010-79"),
    "entry_level_insufficient": (_("The level of entry is too low for the level requested"), "D2009-2139"),
    "programme_not_comparable": (_("The programme cannot be compared with a national diploma of the level"), "A2010-79"),
    "stay_unproven": (_("The presence in the country of study is not established"), "A2010-79"),
    "examination_remote": (_("The examinations were not taken in person"), "A2010-79"),
    "test_failed": (_("The aptitude test was failed"), "A2010-79"),
    "committee_unfavourable": (_("The opinion of the consultative committee is unfavourable"), "A2010-79"),
}


def _answered(field: str, *values: str) -> Any:
    return lambda case: DiplomaEquivalence.answer(case, field) in values


def _needs_translation(case: "Case") -> bool:
    return DiplomaEquivalence.answer(case, "diploma_language", "fr") not in NEED_NO_TRANSLATION


def fee_is_set(case: "Case") -> bool:
    return Decimal(str(parameters.value_for(case, f"{case.procedure}.fee"))) > 0


class DiplomaEquivalence(Application):
    sections = (Person, Diploma, Studies, Purpose, Declaration)
    levels = LEVELS
    grounds = GROUNDS
    object_words = {
        "ar": "معادلة شهادة «{diploma_title}»",
        "fr": "l’équivalence du diplôme « {diploma_title} »",
        "en": "the equivalence of the diploma “{diploma_title}”",
    }
    object_fields = ("diploma_title",)
    eligibility = QUESTIONS
    checks = {"vocational": _("The diploma is not a university degree (those go to the ministry of higher education)")}
    requires = (
        Requirement("CIN", _answered("id_type", "cin"), condition=_("For Tunisians.")),
        Requirement("PASS", _answered("id_type", "passport"), condition=_("If you are identified by a passport.")),
        Requirement("RESID", _answered("id_type", "residence_card"), condition=_("If you are identified by a residence card.")),
        Requirement("DIPL", hint=_("In colour; bring the paper original to the counter."), compare_original=True),
        Requirement("TRANSC", hint=_("Every year of the studies.")),
        Requirement("SYLL", hint=_("Stamped by the awarding body, with the hours.")),
        Requirement(
            "TRANS",
            _needs_translation,
            hint=_("Of the diploma and its annexes."),
            condition=_("If the diploma is in a language other than Arabic, French or English."),
        ),
        Requirement("RECOG"),
        Requirement("STAYP", _answered("study_mode", "residential"), condition=_("If you studied in residence.")),
        Requirement(
            "CIVIL",
            _answered("name_as_identity", "no"),
            condition=_("If your name on the diploma is not the one on your identity document."),
        ),
        Requirement("MAND", _answered("filed_by_third", "yes"), condition=_("If you apply for another person.")),
        Requirement("PAY", fee_is_set, condition=_("If a study fee is set.")),
    )

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        return identity_of(answers.valid(case.answers, Person.code))

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        """The same diploma: same country and day, and the same title or body, however they are written."""
        one, two = (answers.valid(c.answers, Diploma.code) for c in (case, other))
        if any(one.get(f) != two.get(f) for f in ("country", "award_date")):
            return False
        names = ("diploma_title", "awarding_body")
        return any(fold(one.get(f, "")) == fold(two.get(f, "")) for f in names)

    @classmethod
    def search_text(cls, case: "Case") -> str:
        who, diploma = cls.identity(case), answers.valid(case.answers, Diploma.code)
        number = who["identity"].rpartition(":")[2]
        words = (who["name_ar"], who["name_fr"], number, diploma.get("diploma_title", ""), diploma.get("awarding_body", ""))
        return fold(" ".join(words))
