"""The application for the classification of a national vocational certificate, and what its own transitions ask."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms import answers
from forms.application import Application
from forms.blocks import Declaration, Person, identity_of
from forms.equivalence.application import LEVELS
from forms.fields import ChoiceField, FreeText, LineField, NumberField, YesNoField
from forms.requirements import ANY, Requirement
from forms.sections import Section
from forms.transitions.base import ReasonField, TransitionForm
from forms.transitions.committee import AgendaPlace
from forms.uploads import UploadField
from registers.normalise import fold

if TYPE_CHECKING:
    from workflow.models import Case

EARLIEST_YEAR = 1956
ENTRY_LEVELS = [
    ("primary", _("Primary education")),
    ("secondary_1", _("First stage of secondary education")),
    ("secondary_2", _("Second stage of secondary education")),
    ("bac", _("Baccalaureate")),
]
PURPOSES = [
    ("work", _("Work")),
    ("competition", _("Public competition")),
    ("study", _("Further study")),
    ("other", _("Other")),
]
# The correspondence table: level of entry, least months -> level. What it does not place, the committee places.
CORRESPONDENCE = {"secondary_1": (12, "CAP"), "secondary_2": (12, "BTP"), "bac": (18, "BTS")}
# Code -> what is not met, and the text that asks for it.
GROUNDS: dict[str, tuple[Any, str]] = {
    "not_found": (_("The certificate was found in no archive"), "D94-1397"),
    "not_vocational": (_("The document is not a certificate of vocational training"), "L93-10"),
    "level_unproven": (_("The level of entry or the duration is not established"), "D2009-2139"),
    "committee_unfavourable": (_("The opinion of the consultative committee is unfavourable"), "A2010-79"),
}
ARCHIVE_RESULTS = [("found", _("Found")), ("not_found", _("Not found")), ("destroyed", _("The archive was destroyed"))]


class OldCertificate(Section):
    code = "certificate"
    title = _("Your certificate")
    lead = _("As printed on the certificate, in its own language.")

    certificate_title = LineField(label=_("Title of the certificate"), max_length=200)
    issuing_structure = LineField(
        label=_("Structure that issued it"), max_length=200, help_text=_("Public or private, under its name at the time.")
    )
    issue_year = NumberField(label=_("Year of the certificate"), min_value=EARLIEST_YEAR, max_value=2100)
    speciality = LineField(label=_("Speciality"), max_length=150)
    duration_months = NumberField(label=_("Length of the studies, in months"), min_value=1, max_value=60)
    entry_level = ChoiceField(label=_("Level of entry to the studies"), choices=ENTRY_LEVELS)
    hours_total = NumberField(label=_("Total hours of training"), min_value=1, max_value=20_000, required=False)
    purpose = ChoiceField(label=_("What will the classification serve for?"), choices=PURPOSES)
    original_available = YesNoField(
        label=_("Do you still have the original?"), help_text=_("Without it, the archives are searched.")
    )
    name_as_identity = YesNoField(label=_("Is the name on the certificate the one on your identity document?"))
    has_transcripts = YesNoField(label=_("Do you have transcripts of marks?"))
    has_programme = YesNoField(label=_("Do you have the programme of the time?"))
    has_evidence = YesNoField(label=_("Do you have other evidence?"))

    def clean_issue_year(self) -> int:
        year: int = self.cleaned_data["issue_year"]
        if year > timezone.localdate().year:
            raise ValidationError(_("This year is in the future."), code="future")
        return year


def _answered(field: str, *values: str) -> Any:
    return lambda case: CertificateClassification.answer(case, field) in values


class CertificateClassification(Application):
    sections = (Person, OldCertificate, Declaration)
    levels = LEVELS
    grounds = GROUNDS
    object_words = {
        "ar": "تصنيف الشهادة «{certificate_title}»",
        "fr": "la classification du certificat « {certificate_title} »",
        "en": "the classification of the certificate “{certificate_title}”",
    }
    object_fields = ("certificate_title",)
    on_agenda = ("certificate_title", "issuing_structure", "entry_level")
    particulars = ("certificate_title", "issuing_structure", "issue_year", "speciality", "duration_months", "entry_level")
    checks = {
        "before_homologation": _(
            "The certificate was issued before its structure was homologated (later ones need an authentication alone)"
        )
    }
    requires = (
        Requirement("CIN", _answered("id_type", "cin"), condition=_("For Tunisians.")),
        Requirement("PASS", _answered("id_type", "passport"), condition=_("If you are identified by a passport.")),
        Requirement("RESID", _answered("id_type", "residence_card"), condition=_("If you are identified by a residence card.")),
        Requirement("DIPL", hint=_("The certificate, or an attestation of success.")),
        Requirement("TRANSC", _answered("has_transcripts", "yes"), condition=_("If you have them.")),
        Requirement("PROG", _answered("has_programme", "yes"), condition=_("If you have the programme of the time.")),
        Requirement(
            "CIVIL",
            _answered("name_as_identity", "no"),
            condition=_("If your name on the diploma is not the one on your identity document."),
        ),
        Requirement("EVID", _answered("has_evidence", "yes"), condition=_("If you have other evidence.")),
    )

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        return identity_of(answers.valid(case.answers, Person.code))

    @classmethod
    def level_of_table(cls, case: "Case") -> str:
        """The level that the correspondence table gives; "" where it gives none."""
        least, level = CORRESPONDENCE.get(cls.answer(case, "entry_level"), (0, ""))
        return level if int(cls.answer(case, "duration_months", 0)) >= least else ""

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        """The same certificate, however its title is written."""
        one, two = (answers.valid(c.answers, OldCertificate.code) for c in (case, other))
        same_title = fold(str(one.get("certificate_title", ""))) == fold(str(two.get("certificate_title", "")))
        return same_title and one.get("issue_year") == two.get("issue_year")

    @classmethod
    def search_text(cls, case: "Case") -> str:
        who, told = cls.identity(case), answers.valid(case.answers, OldCertificate.code)
        number = who["identity"].rpartition(":")[2]
        names = ("certificate_title", "issuing_structure", "speciality")
        return fold(" ".join((who["name_ar"], who["name_fr"], number, *(str(told.get(f, "")) for f in names))))


class ArchiveSearch(TransitionForm):
    """facts: "archive_search" {archive, question, on}."""

    subject = "archive_search"

    archive = LineField(label=_("Structure or archive that is searched"), max_length=200)
    question = FreeText(label=_("What is searched for"), least=10, limit=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("archive", self.application.answer(self.case, "issuing_structure"))

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


class ArchiveResult(TransitionForm):
    """facts: "archive_result" {result, found?, copy?, on}."""

    subject = "archive_result"
    shown_when = {"found": ("result", ("found",)), "copy": ("result", ("found",))}

    result = ChoiceField(label=_("Result of the search"), choices=ARCHIVE_RESULTS)
    found = FreeText(label=_("What the archive says, and its reference"), least=10, limit=2000)
    copy = UploadField(label=_("Copy of the archive"), accept=ANY, max_mb=10, required=False)

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


class ReferralToCommittee(AgendaPlace):
    """Why the correspondence table does not place the certificate."""

    requires_reason = True
    reason = ReasonField()


class ClassificationProposal(TransitionForm):
    """facts: "proposal" {outcome "approve", level, rests_on, basis}."""

    subject = "proposal"

    level = ChoiceField(label=_("Level of the national classification"), choices=LEVELS)
    rests_on = ChoiceField(
        label=_("What the level rests on"),
        choices=[("table", _("The correspondence table")), ("opinion", _("The opinion of the committee"))],
    )
    basis = FreeText(label=_("Grounds of the classification"), least=10)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        advised = self.case.facts.get("opinion", {}).get("level", "")
        self.initial.setdefault("level", advised or self.application.level_of_table(self.case))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        rests_on, level = cleaned.get("rests_on"), cleaned.get("level")
        if rests_on == "table" and level and level != self.application.level_of_table(self.case):
            self.add_error("level", _("The correspondence table does not give this level: refer the case to the committee."))
        if rests_on == "opinion" and self.case.facts.get("opinion", {}).get("outcome") != "favourable":
            self.add_error("rests_on", _("The committee has given no favourable opinion."))
        return cleaned

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "outcome": "approve"}
