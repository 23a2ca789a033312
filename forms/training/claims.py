"""A claim about results: filed by a candidate who has an account, or typed at the counter for one who has none."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.standing import standing_of
from forms.blocks.person import ID_TYPES
from forms.fields import (
    ChoiceField,
    CinField,
    CountryField,
    FreeText,
    IdentifierField,
    LineField,
    PassportField,
    PastDateField,
    TickField,
    offered,
    years_before,
)
from forms.requirements import ANY
from forms.training.enrolment import ADULT, NO_CARD
from forms.training.results import ExaminationResults, modules_of, standings_of
from forms.transitions.base import TransitionForm
from forms.uploads import UploadField
from registers import persons, trainees
from registers.models import Enrolment, Person
from workflow.models import Case
from workflow.policies import SENTENCES
from workflow.refusals import DutiesConflict

FILED_BY = [("candidate", _("The candidate")), ("guardian", _("The guardian of a candidate who is a minor"))]


def contested(case: Case) -> set[str]:
    """The candidates with a claim that the jury has not dealt with."""
    return {line["candidate"] for line in claims(case) if line["status"] == "taken"}


def claims(case: Case) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = case.facts.get("claims", {}).get("lines", [])
    return found


class Claim(TransitionForm):
    """facts: "claims" {lines [{candidate, module, ground, on, status "open" | "taken" | "settled"}]}."""

    subject = "claims"

    module = ChoiceField(label=_("Unit"), choices=[], as_list=True)
    ground = FreeText(label=_("What you contest, and why"), limit=2000, least=10)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.number = number_of(self.case, self.actor.user.identity if self.actor and self.actor.user else "")
        self.fields["module"].choices = offered([(module, module) for module in units_left(self.case, self.number)])  # type: ignore[attr-defined]

    def fact(self) -> dict[str, Any]:
        line = {"candidate": self.number, **self.values(), "on": self.today.isoformat(), "status": "open"}
        return {"lines": [*claims(self.case), line]}


class CounterClaim(TransitionForm):
    """facts: "claims" with another line {…, by "candidate" | "guardian", paper}: what the candidate signed on paper.

    The enrolment and the identity document must be those of one candidate; whoever asks is not told which of them is not.
    """

    subject = "claims"
    shown_when = {
        "cin": ("id_type", ("cin",)),
        "passport_no": ("id_type", ("passport",)),
        "nationality": ("id_type", ("passport",)),
        "residence_card_no": ("id_type", ("residence_card",)),
        "birth_date": ("id_type", ("none",)),
        "guardian": ("filed_by", ("guardian",)),
    }

    candidate = LineField(
        label=_("Number of the enrolment"),
        help_text=_("It stands on the contract and on the convocation."),
        max_length=40,
        width="m",
    )
    id_type = ChoiceField(label=_("Identity document of the candidate"), choices=[*ID_TYPES, NO_CARD])
    cin = CinField(label=_("Number of the identity card"))
    nationality = CountryField(label=_("Nationality"))
    passport_no = PassportField(label=_("Number of the passport"))
    residence_card_no = IdentifierField(label=_("Number of the residence card"), max_length=20)
    birth_date = PastDateField(label=_("Date of birth"), max_age=100)
    filed_by = ChoiceField(label=_("Who came to the counter?"), choices=FILED_BY)
    guardian = LineField(label=_("Name of the guardian, with the number of the identity card"), max_length=120)
    module = ChoiceField(label=_("Unit"), choices=[], as_list=True)
    ground = FreeText(label=_("What is contested, and why"), limit=2000, least=10)
    claim_form = UploadField(label=_("Paper form signed by who came"), accept=ANY, max_mb=20)
    identity_seen = TickField(label=_("I have seen the original of the identity document, and it is that of the person who came"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = str(ExaminationResults.answer(self.case, "examination") or "")
        self.fields["module"].choices = offered([(module, module) for module in modules_of(held)])  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        line, person = self._found(cleaned)
        if line is None or person is None:
            raise ValidationError(
                _("No candidate of this examination has this enrolment and this identity document."), code="unknown"
            )
        self._check_own(person)
        if cleaned["filed_by"] == "guardian" and person.birth_date <= years_before(self.today, ADULT):
            self.add_error("filed_by", _("The candidate is of age, and files in person."))
        if cleaned["module"] not in units_left(self.case, line.number):
            self.add_error("module", _("This unit was contested already, or the candidate was set aside."))
        cleaned["candidate"] = line.number
        return cleaned

    def _found(self, cleaned: dict[str, Any]) -> tuple[Enrolment | None, Person | None]:
        """The candidate whom both the enrolment and the identity document name."""
        line = ExaminationResults.candidates(self.case).get(str(cleaned["candidate"]).upper())
        person = Person.of(trainees.get(line.trainee).person) if line else None
        return (line, person) if person is not None and _is_of(cleaned, person) else (None, None)

    def _check_own(self, person: Person) -> None:
        """Nobody types a claim of their own, nor one of a person to whom they are tied."""
        standing = standing_of(self.actor.user) if self.actor.user else None
        if standing and person.identity in {standing.identity, *standing.interests}:
            raise DutiesConflict("SD-19", SENTENCES["SD-19"])

    def fact(self) -> dict[str, Any]:
        told = self._told()
        return {"lines": [*claims(self.case), {**told, "on": self.today.isoformat(), "status": "open"}]}

    def record(self) -> Mapping[str, Any]:
        """The enrolment names the candidate; the number of the identity document stays out of the ledger."""
        return {"answers": self._told()}

    def _told(self) -> dict[str, Any]:
        told = self.values()
        kept = {name: told[name] for name in ("candidate", "module", "ground", "guardian", "claim_form") if name in told}
        return {**kept, "by": self.cleaned_data["filed_by"]}


def _is_of(cleaned: Mapping[str, Any], person: Person) -> bool:
    if cleaned["id_type"] == "none":
        born: date | None = cleaned.get("birth_date")
        return person.identity.startswith("birth:") and born == person.birth_date
    return persons.identity_of(cleaned) == person.identity


def units_left(case: Case, number: str) -> list[str]:
    """The units whose mark the candidate has not contested yet."""
    known = standings_of(case.answers).get(number)
    filed = {line["module"] for line in claims(case) if line["candidate"] == number}
    return [module for module, _mark in known.marks if module not in filed] if known else []


def identities(case: Case) -> dict[str, str]:
    """The identity documents of the candidates: identity to the number of the enrolment."""
    lines = ExaminationResults.candidates(case)
    people = {number: trainees.get(line.trainee).person for number, line in lines.items()}
    known = dict(Person.objects.current().filter(entry__in=people.values()).values_list("entry", "identity"))
    return {known[person]: number for number, person in people.items() if person in known}


def number_of(case: Case, identity: str) -> str:
    """The enrolment of the candidate who has this identity."""
    return identities(case).get(identity, "") if identity else ""
