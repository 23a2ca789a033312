"""The application for the authentication of a diploma or certificate."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from forms import answers
from forms.application import Application
from forms.blocks import Declaration, Person, identity_of
from forms.certification.numbers import CertificateNumberField
from forms.fields import ChoiceField, CinField, FreeText, LineField, PastDateField, YesNoField
from forms.requirements import Requirement
from forms.sections import Section
from registers import certificates
from registers.models import Certificate
from registers.models import Person as Holder
from registers.normalise import fold
from workflow import parameters

if TYPE_CHECKING:
    from workflow.models import Case

REQUESTERS = [
    ("holder", _("The holder of the certificate")),
    ("employer", _("An employer")),
    ("foreign_authority", _("A foreign authority")),
    ("school", _("A school or training structure")),
    ("embassy", _("An embassy or a consulate")),
]
OTHERS = ("employer", "foreign_authority", "school", "embassy")
# An authority asks in the exercise of its powers; the others need the holder's word.
NEED_CONSENT = ("employer", "school")


class CertificateToVerify(Section):
    code = "certificate"
    title = _("The certificate to be verified")
    lead = _("As printed on it. When everything matches the register, you have the answer within minutes.")
    shown_when = {
        "holder_known_by": ("requester_type", OTHERS),
        "holder_cin": ("holder_known_by", ("cin",)),
        "holder_name": ("holder_known_by", ("name",)),
        "holder_birth_date": ("holder_known_by", ("name",)),
        "certificate_number": ("number_known", ("yes",)),
        "delivery_address": ("paper_answer", ("yes",)),
    }

    requester_type = ChoiceField(label=_("Who asks?"), choices=REQUESTERS)
    holder_known_by = ChoiceField(
        label=_("How do you know the holder?"),
        choices=[("cin", _("By the number of the identity card")), ("name", _("By the name and the date of birth"))],
    )
    holder_cin = CinField(label=_("Identity card of the holder"))
    holder_name = LineField(label=_("Name of the holder"), max_length=160, help_text=_("As written on the certificate."))
    holder_birth_date = PastDateField(label=_("Date of birth of the holder"))
    number_known = YesNoField(label=_("Does the certificate bear a number?"))
    certificate_number = CertificateNumberField(label=_("Number of the certificate"))
    certificate_title = LineField(label=_("Title of the certificate"), max_length=200)
    issuing_structure = LineField(label=_("Structure that issued it"), max_length=200)
    issue_date = PastDateField(label=_("Date of issue"))
    filed_by_agent = YesNoField(label=_("Do you act under a power of attorney?"))
    paper_answer = YesNoField(label=_("Do you also need the answer on paper?"))
    delivery_address = FreeText(label=_("Delivery address"), limit=200, rows=3)


def _answered(field: str, *values: str) -> Any:
    return lambda case: Authentication.answer(case, field) in values


def _holder_with(id_type: str) -> Any:
    asked = Authentication.answer
    return lambda case: asked(case, "requester_type") == "holder" and asked(case, "id_type") == id_type


def _fee_is_set(case: "Case") -> bool:
    fee = Decimal(str(parameters.value_for(case, f"{case.procedure}.fee")))
    return Authentication.answer(case, "requester_type") in OTHERS and fee > 0


class Authentication(Application):
    sections = (Person, CertificateToVerify, Declaration)
    object_words = {
        "ar": "التثبت من صحة الشهادة «{certificate_title}»",
        "fr": "l’authentification du certificat « {certificate_title} »",
        "en": "the authentication of the certificate “{certificate_title}”",
    }
    object_fields = ("certificate_title",)
    particulars = ("certificate_number", "certificate_title", "issuing_structure", "issue_date", "holder_cin", "holder_name")
    requires = (
        Requirement("CIN", lambda case: _holder_with("cin")(case), condition=_("For holders who are Tunisians.")),
        Requirement("PASS", lambda case: _holder_with("passport")(case), condition=_("If you are identified by a passport.")),
        Requirement(
            "RESID",
            lambda case: _holder_with("residence_card")(case),
            condition=_("If you are identified by a residence card."),
        ),
        Requirement("DIPL", hint=_("Both sides, in colour.")),
        Requirement("CONSENT", _answered("requester_type", *NEED_CONSENT), condition=_("For employers and schools.")),
        Requirement("MAND", _answered("filed_by_agent", "yes"), condition=_("If you act for another person.")),
        Requirement("PAY", _fee_is_set, condition=_("If a fee is set for organisations.")),
    )

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        """The person who asks; an organisation under its own name and identifier."""
        who = identity_of(answers.valid(case.answers, Person.code))
        body = case.organisation
        if body is None:
            return who
        return {**who, "name_ar": body.name_ar, "name_fr": body.name_fr, "identity": f"rne:{body.rne_id}"}

    @classmethod
    def line(cls, case: "Case") -> Certificate | None:
        """The line of the register that is exactly what the application says: number, title and holder."""
        told = answers.valid(case.answers, CertificateToVerify.code)
        line = certificates.find(number=str(told.get("certificate_number", "")))
        if line is None or not cls._is_holder(case, line, told):
            return None
        holder, title = line.holder_fr or line.holder_ar, str(told["certificate_title"])
        return certificates.matching(number=line.number, holder=holder, title=title)

    @classmethod
    def _is_holder(cls, case: "Case", line: Certificate, told: dict[str, Any]) -> bool:
        if told.get("requester_type") == "holder":
            person = answers.valid(case.answers, Person.code)
            return bool(Holder.of(line.person).identity == identity_of(person)["identity"])
        if told.get("holder_cin"):
            return bool(Holder.of(line.person).identity == f"cin:{told['holder_cin']}")
        named = fold(str(told.get("holder_name", "")))
        born = str(told.get("holder_birth_date", ""))
        same_name = bool(named) and named in (fold(line.holder_ar), fold(line.holder_fr))
        return same_name and bool(born) and line.birth_date == date.fromisoformat(born)

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        """The same certificate."""
        one, two = (answers.valid(c.answers, CertificateToVerify.code) for c in (case, other))
        names = ("certificate_number", "certificate_title", "issuing_structure", "issue_date")
        return all(fold(str(one.get(f, ""))) == fold(str(two.get(f, ""))) for f in names)

    @classmethod
    def search_text(cls, case: "Case") -> str:
        who, told = cls.identity(case), answers.valid(case.answers, CertificateToVerify.code)
        names = ("certificate_number", "certificate_title", "issuing_structure", "holder_name")
        return fold(" ".join((who["name_ar"], who["name_fr"], *(str(told.get(f, "")) for f in names))))
