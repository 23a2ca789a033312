"""What the registrar finds in the register, and what is proposed on it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.certification.numbers import CertificateNumberField
from forms.fields import ArabicNameField, FreeText, LatinNameField, PastDateField, TickField
from forms.transitions.base import TransitionForm
from forms.transitions.intake import Inadmissibility
from registers import certificates, enrolments
from registers.models import Certificate, Person

LINE_INADMISSIBLE = {
    "void": _("The certificate is void"),
    "never_issued": _("No such certificate was ever issued"),
}


class LineInadmissibility(Inadmissibility):
    """The certificate is void or was never issued."""

    grounds = LINE_INADMISSIBLE


def told_line(line: Certificate) -> dict[str, Any]:
    """A line of the register as facts of a case."""
    return {
        "entry": str(line.entry),
        "number": line.number,
        "kind": line.kind,
        "title": line.title,
        "title_ar": line.title_ar,
        "level": line.level,
        "speciality": line.speciality,
        "mention": line.mention,
        "holder_ar": line.holder_ar,
        "holder_fr": line.holder_fr,
        "birth_date": line.birth_date.isoformat(),
        "issued_on": line.issued_on.isoformat(),
        "decision_number": line.decision_number,
        "counterfoil": line.counterfoil,
        "marks": enrolments.get(line.enrolment).marks if line.enrolment else [],
    }


class RegisterLine(TransitionForm):
    """facts: "register_line" {entry, number, title, holder, …, marks, difference?, on}."""

    subject = "register_line"

    line = CertificateNumberField(label=_("Line of the register"), help_text=_("The number of the certificate in force."))
    counterfoil_matches = TickField(label=_("The counterfoil of the certificate matches the line"))
    difference = FreeText(
        label=_("Why the line and the application differ"),
        help_text=_("Needed when the line is in another name or under another identity document."),
        required=False,
        least=10,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("line", self.application.answer(self.case, "certificate"))

    def clean_line(self) -> str:
        number: str = self.cleaned_data["line"]
        found = certificates.find(number=number)
        if found is None:
            raise ValidationError(_("The register has no such line."), code="unknown")
        if found.status == Certificate.Status.VOID:
            raise ValidationError(_("This certificate is void."), code="void")
        if found.status == Certificate.Status.REPLACED:
            told = {"number": found.replaced_by}
            raise ValidationError(_("This certificate was replaced by number %(number)s."), code="replaced", params=told)
        self.found = found
        return number

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "line" in cleaned and not cleaned.get("difference") and not self._is_of_applicant():
            self.add_error("difference", _("The line is not under the applicant's identity document: explain why."))
        return cleaned

    def _is_of_applicant(self) -> bool:
        return bool(Person.of(self.found.person).identity == self.case.applicant_identity)

    def fact(self) -> dict[str, Any]:
        return {**self.values(), **told_line(self.found), "on": self.today.isoformat()}


# What must be established for each request, beside the line itself.
_PROOFS = {
    "lost": ("loss_proven",),
    "damaged": ("original_received",),
    "rectification": ("original_received", "error_proven"),
}
# What a correction changes in the line, by what was called wrong; the rest is written on the person alone.
_CORRECTED = {"name": ("holder_ar", "holder_fr"), "birth_date": ("birth_date",)}


class CopyProposal(TransitionForm):
    """facts: "proposal" {outcome "approve", kind, corrected {column: value}}."""

    subject = "proposal"

    original_received = TickField(label=_("The original was handed over and is kept in the file"))
    loss_proven = TickField(label=_("The loss is established by the declaration"))
    error_proven = TickField(label=_("The error is established by the birth extract or the judgement"))
    holder_ar = ArabicNameField(label=_("Name of the holder in Arabic, corrected"), max_length=160)
    holder_fr = LatinNameField(label=_("Name of the holder in Latin letters, corrected"), max_length=160)
    birth_date = PastDateField(label=_("Date of birth, corrected"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.application.answer
        self.kind = asked(self.case, "request_kind")
        proofs = _PROOFS.get(asked(self.case, "original_state") if self.kind == "duplicate" else self.kind, ())
        self.columns = _CORRECTED.get(asked(self.case, "wrong_field"), ()) if self.kind == "rectification" else ()
        for name in set(self.base_fields) - {*proofs, *self.columns}:
            del self.fields[name]
        person = self.case.answers.get("person", {})
        told = {"holder_ar": self.case.applicant_name_ar, "holder_fr": self.case.applicant_name_fr}
        self.initial = {**told, "birth_date": person.get("birth_date", ""), **self.initial}

    def fact(self) -> dict[str, Any]:
        told = self.values()
        return {"outcome": "approve", "kind": self.kind, "corrected": {name: told[name] for name in self.columns}}
