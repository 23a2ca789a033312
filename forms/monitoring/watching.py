"""What is filled in while a watch case is examined: the rule broken, the proof, the notice, how it ended."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forms import attachments, laws
from forms.fields import ChoiceField, FreeText, LineField, PastDateField, TickField, YesNoField, offered
from forms.monitoring.watch import NO_RECEIPT, OFFENCES, rows_of
from forms.requirements import ANY
from forms.transitions.base import ReasonField, TransitionForm
from forms.uploads import Admitted, UploadField
from registers import complaints


class Dated(TransitionForm):
    """A fact with its day."""

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


class BreachQualification(Dated):
    """facts: "qualification" {offence_kind, law, rule, complaint?, on}: the breach and the written rule that it breaks."""

    subject = "qualification"

    offence_kind = ChoiceField(label=_("Nature of the breach"), choices=OFFENCES, as_list=True)
    law = ChoiceField(label=_("Text that is broken"), choices=[], as_list=True)
    rule = FreeText(label=_("The rule as it is written, and how the facts break it"), limit=2000, least=20, rows=5)
    complaint = LineField(
        label=_("Complaint about the same facts"),
        help_text=_("Its number in the register, if there is one."),
        max_length=40,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["law"].choices = offered(laws.choices(self.procedure.legal_basis))  # type: ignore[attr-defined]
        self.initial.setdefault("offence_kind", self.application.answer(self.case, "offence_kind"))

    def clean_complaint(self) -> str:
        number: str = self.cleaned_data["complaint"]
        if number and complaints.of_number(number) is None:
            raise forms.ValidationError(_("The register knows no complaint of this number."), code="unknown")
        return number


class WatchDismissal(Dated):
    """facts: "dismissal" {ground, reason, on}; what ceased is looked at again, and may be found to have ceased for good."""

    requires_reason = True
    subject = "dismissal"

    ground = ChoiceField(
        label=_("Ground"),
        choices=[("no_rule_broken", _("No rule is broken")), ("double_entry", _("The facts are in another case"))],
    )
    reason = ReasonField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "check" in self.case.facts:
            not_again = ("not_again", _("What had ceased has not begun again"))
            self.fields["ground"].choices = [*self.fields["ground"].choices, not_again]


class EvidenceCollection(Dated):
    """facts: "collected" {captures [{channel, link_or_place, date_seen, captured_on, sha256 …}], bailiff, note, by, on}.

    Each channel has its capture, dated; a company its extract of the register of enterprises.
    """

    subject = "collected"
    shown_when = {"report": ("bailiff", ("yes",))}

    rne = UploadField(label=_("National register of enterprises extract"), accept=ANY)
    bailiff = YesNoField(label=_("Was a bailiff needed?"))
    report = UploadField(label=_("Report of the bailiff"), accept=ANY, max_mb=20)
    note = FreeText(
        label=_("Legal note"),
        help_text=_("The facts, the rule and the proof, for whoever serves the notice."),
        limit=4000,
        least=20,
        rows=6,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.application.answer(self.case, "suspect_kind") != "company":
            del self.fields["rne"]
        self.rows = rows_of(self.case)
        for n, row in enumerate(self.rows):
            told = f"{row['link_or_place']} ({row['date_seen']})"
            self.fields[f"capture_{n}"] = UploadField(label=_("Capture with its date and address"), help_text=told, accept=ANY)
            self.fields[f"captured_{n}"] = PastDateField(label=_("Captured on"))
        captures = [name for name in self.fields if re.match("captured?_", name)]
        self.order_fields([*captures, *(name for name in self.fields if name not in captures)])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for n, row in enumerate(self.rows):
            day = cleaned.get(f"captured_{n}")
            if day and day.isoformat() < row["date_seen"]:
                self.add_error(f"captured_{n}", _("The capture is not older than what was seen."))
        return cleaned

    def keep_files(self, *, by: Any) -> None:
        """Under the document that each file is."""
        for name, value in self.cleaned_data.items():
            if isinstance(value, Admitted) and by.user is not None:
                code = {"rne": "RNE", "report": "REPORT"}.get(name, "EVID")
                self.kept[name] = attachments.keep(value, case=self.case, requirement=code, by=by.user, is_internal=True)

    def fact(self) -> dict[str, Any]:
        told = self.values()
        captures = [
            {**row, "captured_on": told[f"captured_{n}"], **(told[f"capture_{n}"] or {})} for n, row in enumerate(self.rows)
        ]
        around = {"by": self.actor.user.pk if self.actor.user else None, "on": self.today.isoformat()}
        return {"captures": captures, "bailiff": told["bailiff"], "note": told["note"], **around}


class CeaseNotice(Dated):
    """facts: "notice" {demands, established, on}: what must cease, and what must be settled, within five working days."""

    subject = "notice"

    established = TickField(label=_("The breach is established by the captures and the legal note"))
    demands = FreeText(label=_("What must cease, and what must be given back"), limit=2000, least=20, rows=5)


class Cessation(Dated):
    """facts: "cessation" {how, proof, on}; the act adds "checks", the days on which it is looked at again."""

    subject = "cessation"
    shown_when = {"refunds_settled": ("how", ("removed",)), "receipt_number": ("how", ("receipt",))}

    how = ChoiceField(
        label=_("How it ended"),
        choices=[("removed", _("The advertising was removed")), ("receipt", _("The receipt was obtained"))],
    )
    refunds_settled = TickField(label=_("The refunds that were due are settled, or none is"))
    receipt_number = LineField(label=_("Number of the receipt"), max_length=40)
    proof = UploadField(label=_("Capture or document that shows it"), accept=ANY)


class SanctionReferral(Dated):
    """facts: "referral" {persistence, seen_on, reason, on}."""

    requires_reason = True
    subject = "referral"

    persistence = ChoiceField(
        label=_("After the notice"),
        choices=[("continues", _("The breach goes on")), ("repeated", _("It was committed again"))],
    )
    seen_on = PastDateField(label=_("Seen on"))
    reason = ReasonField()


class ProsecutorReferral(Dated):
    """facts: "prosecution" {ground, civil_party, reason, on}."""

    requires_reason = True
    subject = "prosecution"

    ground = ChoiceField(
        label=_("Ground"),
        choices=[(NO_RECEIPT, _("No receipt at all")), ("fraud", _("Fraud")), ("forgery", _("Forgery"))],
    )
    civil_party = YesNoField(label=_("Does the state, being harmed, act as a civil party?"))
    reason = ReasonField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.case.provider:  # a structure of the register has its receipt
            self.fields["ground"].choices = [c for c in self.fields["ground"].choices if c[0] != NO_RECEIPT]  # type: ignore[attr-defined]
