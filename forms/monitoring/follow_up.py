"""A corrective plan being carried out: proof line by line, more time, and the visit that verifies each line."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forms import attachments
from forms.fields import ChoiceField, DateField, FreeText, LineField, PastDateField, TickField, YesNoField
from forms.monitoring.plan import PROOF_OF, heading_of, limit_of, lines_of
from forms.requirements import ANY, CATALOGUE
from forms.transitions.base import ReasonField, TransitionForm
from forms.transitions.visit import VisitFindings, VisitSchedule
from forms.uploads import Admitted, UploadField
from registers import checklist, sites

OPEN, TREATED = "open", "treated"
CRITICAL = "critical"


def proof_of(line: Mapping[str, Any]) -> str:
    """The code of the document by which a line is proved."""
    return PROOF_OF.get(str(line["line"])[:3], "EVID")


class EvidenceFiled(TransitionForm):
    """facts: "evidence" by entry {comment?, proof {attachment, sha256}, document, on}; "proven" [entry].

    What is due has its proof, the rest may have it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {n: line for n, line in enumerate(lines_of(self.case)) if line["status"] == OPEN}
        for n, line in self.lines.items():
            is_due = line["due_on"] <= self.today.isoformat()
            self.fields[f"proof_{n}"] = UploadField(
                label=heading_of(line), help_text=CATALOGUE[proof_of(line)].label, accept=ANY, max_mb=20, required=is_due
            )
            self.fields[f"comment_{n}"] = FreeText(label=_("What was done"), limit=1000, rows=3, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not any(cleaned.get(f"proof_{n}") for n in self.lines):
            raise forms.ValidationError(_("Join the proof of at least one line."), code="nothing")
        return cleaned

    def facts(self) -> Mapping[str, Any]:
        told, filed = self.values(), dict(self.case.facts.get("evidence", {}))
        for n, line in self.lines.items():
            if proof := told.get(f"proof_{n}"):
                around = {"document": proof_of(line), "on": self.today.isoformat()}
                comment = {"comment": told[f"comment_{n}"]} if f"comment_{n}" in told else {}
                filed[line["entry"]] = {"proof": proof, **comment, **around}
        return {"evidence": filed, "proven": [line["entry"] for n, line in self.lines.items() if told.get(f"proof_{n}")]}

    def keep_files(self, *, by: Any) -> None:
        """The structure's own papers, under the document that each line asks for."""
        for n, line in self.lines.items():
            admitted = self.cleaned_data.get(f"proof_{n}")
            if isinstance(admitted, Admitted) and by.user is not None:
                terms = {"requirement": proof_of(line), "by": by.user, "is_internal": False}
                self.kept[f"proof_{n}"] = attachments.keep(admitted, case=self.case, **terms)


class EvidenceRejected(TransitionForm):
    """facts: "rejected" [entry]; the other lines that have their proof keep it."""

    requires_reason = True

    reason = ReasonField(label=_("Why the proof does not suffice"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {n: line for n, line in enumerate(lines_of(self.case)) if line["status"] == TREATED}
        for n, line in self.lines.items():
            self.fields[f"suffices_{n}"] = YesNoField(label=heading_of(line), help_text=_("Does the proof suffice?"))
        self.order_fields([name for name in self.fields if name != "reason"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        waiting = any(line["status"] == OPEN for line in lines_of(self.case))
        if not self.errors and not waiting and not any(cleaned[f"suffices_{n}"] == "no" for n in self.lines):
            raise forms.ValidationError(_("Every line has a proof that suffices: nothing is to be rejected."), code="nothing")
        return cleaned

    def facts(self) -> Mapping[str, Any]:
        return {"rejected": [line["entry"] for n, line in self.lines.items() if self.cleaned_data[f"suffices_{n}"] == "no"]}


class DeadlineExtension(TransitionForm):
    """facts: "extension" {entries, due_on, asked_on, reason, on}: asked before the date, once, never for a critical line."""

    requires_reason = True
    subject = "extension"

    extension_requested = TickField(label=_("The structure asked in writing for more time"))
    asked_on = PastDateField(label=_("Asked on"))
    lines = forms.MultipleChoiceField(label=_("Lines"), choices=[], widget=forms.CheckboxSelectMultiple)
    due_on = DateField(label=_("New date"))
    reason = ReasonField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open = {
            line["entry"]: line for line in lines_of(self.case) if line["status"] == OPEN and line["severity"] != CRITICAL
        }
        self.fields["lines"].choices = [(key, heading_of(line)) for key, line in self.open.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        for key in cleaned["lines"]:
            line, before = self.open[key], date.fromisoformat(self.open[key]["due_on"])
            if cleaned["asked_on"] > before:
                self.add_error("asked_on", _("More time is asked for before the date of the line."))
            elif cleaned["due_on"] <= max(before, self.today):
                self.add_error("due_on", _("The new date comes after the one that was set."))
            elif (cleaned["due_on"] - before).days > limit_of(self.case, line["severity"]):
                self.add_error("due_on", _("The new date leaves more time than the line had at first."))
        return cleaned

    def fact(self) -> dict[str, Any]:
        told = self.values()
        named = {"entries": told["lines"], "due_on": told["due_on"], "asked_on": told["asked_on"]}
        return {**named, "reason": told["reason"], "on": self.today.isoformat()}


class PlanVisitSchedule(VisitSchedule):
    """facts: "visit" with `why`; "site" that of the lines. One goes when every line can be verified."""

    shown_when = {"doubt": ("why", ("doubt",))}

    why = ChoiceField(
        label=_("Why one goes"), choices=[("critical_line", _("A critical line")), ("doubt", _("Doubt about the proof"))]
    )
    doubt = FreeText(label=_("What is doubted"), limit=1000, least=10, rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["why", "doubt", *(n for n in self.fields if n not in ("why", "doubt"))])
        if not any(line["severity"] == CRITICAL for line in lines_of(self.case)):
            self.fields["why"].choices = [c for c in self.fields["why"].choices if c[0] == "doubt"]  # type: ignore[attr-defined]

    @property
    def site(self) -> str:
        return next((line["site"] for line in lines_of(self.case) if line["site"]), "")

    def _address(self) -> str:
        return " ".join(sites.get(self.site).address.split()) if self.site else ""

    def clean_on(self) -> date:
        day = super().clean_on()
        if any(line["status"] == OPEN and line["due_on"] > day.isoformat() for line in lines_of(self.case)):
            raise forms.ValidationError(_("A line without proof is not due yet on that day."), code="early")
        return day

    def fact(self) -> dict[str, Any]:
        told = self.values()
        return {**super().fact(), **{name: told[name] for name in ("why", "doubt") if name in told}}

    def facts(self) -> Mapping[str, Any]:
        return {**super().facts(), **({"site": self.site} if self.site else {})}


class PlanVisit(VisitFindings):
    """facts: "visit_report" as of any visit, of the lines of the plan alone; "not_lifted" [entry]. It gives no grade."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = dict(enumerate(lines_of(self.case)))
        shown: dict[str, Any] = {}
        for n, line in self.lines.items():
            self.fields[f"lifted_{n}"] = YesNoField(label=heading_of(line), help_text=_("Is this put right?"))
            self.fields[f"found_{n}"] = LineField(label=_("What was found"), max_length=600)
            self.fields[f"photo_{n}"] = UploadField(label=_("Photograph or document"), accept=ANY)
            shown |= {f"found_{n}": (f"lifted_{n}", ("no",)), f"photo_{n}": (f"lifted_{n}", ("no",))}
            for name in (f"found_{n}", f"photo_{n}"):
                self.fields[name].widget.attrs["data-shown-when"] = f"lifted_{n}=no"
        self.shown_when = {**type(self).shown_when, **shown}  # type: ignore[misc]  # one for each form: the lines differ
        self.order_fields([n for n in self.fields if n not in ("observations", "signed_by_all")])

    def _answers(self) -> list[dict[str, Any]]:
        told, found = self.values(), []
        for n, line in self.lines.items():
            if told[f"lifted_{n}"] == "yes":
                found.append({"code": line["line"], "answer": checklist.CONFORM})
            else:
                seen = {"comment": told[f"found_{n}"], "photo": told[f"photo_{n}"]}
                found.append({"code": line["line"], "answer": checklist.NOT_CONFORM, **seen})
        return found

    def fact(self) -> dict[str, Any]:
        told, answers = self.values(), self._answers()
        failed = [row["code"] for row in answers if row["answer"] == checklist.NOT_CONFORM]
        critical = [code for code in failed if checklist.BY_CODE[code].severity == CRITICAL]
        found: dict[str, Any] = {
            "round": self.case.facts.get("visit", {}).get("round", 1),
            "trainees_present": self.cleaned_data["trainees_present"],
            "answers": answers,
            "failed": failed,
            "critical_failed": critical,
            "score": "",
            "grade": "",
            "version": checklist.VERSION,
            "on": self.today.isoformat(),
        }
        return {
            **found,
            **{name: told[name] for name in ("held_on", "started_at", "ended_at", "met", "observations") if name in told},
        }

    def facts(self) -> Mapping[str, Any]:
        left = [line["entry"] for n, line in self.lines.items() if self.cleaned_data[f"lifted_{n}"] == "no"]
        return {**super().facts(), "not_lifted": left}
