"""Proposing a refusal, and signing what was proposed."""

import hmac
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.application import in_three_languages
from forms.fields import ChoiceField, FreeText, LineField, TableField, TickField, YesNoField, offered
from forms.transitions.base import ReasonField, TransitionForm
from workflow.procedures import procedure_of


def grounds_field(**kwargs: Any) -> TableField:
    """Rows of a rule and the fact that meets it; the form offers the grounds of its application."""
    cells = {
        "rule": ChoiceField(label=_("Ground"), choices=[], as_list=True),
        "fact": LineField(label=_("What was found, and in which document"), max_length=600),
    }
    return TableField(**{"label": _("Grounds"), "cells": cells, "max_rows": 10, **kwargs})


def told_grounds(rows: list[dict[str, Any]], grounds: Any) -> list[dict[str, Any]]:
    """Grounds as facts: [{rule, title {en, fr, ar}, law, fact}]."""
    return [
        {
            "rule": row["rule"],
            "title": in_three_languages(grounds[row["rule"]][0]),
            "law": grounds[row["rule"]][1],
            "fact": row["fact"],
        }
        for row in rows
    ]


def told_basis(grounds: list[dict[str, Any]]) -> str:
    """The grounds as the register keeps them: lines of text, in the language of the law."""
    return "\n".join(f"{ground['title']['ar']}: {ground['fact']}" for ground in grounds)


class RefusalProposal(TransitionForm):
    """facts: "proposal" {outcome "refuse", grounds, basis, may_ask_again, lifted_by?, reason}."""

    requires_reason = True
    subject = "proposal"
    shown_when = {"lifted_by": ("may_ask_again", ("yes",))}

    grounds = grounds_field()
    may_ask_again = YesNoField(label=_("May the person ask again once the grounds are lifted?"))
    lifted_by = FreeText(label=_("What would allow a new request"), limit=2000, least=10)
    reason = ReasonField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(code, label) for code, (label, _law) in self.application.grounds.items()]
        self.fields["grounds"].cells["rule"].choices = offered(named)  # type: ignore[attr-defined]

    def fact(self) -> dict[str, Any]:
        grounds = told_grounds(self.cleaned_data["grounds"], self.application.grounds)
        again = self.cleaned_data["may_ask_again"] == "yes"
        return {**self.values(), "outcome": "refuse", "grounds": grounds, "basis": told_basis(grounds), "may_ask_again": again}


class ReasonedRefusal(RefusalProposal):
    """Worded and signed in one act, where the law asks for no proposal."""

    confirm = TickField(label=_("I have read these grounds and I sign the refusal"))

    def fact(self) -> dict[str, Any]:
        told = super().fact()
        told.pop("confirm", None)
        return told


class ApprovalSignature(TransitionForm):
    """The signatory signs exactly what the preview showed: `seen` is its SHA-256."""

    subject = "signature"
    outcome: ClassVar[str] = "approve"

    seen = forms.CharField(required=False, widget=forms.HiddenInput, label="")
    confirm = TickField(label=_("I have read this decision and I sign it"))

    def expected_digest(self) -> str:
        """The digest of the document as it would be issued now."""
        leaving = procedure_of(self.case).machine.leaving(self.case.stage)
        transition = next(t for t in leaving if t.form is type(self))
        shown = self.procedure(self.case, actor=self.actor).shown(transition)
        # A batch of which nobody is left issues nothing: there was nothing to be shown.
        return str(shown[0].draft_digest(case=self.case, actor=self.actor)) if shown else ""  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not hmac.compare_digest(cleaned.get("seen", "").encode(), self.expected_digest().encode()):
            raise ValidationError(
                _("The decision is not the one that you were shown. Read it again before you sign."), code="seen"
            )
        return cleaned

    def fact(self) -> dict[str, Any]:
        return {"outcome": self.outcome, "seen": self.cleaned_data["seen"], "on": self.today.isoformat()}


class RefusalSignature(ApprovalSignature):
    requires_reason = True
    outcome = "refuse"
    reason = ReasonField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("reason", self.case.facts.get("proposal", {}).get("reason", ""))
