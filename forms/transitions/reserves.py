"""Reserves after a visit: their notice, and the proof that they are lifted."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forms import attachments
from forms.application import in_three_languages
from forms.fields import FreeText, LineField, NumberField
from forms.requirements import ANY
from forms.transitions.base import ReasonField, TransitionForm
from forms.uploads import UploadField
from registers import checklist
from workflow import parameters

SHORTEST, LONGEST = 30, 90  # days
WAITING = "reserves_notified"


class ReservesNotice(TransitionForm):
    """facts: "reserves" {items [{code, title {en, fr, ar}, what}], days, notified_on, reason}."""

    requires_reason = True
    subject = "reserves"
    longest = LONGEST

    days = NumberField(label=_("Days in which the reserves are to be lifted"), min_value=SHORTEST)
    reason = ReasonField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.longest = self._longest()
        self.fields["days"].max_value = self.longest
        self.initial.setdefault("days", self.longest)
        told = {row["code"]: row.get("comment", "") for row in self._report.get("answers", ())}
        for code in self._report.get("failed", ()):
            name = f"what_{code.replace('-', '_')}"
            self.fields[name] = LineField(
                label=f"{code} {checklist.BY_CODE[code].label}", max_length=600, initial=told.get(code, "")
            )
        self.order_fields([n for n in self.fields if n not in ("days", "reason")])

    @property
    def _report(self) -> dict[str, Any]:
        return dict(self.case.facts.get("visit_report", {}))

    def _longest(self) -> int:
        """What the procedure leaves at most, as the case is bound by it."""
        limit = parameters.limit_for(self.case, WAITING, self.procedure.machine.desks[WAITING])
        return limit.days if limit else LONGEST

    def clean_days(self) -> int:
        days: int = self.cleaned_data["days"]
        if days > self.longest:
            raise forms.ValidationError(_("At most %(days)d days."), code="too_long", params={"days": self.longest})
        return days

    def fact(self) -> dict[str, Any]:
        items = [
            {
                "code": code,
                "title": in_three_languages(checklist.BY_CODE[code].label),
                "what": self.cleaned_data[f"what_{code.replace('-', '_')}"],
            }
            for code in self._report["failed"]
        ]
        told = {"days": self.cleaned_data["days"], "reason": self.cleaned_data["reason"]}
        return {"items": items, **told, "notified_on": self.today.isoformat()}


class ReservesLifted(TransitionForm):
    """facts: "reserves_lifted" {items [{code, how, proof}], on}; one proof for every reserve."""

    subject = "reserves_lifted"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in self._items:
            name = item["code"].replace("-", "_")
            label = f"{item['code']} {checklist.BY_CODE[item['code']].label}"
            self.fields[f"how_{name}"] = FreeText(label=label, help_text=item["what"], limit=2000, rows=3)
            self.fields[f"proof_{name}"] = UploadField(label=_("Proof"), accept=ANY)

    @property
    def _items(self) -> list[dict[str, Any]]:
        return list(self.case.facts.get("reserves", {}).get("items", ()))

    def fact(self) -> dict[str, Any]:
        told = self.values()
        items = [
            {"code": i["code"], "how": told[f"how_{n}"], "proof": told[f"proof_{n}"]}
            for i in self._items
            if (n := i["code"].replace("-", "_"))
        ]
        return {"items": items, "on": self.today.isoformat()}

    def keep_files(self, *, by: Any) -> None:
        """The applicant's own papers, which the applicant goes on seeing."""
        for name, value in self.cleaned_data.items():
            if name.startswith("proof_") and by.user is not None:
                kept = attachments.keep(value, case=self.case, requirement=name[:20], by=by.user, is_internal=False)
                self.kept[name] = kept
