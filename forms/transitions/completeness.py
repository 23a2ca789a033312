"""The counter's check of a file, and what the applicant is asked to complete."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forms import laws
from forms.fields import ChoiceField, LineField, TableField, TickField, offered
from forms.transitions.base import ReasonField, TransitionForm

FAULTS = {"missing": _("Missing"), "unreadable": _("Unreadable"), "none": _("Nothing to say")}
OTHER = "other"
MOST_ITEMS = 10


class CompletenessCheck(TransitionForm):
    """One tick for each required document, for each paper compared, and for each check of the procedure."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for status in self.application.requirements(self.case):
            if not status.is_required:
                continue
            label = gettext("%(document)s: there, readable, conforming") % {"document": status.label}
            self.fields[f"conforming_{status.code}"] = TickField(label=label, help_text=status.validity)
            if status.compare_original:
                label = gettext("%(document)s: paper original compared and copy stamped as seen") % {"document": status.label}
                self.fields[f"original_{status.code}"] = TickField(label=label)
        for code, label in self.application.checks.items():
            self.fields[f"check_{code}"] = TickField(label=label)


class ReturnNote(TransitionForm):
    """cleaned_data["items"]: [{code, label {en, fr, ar}, why, fault}], at least one."""

    requires_reason = True
    answers = TableField(
        label=_("Answers to correct"),
        required=False,
        max_rows=MOST_ITEMS,
        cells={"item": ChoiceField(label=_("Question"), choices=[], as_list=True), "why": LineField(label=_("What is wrong"))},
    )
    reason = ReasonField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.labels = {item["code"]: item["label"] for item in self.application.items(self.case)}
        questions = [(code, self.application.label_of(code)) for code in self.labels if code.startswith("field:")]
        self.fields["answers"].cells["item"].choices = offered(questions)
        self.documents = [status.code for status in self.application.requirements(self.case)]
        for status in self.application.requirements(self.case):
            self._ask_about(status.code, status.label)
        self.order_fields([*(n for n in self.fields if n not in ("answers", "reason")), "answers", "reason"])

    def _ask_about(self, code: str, label: Any) -> None:
        self.fields[f"fault_{code}"] = ChoiceField(label=label, choices=list(FAULTS.items()), initial="none", required=False)
        why = gettext("What is wrong with: %(document)s") % {"document": label}
        attrs = {"data-shown-when": f"fault_{code}=missing,unreadable"}
        self.fields[f"why_{code}"] = LineField(label=why, required=False, max_length=400)
        self.fields[f"why_{code}"].widget.attrs.update(attrs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        items = []
        for code in self.documents:
            fault = cleaned.pop(f"fault_{code}", "") or "none"
            why = cleaned.pop(f"why_{code}", "")
            if fault != "none":
                items.append({"code": code, "label": self.labels[code], "fault": fault, "why": why or str(FAULTS[fault])})
        for row in cleaned.pop("answers", []):
            items.append({"code": row["item"], "label": self.labels[row["item"]], "fault": "wrong", "why": row["why"]})
        if not items and not self.errors.keys() - {"reason"}:
            raise ValidationError(_("Mark at least one document or answer as missing, unreadable or wrong."), code="nothing")
        _check_twice(items)
        cleaned["items"] = items
        return cleaned


def _check_twice(items: list[dict[str, Any]]) -> None:
    codes = [item["code"] for item in items]
    if len(codes) != len(set(codes)):
        raise ValidationError(_("The same item is named twice: say everything in one line."), code="twice")


def check_item(row: dict[str, Any]) -> None:
    if row["item"] == OTHER and not row["what"]:
        raise ValidationError(_("Say what is asked for."))


class ComplementRequest(TransitionForm):
    """cleaned_data["items"]: [{code, label {en, fr, ar}, why, law}], one to ten; each rests on a rule."""

    requires_reason = True
    asked = TableField(
        label=_("What is asked for"),
        max_rows=MOST_ITEMS,
        check_row=check_item,
        cells={
            "item": ChoiceField(label=_("Item"), choices=[], as_list=True),
            "what": LineField(label=_("If other: what"), required=False),
            "why": LineField(label=_("Why"), max_length=400),
            "law": ChoiceField(label=_("Rule"), choices=[], as_list=True),
        },
    )
    reason = ReasonField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.labels = {item["code"]: item["label"] for item in self.application.items(self.case)}
        items = [(code, self.application.label_of(code)) for code in self.labels]
        cells: dict[str, forms.Field] = self.fields["asked"].cells  # type: ignore[attr-defined]
        cells["item"].choices = offered([*items, (OTHER, _("Other"))])  # type: ignore[attr-defined]
        cells["law"].choices = offered(laws.choices(self.procedure.legal_basis, with_checklist=True))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        items: list[dict[str, Any]] = []
        for row in cleaned.pop("asked", []):
            if row["item"] == OTHER:
                others = sum(item["code"].startswith("other:") for item in items)
                code, label = f"other:{others + 1}", dict.fromkeys(("en", "fr", "ar"), row["what"])
            else:
                code, label = row["item"], self.labels[row["item"]]
            items.append({"code": code, "label": label, "why": row["why"], "law": row["law"]})
        _check_twice(items)
        cleaned["items"] = items
        return cleaned
