"""The application for a duplicate, a rectification, an attestation or a transcript from the register of certificates."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms import answers
from forms.application import Application
from forms.blocks import Declaration, Person, identity_of
from forms.certification.numbers import CertificateNumberField
from forms.fields import ChoiceField, FreeText, LineField, NumberField, PastDateField, YesNoField
from forms.requirements import Requirement
from forms.sections import Section
from registers.normalise import fold
from workflow import parameters

if TYPE_CHECKING:
    from workflow.models import Case

REQUEST_KINDS = [
    ("duplicate", _("A duplicate of the diploma")),
    ("rectification", _("The correction of an error in the diploma")),
    ("attestation", _("An attestation of success")),
    ("transcript", _("A transcript of marks")),
]
ORIGINALS = [("lost", _("It is lost or was stolen")), ("damaged", _("It is damaged: I hand it over"))]
WRONG_FIELDS = [
    ("name", _("The name")),
    ("birth_date", _("The date of birth")),
    ("birth_place", _("The place of birth")),
    ("cin", _("The number of the identity card")),
    ("other", _("Something else")),
]
DELIVERIES = [
    ("digital", _("In my account, with an electronic signature")),
    ("office", _("At the counter of the ministry")),
    ("region", _("At the regional directorate")),
    ("post", _("By registered post, at my address")),
]
MOST_COPIES = 3
EARLIEST_YEAR = 1956
# Code -> what is not met, and the text that asks for it.
GROUNDS: dict[str, tuple[Any, str]] = {
    "original_missing": (_("The damaged or wrong original was not handed over"), "D93-982"),
    "loss_unproven": (_("The loss of the diploma is not established"), "D93-982"),
    "error_unproven": (_("The error in the diploma is not established"), "D93-982"),
    "other_holder": (_("The certificate was awarded to another person"), "LO2004-63"),
    "marks_not_kept": (_("The register keeps no marks for this certificate"), "D93-982"),
}


class CertificateAsked(Section):
    code = "request"
    title = _("Your request")
    lead = _("The register of certificates is searched by number, or by your name and the year.")
    shown_when = {
        "original_state": ("request_kind", ("duplicate",)),
        "loss_date": ("original_state", ("lost",)),
        "wrong_field": ("request_kind", ("rectification",)),
        "correct_value": ("request_kind", ("rectification",)),
        "copies": ("request_kind", ("attestation", "transcript")),
        "certificate": ("number_known", ("yes",)),
        "certificate_title": ("number_known", ("no",)),
        "award_year": ("number_known", ("no",)),
        "is_urgent": ("request_kind", ("attestation",)),
        "urgency_proof": ("is_urgent", ("yes",)),
    }

    request_kind = ChoiceField(label=_("What do you ask for?"), choices=REQUEST_KINDS)
    original_state = ChoiceField(label=_("What became of the original?"), choices=ORIGINALS)
    loss_date = PastDateField(label=_("Date of the loss"))
    wrong_field = ChoiceField(label=_("What is wrong in the diploma?"), choices=WRONG_FIELDS)
    correct_value = LineField(label=_("What should stand there"), max_length=120)
    copies = NumberField(label=_("Number of copies"), min_value=1, max_value=MOST_COPIES, help_text=_("From one to three."))
    number_known = YesNoField(label=_("Do you know the number of the certificate?"))
    certificate = CertificateNumberField(label=_("Certificate concerned"), help_text=_("The number printed on it."))
    certificate_title = LineField(label=_("Title of the certificate"), max_length=200)
    award_year = NumberField(label=_("Year of the certificate"), min_value=EARLIEST_YEAR, max_value=2100)
    is_urgent = YesNoField(label=_("Is it needed at once?"), help_text=_("For a competition, a visa or an employer."))
    urgency_proof = FreeText(label=_("What proves the urgency"), limit=500, least=10, rows=3)
    delivery = ChoiceField(label=_("How do you wish to receive the document?"), choices=DELIVERIES)

    def clean_award_year(self) -> int | None:
        year: int | None = self.cleaned_data["award_year"]
        if year and year > timezone.localdate().year:
            raise ValidationError(_("This year is in the future."), code="future")
        return year


def _answered(field: str, *values: str) -> Any:
    return lambda case: CertificateRequest.answer(case, field) in values


def _hands_over_original(case: "Case") -> bool:
    asked = CertificateRequest.answer
    return asked(case, "request_kind") == "rectification" or asked(case, "original_state") == "damaged"


def _fee_is_set(case: "Case") -> bool:
    fee = Decimal(str(parameters.value_for(case, f"{case.procedure}.fee")))
    return CertificateRequest.answer(case, "request_kind") == "duplicate" and fee > 0


class CertificateRequest(Application):
    sections = (Person, CertificateAsked, Declaration)
    grounds = GROUNDS
    object_words = {
        "ar": "استخراج وثيقة من سجل الشهائد",
        "fr": "la délivrance d’un document tiré du registre des certificats",
        "en": "the issue of a document from the register of certificates",
    }
    particulars = ("request_kind", "certificate", "copies")
    requires = (
        Requirement("CIN", _answered("id_type", "cin"), condition=_("For Tunisians.")),
        Requirement("PASS", _answered("id_type", "passport"), condition=_("If you are identified by a passport.")),
        Requirement("RESID", _answered("id_type", "residence_card"), condition=_("If you are identified by a residence card.")),
        Requirement("LOSS", _answered("original_state", "lost"), condition=_("If the diploma is lost.")),
        Requirement("CIVIL", _answered("request_kind", "rectification"), condition=_("For a correction.")),
        Requirement(
            "DIPL",
            _hands_over_original,
            hint=_("The paper original is handed over at the counter."),
            condition=_("If the diploma is damaged or wrong."),
        ),
        Requirement("PAY", _fee_is_set, condition=_("If a fee is set for duplicates.")),
    )

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        return identity_of(answers.valid(case.answers, Person.code))

    @classmethod
    def is_urgent(cls, case: "Case") -> bool:
        """Whether an attestation is needed at once."""
        return bool(cls.answer(case, "request_kind") == "attestation" and cls.answer(case, "is_urgent") == "yes")

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        """The same document of the same certificate."""
        one, two = (answers.valid(c.answers, CertificateAsked.code) for c in (case, other))
        names = ("request_kind", "certificate", "certificate_title", "award_year")
        return all(fold(str(one.get(f, ""))) == fold(str(two.get(f, ""))) for f in names)

    @classmethod
    def search_text(cls, case: "Case") -> str:
        who, asked = cls.identity(case), answers.valid(case.answers, CertificateAsked.code)
        number = who["identity"].rpartition(":")[2]
        words = (who["name_ar"], who["name_fr"], number, asked.get("certificate", ""), asked.get("certificate_title", ""))
        return fold(" ".join(words))
