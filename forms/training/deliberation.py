"""What is filled in from the handing in of the marks to the diplomas: votes and marks never reach the ledger in clear."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from forms.fields import AmountField, ChoiceField, LineField, TableField, TickField, offered
from forms.training.averages import Standing
from forms.training.claims import claims, contested
from forms.training.results import DECISIONS, MARK, ExaminationResults, least_average, may_be, standings_of
from forms.transitions.base import TransitionForm
from forms.transitions.decision import ApprovalSignature
from forms.transitions.intake import Submission
from workflow import juries
from workflow.ledger import canonical
from workflow.models import Case

HANDED = [
    ("counter", _("Handed over against signature")),
    ("post", _("Posted with receipt")),
    ("download", _("Downloaded by the holders")),
]


def sealed(what: str, value: Any) -> str:
    """What the ledger keeps of a secret: it proves the value to whoever is shown it, and tells nobody else."""
    return salted_hmac(f"results.{what}", canonical.encode(value), algorithm="sha256").hexdigest()


class MarksSubmission(Submission):
    """facts: "markers" {first, second, on}."""

    subject = "markers"

    first = LineField(label=_("First marker"), max_length=120)
    second = LineField(label=_("Second marker"), max_length=120)
    signed = TickField(label=_("Both markers signed every marking sheet"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("first") and cleaned.get("first") == cleaned.get("second"):
            self.add_error("second", _("The two markers are two persons."))
        return cleaned

    def fact(self) -> dict[str, Any]:
        told = {name: self.cleaned_data[name] for name in ("first", "second")}
        return {**told, "on": self.today.isoformat()}

    def record(self) -> Mapping[str, Any]:
        told = {name: self.cleaned_data[name] for name in ("first", "second")}
        return {**super().record(), "digest": sealed("marks", self.case.answers), "answers": told}


class DeliberationOpened(TransitionForm):
    """facts: "deliberation" {present [user], candidates [number], round, on}."""

    subject = "deliberation"

    present = forms.MultipleChoiceField(label=_("Members of the jury who are present"), widget=forms.CheckboxSelectMultiple)
    declared = TickField(label=_("Each signed the declaration that nothing ties them to a candidate"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = [(str(s["user"]), s["name"]) for s in juries.sitting(self.case)]  # type: ignore[attr-defined]

    def clean_present(self) -> list[int]:
        there = [int(pk) for pk in self.cleaned_data["present"]]
        if not juries.is_independent([seat for seat in juries.sitting(self.case) if seat["user"] in there]):
            raise ValidationError(
                _("Three members at least, the president among them, most from outside the structure."), code="quorum"
            )
        return there

    def fact(self) -> dict[str, Any]:
        numbers = sorted(standings_of(self.case.answers))
        return {"present": self.cleaned_data["present"], "candidates": numbers, "round": 1, "on": self.today.isoformat()}


def on_agenda(case: Case) -> list[str]:
    """The candidates about whom the jury now deliberates."""
    found: list[str] = case.facts.get("deliberation", {}).get("candidates", [])
    return found


class Ballot(TransitionForm):
    """facts: "ballots" {number of the enrolment: {user: decision}}; one choice for each candidate."""

    subject = "ballots"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known, least = standings_of(self.case.answers), least_average()
        people = ExaminationResults.candidates(self.case)
        for number in on_agenda(self.case):
            choices = [(code, label) for code, label in DECISIONS if self._is_open(code, number, known[number], least)]
            label = people[number].heading
            self.fields[f"decision_{number}"] = ChoiceField(label=f"{label} ({number})", choices=choices)

    def _is_open(self, code: str, number: str, standing: Standing, least: Decimal) -> bool:
        # A mark that is contested may still be corrected: then every decision is open until the results are signed.
        return may_be(code, standing, least=least) or number in contested(self.case)

    def _choices(self) -> dict[str, str]:
        return {number: self.cleaned_data[f"decision_{number}"] for number in on_agenda(self.case)}

    def fact(self) -> dict[str, Any]:
        kept = self.case.facts.get("ballots", {})
        voter = str(self.actor.user.pk) if self.actor.user else ""
        return {**kept, **{n: {**kept.get(n, {}), voter: choice} for n, choice in self._choices().items()}}

    def record(self) -> Mapping[str, Any]:
        return {"answers": {"candidates": len(on_agenda(self.case)), "sealed": sealed("ballot", self._choices())}}


class ResultsPublication(TransitionForm):
    """facts: "published" {corrected [{candidate, module}], on}; the corrections themselves go to the marks."""

    subject = "published"

    corrections = TableField(
        label=_("Marks that the jury corrects after a claim"),
        required=False,
        cells={
            "candidate": ChoiceField(label=_("Candidate"), choices=[], as_list=True),
            "module": LineField(label=_("Unit"), max_length=150),
            "mark": AmountField(label=_("Mark out of 20"), **MARK),
        },
    )
    minutes_signed = TickField(label=_("The minutes were signed by the whole jury"))
    confirm = TickField(label=_("I publish the results of all candidates"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(number, number) for number in sorted(contested(self.case))]
        self.fields["corrections"].cells["candidate"].choices = offered(named)  # type: ignore[attr-defined]

    def clean_corrections(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["corrections"]
        open_ones = {(line["candidate"], line["module"]) for line in claims(self.case) if line["status"] == "taken"}
        if [row for row in rows if (row["candidate"], row["module"]) not in open_ones]:
            raise ValidationError(_("Only a mark that was contested is corrected."), code="claim")
        return rows

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        corrected = with_corrections(self.case.answers, cleaned.get("corrections", []))
        known, least = standings_of(corrected), least_average()
        wrong = [number for number, choice in decided(self.case, known).items() if not may_be(choice, known[number], least=least)]
        if wrong:
            told = {"numbers": ", ".join(wrong)}
            sentence = _("Admitted below the average from which the jury may admit: %(numbers)s.")
            raise ValidationError(sentence, code="average", params=told)
        return cleaned

    def fact(self) -> dict[str, Any]:
        told = [{name: row[name] for name in ("candidate", "module")} for row in self.cleaned_data["corrections"]]
        return {"corrected": told, "on": self.today.isoformat()}

    def record(self) -> Mapping[str, Any]:
        return {"answers": self.fact()}


def with_corrections(given: Mapping[str, Any], corrections: list[dict[str, Any]]) -> dict[str, Any]:
    """The answers in which contested marks are those of the jury."""
    marks = {(row["candidate"], row["module"]): str(row["mark"]) for row in corrections}
    section = given.get("marks", {})
    rows = [
        {**row, "agreed_mark": marks[key], "absent": "no"} if (key := (row["candidate"].upper(), row["module"])) in marks else row
        for row in section.get("marks", [])
    ]
    return {**given, "marks": {**section, "marks": rows}}


def decided(case: Case, known: Mapping[str, Standing]) -> dict[str, str]:
    """By candidate, what most members voted; where they are equally divided, the average decides."""
    found = {}
    for number, standing in known.items():
        votes = list(case.facts.get("ballots", {}).get(number, {}).values())
        counts = sorted(((votes.count(code), code) for code in {*votes}), reverse=True)
        if counts and (len(counts) == 1 or counts[0][0] > counts[1][0]):
            found[number] = counts[0][1]
        else:
            found[number] = "admitted" if standing.average is not None and standing.mention else "adjourned"
    return found


class Handover(ApprovalSignature):
    """facts: "handover" {mode, reference, on}: how the diplomas reached their holders; signs the transcripts."""

    mode = ChoiceField(label=_("How were the diplomas handed over?"), choices=HANDED)
    reference = LineField(label=_("Reference of the receipts"), max_length=120)

    def facts(self) -> Mapping[str, Any]:
        told = {name: self.cleaned_data[name] for name in ("mode", "reference")}
        return {**super().facts(), "handover": {**told, "on": self.today.isoformat()}}
