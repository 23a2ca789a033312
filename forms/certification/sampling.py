"""The check of a batch by a sample that the system draws: what differs, what is corrected, what is proposed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.fields import ChoiceField, FreeText, LineField, NumberField, TableField, TickField, offered
from forms.transitions.base import ReasonField, TransitionForm
from forms.transitions.intake import Inadmissibility

BATCH_INADMISSIBLE = {
    "homologation_suspended": _("The homologation of the training is suspended"),
    "session_not_validated": _("The session or its list was not validated"),
}


class BatchInadmissibility(Inadmissibility):
    """What stands in the way of any visa."""

    grounds = BATCH_INADMISSIBLE


class _OfLines(TransitionForm):
    """Names lines of the batch by their place, from one."""

    field: str = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.application.rows(self.case)  # type: ignore[attr-defined]
        named = [(str(i), f"{i}. {rows[i - 1]['trainee']} ({rows[i - 1]['number']})") for i in self.lines()]
        self.fields[self.field].cells["line"].choices = offered(named)  # type: ignore[attr-defined]

    def lines(self) -> list[int]:
        found: list[int] = self.case.facts.get("sample", {}).get("lines", [])
        return found

    def check_each_once(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data[self.field]
        if len({row["line"] for row in rows}) < len(rows):
            raise ValidationError(_("The same line is named twice: say everything in one."), code="twice")
        return rows


class Discrepancies(_OfLines):
    """facts: "discrepancies" {lines [{line, what}], reason, on, answered_on?}."""

    requires_reason = True
    subject = "discrepancies"
    field = "differing"

    differing = TableField(
        label=_("Lines that differ from the register"),
        cells={
            "line": ChoiceField(label=_("Attestation"), choices=[], as_list=True),
            "what": LineField(label=_("What differs"), max_length=400),
        },
    )
    reason = ReasonField()

    def clean_differing(self) -> list[dict[str, Any]]:
        return self.check_each_once()

    def fact(self) -> dict[str, Any]:
        told = self.values()
        return {"lines": told["differing"], "reason": told["reason"], "on": self.today.isoformat()}


class DiscrepancyAnswer(_OfLines):
    """facts: "corrections" {lines [{line, hours, number}], explanation, on}."""

    subject = "corrections"
    field = "corrected"

    corrected = TableField(
        label=_("Corrected lines"),
        cells={
            "line": ChoiceField(label=_("Attestation"), choices=[], as_list=True),
            "hours": NumberField(label=_("Hours"), min_value=1, max_value=20_000),
            "number": LineField(label=_("Number of the attestation"), max_length=40),
        },
    )
    explanation = FreeText(label=_("How the differences came about"), least=10)

    def lines(self) -> list[int]:
        return [int(row["line"]) for row in self.case.facts.get("discrepancies", {}).get("lines", [])]

    def clean_corrected(self) -> list[dict[str, Any]]:
        rows = self.check_each_once()
        if {int(row["line"]) for row in rows} != set(self.lines()):
            raise ValidationError(_("Correct or confirm every line that differs."), code="incomplete")
        return rows

    def fact(self) -> dict[str, Any]:
        told = self.values()
        return {"lines": told["corrected"], "explanation": told["explanation"], "on": self.today.isoformat()}


class SampleResult(TransitionForm):
    """facts: "proposal" {outcome "approve", lines}."""

    subject = "proposal"

    all_checked = TickField(label=_("Every line of the sample was compared with the register and with the attestation"))
    is_clean = TickField(label=_("No line differs"))

    def fact(self) -> dict[str, Any]:
        return {"outcome": "approve", "lines": self.case.facts.get("sample", {}).get("lines", [])}
