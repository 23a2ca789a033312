"""The registration of a trainer: the person, what they teach and by what title; and the acts of the region."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms import answers
from forms.application import Application
from forms.blocks import ADULT, Declaration, Person, identity_of
from forms.fields import ChoiceField, FreeText, LineField, NumberField, PastDateField, TableField, TickField, YesNoField
from forms.requirements import ANY, Requirement
from forms.sections import Section
from forms.transitions.base import TransitionForm
from forms.uploads import UploadField
from registers.models import Trainer
from registers.normalise import fold
from workflow import parameters
from workflow.models import Clock

if TYPE_CHECKING:
    from workflow.models import Case

TAUGHT = [("none", _("Without homologation")), ("CC", "CC"), ("CAP", "CAP"), ("BTP", "BTP"), ("BTS", "BTS")]
DEGREES = [
    ("CAP", _("CAP – certificate of vocational aptitude")),
    ("BTP", _("BTP – vocational technician")),
    ("BTS", _("BTS – higher technician")),
    ("licence", _("Bachelor's degree (licence)")),
    ("master", _("Master's degree")),
    ("engineer", _("Engineer")),
    ("doctorate", _("Doctorate")),
]
RANK = {"none": 0, "CC": 1, "CAP": 2, "BTP": 3, "BTS": 4, "licence": 5, "master": 6, "engineer": 6, "doctorate": 7}
BY_TRADE = ("none", "CC", "CAP")  # levels that long practice of the trade entitles to teach
FIRST_YEAR = 1950
# Code -> what is not met, and the text that asks for it.
GROUNDS: dict[str, tuple[Any, str]] = {
    "degree_insufficient": (_("The degree is below what is asked for the level taught"), "CDC"),
    "experience_insufficient": (_("The experience in the trade is not established"), "CDC"),
    "authenticity_unproven": (_("The authenticity of a document is not established"), "CDC"),
    "criminal_record": (_("The criminal record is not clean"), "CDC"),
    "barred": (_("A decision forbids this person to train"), "L2008-10"),
    "no_permission": (_("A civil servant needs the permission of their administration"), "CDC"),
}


class TrainerIdentity(Person):
    """The trainer, who files or for whom a structure files."""

    title = _("The trainer")
    youngest = ADULT


class Teaching(Section):
    code = "teaching"
    title = _("What is taught, and by what title")
    shown_when = {"residence_permit": lambda form: form.is_foreign}

    status = ChoiceField(label=_("Engagement"), choices=Trainer.Engagement.choices, as_list=True)
    specialities = TableField(
        label=_("Specialities taught"),
        cells={
            "speciality": LineField(label=_("Speciality"), max_length=100),
            "level": ChoiceField(label=_("Highest level taught"), choices=TAUGHT, as_list=True),
            "practice": YesNoField(label=_("Practical units")),
        },
    )
    highest_degree = ChoiceField(label=_("Highest degree"), choices=DEGREES, as_list=True)
    degree_year = NumberField(label=_("Year of the degree"), min_value=FIRST_YEAR, max_value=2100)
    foreign_degree = YesNoField(label=_("Was the degree awarded abroad?"))
    trade_years = NumberField(label=_("Years in the trade"), min_value=0, max_value=60)
    pedagogy_training = YesNoField(
        label=_("Training in pedagogy"),
        help_text=_("Without it, twelve months are left to follow one."),
    )
    max_hours_week = NumberField(label=_("Hours a week at most"), min_value=1, max_value=60)
    already_hired = YesNoField(label=_("Is there already a contract with a structure?"))
    residence_permit = YesNoField(label=_("Is there a permit to work in Tunisia?"))

    @property
    def is_foreign(self) -> bool:
        return bool(self.before(TrainerIdentity.code, "nationality") not in (None, "", "TN"))

    def clean_degree_year(self) -> int:
        year: int = self.cleaned_data["degree_year"]
        if year > timezone.localdate().year:
            raise ValidationError(_("This year has not come yet."), code="future")
        return year

    def clean_max_hours_week(self) -> int:
        hours, most = self.cleaned_data["max_hours_week"], parameters.value("trainers.hours_week")
        if hours > most:
            raise ValidationError(_("At most %(most)d hours a week."), code="hours", params={"most": most})
        return int(hours)

    def clean_residence_permit(self) -> str:
        answer: str = self.cleaned_data["residence_permit"]
        if self.is_foreign and answer == "no":
            raise ValidationError(_("A foreign trainer needs a permit to work."), code="permit")
        return answer

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        rows, years = cleaned.get("specialities") or [], cleaned.get("trade_years")
        if years is None or not rows:
            return cleaned
        least = parameters.value("trainers.practice_years")
        if years < least and any(row["practice"] == "yes" for row in rows):
            refusal = _("Practical units ask for %(least)d years in the trade.")
            self.add_error("trade_years", ValidationError(refusal, params={"least": least}))
        degree = cleaned.get("highest_degree")
        if degree and (short := too_high(degree, years, rows)):
            told = {"speciality": short[0]}
            refusal = _("Neither this degree nor the years in the trade reach the level taught: %(speciality)s.")
            self.add_error("highest_degree", ValidationError(refusal, params=told, code="level"))
        return cleaned


def too_high(degree: str, trade_years: int, rows: list[dict[str, Any]]) -> list[str]:
    """The specialities whose level is above what the degree, or long practice of the trade, entitles to teach."""
    above, long_practice = parameters.value("trainers.degree_above"), parameters.value("trainers.trade_years")
    return [
        row["speciality"]
        for row in rows
        if RANK[degree] < RANK[row["level"]] + above and not (row["level"] in BY_TRADE and trade_years >= long_practice)
    ]


def _answered(field: str, *values: str) -> Any:
    return lambda case: TrainerRegistration.answer(case, field) in values


def _is_foreigner(case: "Case") -> bool:
    return TrainerRegistration.answer(case, "nationality", "TN") != "TN"


def _is_under_contract(case: "Case") -> bool:
    engaged = TrainerRegistration.answer(case, "status") == Trainer.Engagement.CIVIL_SERVANT
    return engaged or TrainerRegistration.answer(case, "already_hired") == "yes"


class TrainerRegistration(Application):
    sections = (TrainerIdentity, Teaching, Declaration)
    grounds = GROUNDS
    object_words = {
        "ar": "الترسيم بسجل المكوّنين",
        "fr": "l’inscription au registre des formateurs",
        "en": "the registration as a trainer",
    }
    requires = (
        Requirement("CIN", _answered("id_type", "cin"), condition=_("For Tunisians.")),
        Requirement("PASS", _answered("id_type", "passport"), condition=_("If you are identified by a passport.")),
        Requirement("RESID", _is_foreigner, condition=_("For foreigners.")),
        Requirement("DIPL", hint=_("The highest degree.")),
        Requirement("EQUIV", _answered("foreign_degree", "yes"), condition=_("If the degree was awarded abroad.")),
        Requirement("EXP"),
        Requirement("CV"),
        Requirement("B3"),
        Requirement(
            "WORK",
            _is_under_contract,
            hint=_("For a civil servant, with the permission of the administration."),
            condition=_("If there is a contract already, and for civil servants."),
        ),
        Requirement("PHOTO"),
    )

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        return identity_of(answers.valid(case.answers, TrainerIdentity.code))

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        """A person is registered once."""
        return True

    @classmethod
    def search_text(cls, case: "Case") -> str:
        who = cls.identity(case)
        taught = [row["speciality"] for row in cls.answer(case, "specialities", [])]
        return fold(" ".join((who["name_ar"], who["name_fr"], who["identity"].rpartition(":")[2], *taught)))

    @classmethod
    def trainer(cls, case: "Case") -> dict[str, Any]:
        """What the register of trainers keeps of the application."""
        told = answers.valid(case.answers, Teaching.code)
        rows = told.get("specialities", [])
        lines = [row["speciality"] if row["level"] == "none" else f"{row['speciality']} ({row['level']})" for row in rows]
        return {
            "engagement": told.get("status", ""),
            "specialities": lines,
            "levels": sorted({row["level"] for row in rows}, key=RANK.__getitem__),
            **{n: told.get(n) for n in ("highest_degree", "degree_year", "trade_years", "max_hours_week")},
            "pedagogy_training": told.get("pedagogy_training") == "yes",
            "residence_permit": told.get("residence_permit") == "yes",
        }


class VerificationStart(TransitionForm):
    """facts: "verification" {what, asked_of, sent_on}."""

    subject = "verification"

    asked_of = LineField(label=_("Institution or employer that is asked"))
    what = FreeText(label=_("What is to be verified"), least=10, limit=1000)

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "sent_on": self.today.isoformat()}


class VerificationAnswer(TransitionForm):
    """facts: "verification_answer" {verdict confirms|denies|silent, summary?, received_on?, on}."""

    subject = "verification_answer"
    shown_when = {"received_on": ("verdict", ("confirms", "denies")), "summary": ("verdict", ("confirms", "denies"))}

    verdict = ChoiceField(
        label=_("Answer"),
        choices=[
            ("confirms", _("The documents are confirmed")),
            ("denies", _("The documents are not confirmed")),
            ("silent", _("No answer in time")),
        ],
    )
    received_on = PastDateField(label=_("Date of the answer"))
    summary = FreeText(label=_("Summary"), least=10, limit=1000)

    def clean_verdict(self) -> str:
        verdict: str = self.cleaned_data["verdict"]
        clock = self.case.clocks.filter(kind=Clock.Kind.STAGE, stage=self.case.stage).exclude(status="stopped").first()
        if verdict == "silent" and (clock is None or clock.due is None or self.today <= clock.due):
            raise ValidationError(_("The time to answer has not passed."), code="early")
        return verdict

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


class TrainerCheck(TransitionForm):
    """facts: "check" {documents_checked, record_clean, on}."""

    subject = "check"

    documents_checked = TickField(label=_("The degree and the career are those that the documents prove"))
    record_clean = TickField(label=_("The criminal record does not stand in the way"))

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


class ConditionLifted(TransitionForm):
    """facts: "condition_lifted" {certificate?, checks_done?, on}: the certificate of pedagogy, and the checks that were owed."""

    subject = "condition_lifted"

    certificate = UploadField(label=_("Certificate of pedagogy"), accept=ANY, max_mb=10)
    checks_done = TickField(label=_("The documents were verified, and they are authentic"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.application.answer(self.case, "pedagogy_training") == "yes":
            del self.fields["certificate"]
        if self.case.facts.get("condition", {}).get("what") != "checks":
            del self.fields["checks_done"]

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}
