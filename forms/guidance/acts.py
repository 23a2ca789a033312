"""What is filled in while a complaint is examined: what the structure is asked, what it answers, what follows."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms import answers
from forms.fields import ChoiceField, FreeText, LineField, TickField, offered
from forms.guidance.complaint import NAMES, URGENCIES, Complaint, Contact
from forms.guidance.lookup import ProviderLookupField
from forms.requirements import ANY
from forms.transitions.base import ReasonField, TransitionForm
from forms.uploads import UploadField
from registers import sites
from registers.normalise import fold

IDENTIFYING = (*sorted(NAMES), "cin", "passport_no", "residence_card_no", "phone", "email", "address")
SHORTEST = 3  # characters of a name that can be looked for in a text


class Dated(TransitionForm):
    """A fact with its day."""

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


class Qualification(Dated):
    """facts: "qualification" {urgency, provider?, on}: how serious the facts are, and which structure of the register it is."""

    subject = "qualification"

    urgency = ChoiceField(label=_("Urgency"), choices=URGENCIES)
    provider = ProviderLookupField(
        label=_("Structure concerned"),
        help_text=_("Its number in the register, when it was found there. Leave empty when it is unknown."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("urgency", "provider"):
            self.initial.setdefault(name, Complaint.answer(self.case, name))


class ProviderQuestion(Dated):
    """facts: "question" {question, on}: the facts as they are put to the structure."""

    subject = "question"

    question = FreeText(
        label=_("What the structure is asked"),
        help_text=_("It reads this text. If the complaint is anonymous, nothing in it may tell who complains."),
        least=20,
        rows=6,
    )

    def clean_question(self) -> str:
        text: str = self.cleaned_data["question"]
        if Complaint.is_masked(self.case) and tells_who(text, answers.valid(self.case.answers, Contact.code)):
            raise ValidationError(_("This text tells who complains, and the complaint is anonymous."), code="identity")
        return text


def tells_who(text: str, person: dict[str, Any]) -> bool:
    """Whether a text holds a name, a number or an address of the person, however it is spelt."""
    said = fold(text)
    words, joined = set(re.split(r"\W+", said)), re.sub(r"\W", "", said)
    for name in IDENTIFYING:
        told = fold(str(person.get(name, "")))
        parts = [p for p in re.split(r"\W+", told) if len(p) >= SHORTEST]
        if name in NAMES and any(part in words for part in parts):
            return True
        if name not in NAMES and told and re.sub(r"\W", "", told) in joined:
            return True
    return False


class ProviderAnswer(Dated):
    """facts: "provider_answer" {answer, remedy?, joined?, on}."""

    subject = "provider_answer"

    asked = FreeText(label=_("What you are asked"), disabled=True, required=False, rows=6)
    answer = FreeText(label=_("Your answer"), least=10, rows=6)
    remedy = FreeText(label=_("What you offer to put right"), limit=1000, required=False)
    joined = UploadField(
        label=_("Document that proves it"),
        accept=ANY,
        max_mb=10,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["asked"] = self.case.facts.get("question", {}).get("question", "")

    def fact(self) -> dict[str, Any]:
        return {k: v for k, v in super().fact().items() if k != "asked"}


class MediationOpening(Dated):
    """facts: "mediation" {object, on}."""

    subject = "mediation"

    object = FreeText(label=_("Object of the mediation"), least=10, limit=1000)
    complainant_agrees = TickField(label=_("The complainant agrees to a mediation"))
    provider_agrees = TickField(label=_("The structure agrees to a mediation"))


class Answer(Dated):
    """facts: "answer" {outcome, answer, how?, on}: what the complainant is told, once for all."""

    subject = "answer"
    outcome = ""

    answer = FreeText(label=_("Answer to the complainant"), least=20, rows=8)

    def fact(self) -> dict[str, Any]:
        return {**super().fact(), "outcome": self.outcome}


class MediationOutcome(Answer):
    outcome = "mediated"

    how = ChoiceField(
        label=_("How it ended"),
        choices=[("agreement_signed", _("Both signed an agreement")), ("remedy_given", _("The remedy was given"))],
    )


class DirectAnswer(Answer):
    """A remedy that was given upholds the complaint; a rule that is explained settles it."""

    how = ChoiceField(
        label=_("How it ended"),
        choices=[("remedy_given", _("The remedy was given")), ("rule_explained", _("The rule was explained"))],
    )
    complete = TickField(label=_("The complainant is satisfied, or every point has its answer"))

    def fact(self) -> dict[str, Any]:
        return {**super().fact(), "outcome": "upheld" if self.cleaned_data["how"] == "remedy_given" else "resolved"}


class Reasoned(Answer):
    """The reason is the answer."""

    requires_reason = True
    reason = ReasonField(least=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("answer")

    def fact(self) -> dict[str, Any]:
        return {**super().fact(), "answer": self.cleaned_data["reason"]}


class UnfoundedAnswer(Reasoned):
    outcome = "unfounded"


class Referral(Reasoned):
    outcome = "referred"
    competent = LineField(label=_("Authority to address instead"), max_length=160)


class InspectionOrder(Dated):
    """facts: "order" {site, order_reason, on}: the visit without notice that serious facts call for."""

    subject = "order"

    site = ChoiceField(label=_("Site"), choices=[], as_list=True)
    order_reason = FreeText(label=_("Reason for the order"), least=10, limit=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = sites.of_provider(self.case.provider) if self.case.provider else []
        self.fields["site"].choices = offered([(str(s.entry), f"{s.heading} ({s.number})") for s in held])  # type: ignore[attr-defined]


class InspectionResult(Dated):
    """facts: "inspection_result" {found, on}."""

    subject = "inspection_result"

    found = FreeText(label=_("What the inspection found"), least=10, limit=2000)
