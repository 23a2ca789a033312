"""What becomes of each trainee of a structure that closes: the plan, line by line, as it is filed, approved and carried out."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.entries import EntryField
from forms.fields import CHOOSE, ChoiceField, DateField, FreeText, LineField, MoneyField, TableField, TickField
from forms.requirements import ANY
from forms.training.transfer import sessions_for
from forms.transitions.base import TransitionForm
from forms.uploads import UploadField
from registers import enrolments, providers, sessions
from registers.models import Enrolment, Provider

if TYPE_CHECKING:
    from workflow.models import Case

TRANSFER, COMPLETION, REFUND = "transfer", "completion", "refund"
SOLUTIONS = [
    (TRANSFER, _("Goes on with another structure")),
    (COMPLETION, _("Completes the training before the closure")),
    (REFUND, _("Leaves and is refunded")),
]
MOST_TRAINEES = 400
Line = dict[str, Any]


class TraineeField(EntryField):
    """An enrolment told by the name of the trainee and the session."""

    def name(self, trainees: Iterable[Enrolment]) -> None:
        """Those that may be chosen."""
        self.choices = [("", CHOOSE), *((str(one.entry), self._words(one)) for one in trainees)]

    @staticmethod
    def _words(entry: Any) -> str:
        session = sessions.get(entry.session).heading if entry.session else ""
        return " – ".join(part for part in (entry.heading, session, entry.number) if part)


def owed(sites: Iterable[str]) -> list[Enrolment]:
    """The trainees of these sites for whom a closure must find a solution, in the order of their numbers."""
    running = [s.entry for site in sites for s in sessions.of(site=site)]
    found = Enrolment.objects.current().filter(session__in=running, status=Enrolment.Status.ACTIVE)
    return list(found.order_by("number"))


def plan_field(**kwargs: Any) -> TableField:
    """Rows of a trainee and what becomes of them; the form offers the trainees."""
    cells = {
        "trainee": TraineeField(register=lambda: Enrolment, offers=lambda _case: [], label=_("Trainee")),
        "solution": ChoiceField(label=_("Solution"), choices=SOLUTIONS, as_list=True),
        "receiving_provider": LineField(label=_("Number of the receiving structure"), max_length=20, required=False),
        "refund_tnd": MoneyField(label=_("Refund (TND)"), required=False),
    }
    return TableField(**{"label": _("Protection plan"), "cells": cells, "max_rows": MOST_TRAINEES, **kwargs})


def offer(field: Any, trainees: Iterable[Enrolment]) -> None:
    """Fills the list of trainees that the rows may name."""
    field.cells["trainee"].name(trainees)


def blank_rows(trainees: Iterable[Enrolment]) -> list[Line]:
    """One row for each trainee, whose solution is still to be said."""
    return [{"trainee": str(one.entry)} for one in trainees]


def lines_of(rows: Iterable[Mapping[str, Any]], *, trainees: Iterable[Enrolment], closing: date | None) -> list[Line]:
    """The lines of the plan as the case keeps them: {trainee, number, session, solution, moved_to?, refund_tnd?}.

    Raises:
        ValidationError: a trainee has no line or two, a solution cannot be carried out, or an amount is missing.
    """
    by_entry, taken, lines = {str(one.entry): one for one in trainees}, dict[str, int](), list[Line]()
    for row in rows:
        found = by_entry.pop(row["trainee"], None)
        if found is None:
            raise ValidationError(_("A trainee is named twice."), code="twice")
        line: Line = {"trainee": row["trainee"], "number": found.number, "session": str(found.session)}
        lines.append({**line, **_solution(row, found, taken=taken, closing=closing), "done_on": ""})
    if by_entry:
        numbers = ", ".join(one.number for one in by_entry.values())
        raise ValidationError(_("Say what becomes of every trainee: %(numbers)s."), code="left", params={"numbers": numbers})
    return lines


def _solution(row: Mapping[str, Any], own: Enrolment, *, taken: dict[str, int], closing: date | None) -> Line:
    solution, told = row["solution"], {"number": own.number}
    if solution == REFUND:
        if row.get("refund_tnd") in (None, ""):
            raise ValidationError(_("Give the amount that is refunded to %(number)s."), code="refund", params=told)
        return {"solution": REFUND, "refund_tnd": str(row["refund_tnd"])}
    if solution == COMPLETION:
        last = sessions.get(own.session).ends_on
        if closing and last and last > closing:
            raise ValidationError(_("The session of %(number)s ends after the closure."), code="late", params=told)
        return {"solution": COMPLETION}
    number = (row.get("receiving_provider") or "").strip().upper()
    receiver = Provider.objects.current().filter(number=number).first() if number else None
    if receiver is None or not providers.is_active(receiver):
        raise ValidationError(_("No structure in activity receives %(number)s."), code="receiver", params=told)
    for session in sessions_for(own):
        seats = sessions.free_seats(session)
        if session.provider == receiver.entry and (seats is None or seats > taken.get(str(session.entry), 0)):
            taken[str(session.entry)] = taken.get(str(session.entry), 0) + 1
            return {"solution": TRANSFER, "receiving_provider": receiver.number, "moved_to": str(session.entry)}
    raise ValidationError(_("The receiving structure has no place left for %(number)s."), code="place", params=told)


class PlanApproval(TransitionForm):
    """facts: "plan" {closing_date, lines [{trainee, number, session, solution, moved_to?, refund_tnd?, done_on}], on}."""

    subject = "plan"

    closing_date = DateField(label=_("Day of the closure"))
    lines = plan_field(required=False)
    accepted = TickField(label=_("Every trainee has accepted the solution in writing"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.trainees = owed(self.application.answer(self.case, "sites", []))
        offer(self.fields["lines"], self.trainees)
        filed = self.application.answer(self.case, "trainee_plan", []) or blank_rows(self.trainees)
        self.initial.setdefault("lines", filed)
        self.initial.setdefault("closing_date", self.application.answer(self.case, "closing_date"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        closing = cleaned.get("closing_date")
        if closing and closing < self.today:
            self.add_error("closing_date", _("Choose today or a later day."))
        if "lines" in cleaned:
            try:
                self.found = lines_of(cleaned["lines"], trainees=self.trainees, closing=closing)
            except ValidationError as error:
                self.add_error("lines", error)
        return cleaned

    def fact(self) -> dict[str, Any]:
        closing: date = self.cleaned_data["closing_date"]
        return {"closing_date": closing.isoformat(), "lines": self.found, "on": self.today.isoformat()}


def open_lines(case: "Case") -> list[Line]:
    return [line for line in case.facts.get("plan", {}).get("lines", []) if not line["done_on"]]


def _names(case: "Case") -> list[tuple[str, str]]:
    words = dict(SOLUTIONS)
    found = [(line, enrolments.get(line["trainee"])) for line in open_lines(case)]
    return [(line["trainee"], f"{one.heading} – {one.number} – {words[line['solution']]}") for line, one in found]


class ProgressReport(TransitionForm):
    """facts: "progress" {settled [trainees], text, proof?, on}."""

    subject = "progress"

    settled = forms.MultipleChoiceField(
        label=_("Trainees whose situation is settled since the last report"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    text = FreeText(label=_("What was done"), limit=2000, least=10)
    proof = UploadField(
        label=_("Proof of the refunds"), accept=ANY, required=False, help_text=_("Join it as soon as a trainee is refunded.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["settled"].choices = _names(self.case)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        refunded = {line["trainee"] for line in open_lines(self.case) if line["solution"] == REFUND}
        if refunded & set(cleaned.get("settled") or ()) and not cleaned.get("proof") and "proof" not in self.errors:
            self.add_error("proof", _("Join the proof of what was refunded."))
        return cleaned

    def fact(self) -> dict[str, Any]:
        return {"settled": [], **self.values(), "on": self.today.isoformat()}


def marked(case: "Case", *, on: date) -> list[Line]:
    """The lines of the plan, those of the last report marked as done with its proof."""
    report = case.facts["progress"]
    told: Line = {"done_on": on.isoformat(), **({"proof": report["proof"]} if report.get("proof") else {})}
    return [{**line, **told} if line["trainee"] in report["settled"] else line for line in case.facts["plan"]["lines"]]


class Settlement(TransitionForm):
    """facts: "settlement" {checked, text?, on}: the officer has compared the plan with its proofs."""

    subject = "settlement"

    checked = TickField(label=_("I have checked each line of the plan and the proofs of refund"))
    text = FreeText(label=_("Remark"), limit=2000, required=False)

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}
