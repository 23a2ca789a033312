"""A corrective plan: what it is opened on, the plan that the structure files, the remarks on it and its acceptance."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.application import Application, in_three_languages
from forms.entries import EntriesField
from forms.fields import ChoiceField, DateField, FreeText, LineField, TickField, offered
from forms.monitoring.concerned import Concerned, identity_of
from forms.requirements import Requirement
from forms.transitions.base import ReasonField, TransitionForm
from registers import checklist, nonconformities
from registers.models import NonConformity
from workflow import holidays, parameters
from workflow.models import Case

SOURCES = ("MON-01", "MON-02", "MON-03", "PUB-01")
LEAST = 5  # working days that the structure has for its plan
# The document by which a line of each category is proved; any other paper for the rest.
PROOF_OF = {"SEC": "ONPC", "FOR": "WORK", "PED": "PROG"}


def open_lines(case: "Case") -> Iterable[NonConformity]:
    """Lines of the structure that nobody treats yet."""
    found = nonconformities.open_of(provider=case.provider) if case.provider else NonConformity.objects.none()
    return found.filter(status=NonConformity.Status.OPEN)


def words_of_line(line: Any) -> str:
    known = checklist.BY_CODE.get(line.line)
    return f"{line.number} – {line.line} {known.label if known else ''} ({line.get_severity_display()}): {line.description}"


def _longest() -> int:
    return int(parameters.value("MON-04.requested.days"))


class Plan(Concerned):
    code = "plan"
    title = _("Corrective action plan")

    source = ChoiceField(
        label=_("Origin"), choices=[], as_list=True, help_text=_("The inspection, the report or the complaint that found them.")
    )
    non_conformities = EntriesField(
        register=lambda: NonConformity, offers=open_lines, words=words_of_line, label=_("Non-conformities")
    )
    plan_due = DateField(
        label=_("Date by which the plan is due"), help_text=_("At least five working days after today, at most ten.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = self.case.provider if self.case else None
        found = Case.objects.filter(provider=about, procedure__in=SOURCES, number__isnull=False) if about else Case.objects.none()
        numbers = list(found.order_by("-registered_at").values_list("number", flat=True))
        self.fields["source"].choices = offered([(number, number) for number in numbers])  # type: ignore[attr-defined]
        self.initial = {"plan_due": holidays.calendar().add_working(timezone.localdate(), _longest()), **self.initial}

    def clean_plan_due(self) -> date:
        day: date = self.cleaned_data["plan_due"]
        calendar, today = holidays.calendar(), timezone.localdate()
        if day < calendar.add_working(today, LEAST):
            raise forms.ValidationError(_("The structure has at least five working days for its plan."), code="short")
        if day > calendar.add_working(today, _longest()):
            raise forms.ValidationError(_("The plan is due before the time limit of this stage."), code="late")
        return day


def by_the_structure(case: "Case") -> bool:
    """Proof is joined line by line by the act that files it, never before."""
    return False


class ActionPlan(Application):
    sections = (Plan,)
    requires = (
        Requirement("EVID", when=by_the_structure, condition=_("joined by the structure, line by line")),
        Requirement("ONPC", when=by_the_structure, condition=_("for the lines on safety")),
        Requirement("WORK", when=by_the_structure, condition=_("for the lines on staff")),
        Requirement("PROG", when=by_the_structure, condition=_("for the lines on teaching")),
    )

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        return identity_of(case)

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        return bool(set(cls.answer(case, "non_conformities", ())) & set(cls.answer(other, "non_conformities", ())))

    @classmethod
    def search_text(cls, case: "Case") -> str:
        return case.search_text


def limit_of(case: "Case", severity: str) -> int:
    """Calendar days in which a line of a severity is put right, as the case is bound by them."""
    return int(parameters.value_for(case, f"MON-04.{severity}.days"))


def lines_of(case: "Case") -> list[dict[str, Any]]:
    """Each line that the plan answers: as it was planned, or as the register tells it while nothing is planned."""
    if planned := case.facts.get("plan", {}).get("lines"):
        return [dict(line) for line in planned]
    keys = case.answers.get("plan", {}).get("non_conformities", ())
    return [_told(nonconformities.get(key)) for key in keys]


def _told(line: NonConformity) -> dict[str, Any]:
    known = checklist.BY_CODE.get(line.line)
    told = {"entry": str(line.entry), "number": line.number, "line": line.line, "severity": line.severity}
    title = in_three_languages(known.label if known else line.line)
    return {**told, "title": title, "description": line.description, "site": str(line.site or ""), "status": "open"}


def heading_of(line: dict[str, Any]) -> str:
    known = checklist.BY_CODE.get(line["line"])
    return f"{line['line']} {known.label if known else ''} ({NonConformity.Severity(line['severity']).label})"


class PlanFiled(TransitionForm):
    """facts: "plan" {lines [{entry, line, title, severity, description, action, responsible, due_on, status, answer? …}], on}.

    Each line has its action, somebody responsible and a day; after a return, each remark its answer.
    """

    subject = "plan"

    declare_true = TickField(label=_("I certify that the information that I give is exact"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines_of(self.case)
        self.remarks: dict[str, str] = self.case.facts.get("plan_remarks", {}).get("items", {})
        for n, line in enumerate(self.lines):
            self._ask(n, line)
        self.order_fields([name for name in self.fields if name != "declare_true"])

    def _ask(self, n: int, line: dict[str, Any]) -> None:
        what = {"label": heading_of(line), "help_text": line["description"]}
        self.fields[f"action_{n}"] = FreeText(limit=1000, least=10, rows=3, initial=line.get("action", ""), **what)
        self.fields[f"responsible_{n}"] = LineField(label=_("Responsible"), max_length=160, initial=line.get("responsible", ""))
        self.fields[f"due_{n}"] = DateField(label=_("Put right by"), initial=line.get("due_on", ""))
        if remark := self.remarks.get(line["entry"]):
            self.fields[f"answer_{n}"] = FreeText(label=_("Your answer to the remark"), help_text=remark, limit=1000, rows=3)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for n, line in enumerate(self.lines):
            day, limit = cleaned.get(f"due_{n}"), limit_of(self.case, line["severity"])
            if day and day <= self.today:
                self.add_error(f"due_{n}", _("Choose a day after today."))
            elif day and (day - self.today).days > limit:
                late = _("A line of this severity is put right within %(days)d days.")
                self.add_error(f"due_{n}", forms.ValidationError(late, code="late", params={"days": limit}))
        return cleaned

    def fact(self) -> dict[str, Any]:
        told = self.values()
        asked = ("action", "responsible", "answer")
        lines = [
            {
                **line,
                **{name: told[f"{name}_{n}"] for name in asked if f"{name}_{n}" in told},
                "due_on": told[f"due_{n}"],
                "status": "open",
            }
            for n, line in enumerate(self.lines)
        ]
        return {"lines": lines, "on": self.today.isoformat()}


class PlanReturned(TransitionForm):
    """facts: "plan_remarks" {items {entry: remark}, reason, on}: an action that does not treat its line, or a day too late."""

    requires_reason = True
    subject = "plan_remarks"

    reason = ReasonField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines_of(self.case)
        for n, line in enumerate(self.lines):
            told = f"{line['action']} ({line['due_on']})"
            self.fields[f"remark_{n}"] = FreeText(label=heading_of(line), help_text=told, limit=1000, rows=3, required=False)
        self.order_fields([name for name in self.fields if name != "reason"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not any(cleaned.get(f"remark_{n}") for n in range(len(self.lines))):
            raise forms.ValidationError(_("Say of at least one line what is wrong with its action or its day."), code="nothing")
        return cleaned

    def fact(self) -> dict[str, Any]:
        told = self.values()
        items = {line["entry"]: told[f"remark_{n}"] for n, line in enumerate(self.lines) if f"remark_{n}" in told}
        return {"items": items, "reason": told["reason"], "on": self.today.isoformat()}


class PlanAcceptance(TransitionForm):
    """facts: "acceptance" {covers, on}."""

    subject = "acceptance"

    covers = TickField(label=_("Every action treats its line, and every date is possible"))

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}
