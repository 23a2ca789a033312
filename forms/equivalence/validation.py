"""The validation of experience, act by act: eligibility, portfolio, jury, votes unit by unit, conclusion."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from forms.fields import ChoiceField, DateField, FreeText, LineField, TickField, TimeField, YesNoField
from forms.transitions.base import ReasonField, TransitionForm
from forms.transitions.decision import ReasonedRefusal
from forms.transitions.people import PersonField, unlinked
from forms.uploads import UploadField
from registers.normalise import fold
from workflow import holidays
from workflow.models import Case

SEATS = ("president", "first", "second")
PROFESSIONALS = 2  # of the three, at least
VOTES = [("validated", _("Unit validated")), ("refused", _("Unit not validated"))]
NOTICE = 10  # working days between the convening and the jury


def units_of(case: Case) -> list[dict[str, str]]:
    """The units as they were when the person was found eligible."""
    found: list[dict[str, str]] = case.facts["eligibility"]["units"]
    return found


def divided(case: Case) -> list[dict[str, str]]:
    """The units on which the members do not agree: the president settles them."""
    return [unit for unit in units_of(case) if len(votes_on(case, unit["code"])) > 1]


def votes_on(case: Case, code: str) -> set[str]:
    return {ballot["units"][code] for ballot in case.facts.get("ballots", {}).values()}


class Eligibility(TransitionForm):
    """facts: "eligibility" {eligible, years, units [{code, title}], title_ar, title_fr, level, on}."""

    subject = "eligibility"

    proofs_checked = TickField(label=_("The documents prove the experience that is declared"))
    related = TickField(label=_("The experience is related to the diploma aimed at"))

    def fact(self) -> dict[str, Any]:
        application: Any = self.application
        target = application.target(self.case)
        return {
            "eligible": True,
            "years": str(application.years(self.case)),
            "units": application.units(self.case),
            "title_ar": target.title_ar,
            "title_fr": target.title_fr,
            "level": target.target_level,
            "on": self.today.isoformat(),
        }


class Portfolio(TransitionForm):
    """facts: "portfolio" {file {attachment, sha256}, units {code: {activities, proof}}, on}."""

    subject = "portfolio"

    portfolio = UploadField(label=_("Portfolio"), max_mb=50, help_text=_("One PDF, with the proof of each unit."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for unit in units_of(self.case):
            name = unit["code"].lower()
            activities = FreeText(label=f"{unit['code']} – {unit['title']}", limit=4000, least=30, rows=6)
            activities.help_text = _("What you did at work that shows the competences of this unit.")
            self.fields[f"activities_{name}"] = activities
            self.fields[f"proof_{name}"] = LineField(label=_("Proof, and its page in the portfolio"), max_length=300)

    def fact(self) -> dict[str, Any]:
        told = self.values()
        codes = [unit["code"] for unit in units_of(self.case)]
        units = {c: {"activities": told[f"activities_{c.lower()}"], "proof": told[f"proof_{c.lower()}"]} for c in codes}
        return {"file": told["portfolio"], "units": units, "on": self.today.isoformat()}


class JuryCall(TransitionForm):
    """facts: "jury" {seats [{user, name_ar, name_fr, capacity, employer, professional}], on, at, place}."""

    subject = "jury"

    president = PersonField(label=_("President of the jury"))
    president_employer = LineField(label=_("Employer of the president"), max_length=150)
    president_professional = YesNoField(label=_("Does the president practise the trade?"))
    first = PersonField(label=_("First member"))
    first_employer = LineField(label=_("Employer of the first member"), max_length=150)
    first_professional = YesNoField(label=_("Does the first member practise the trade?"))
    second = PersonField(label=_("Second member"))
    second_employer = LineField(label=_("Employer of the second member"), max_length=150)
    second_professional = YesNoField(label=_("Does the second member practise the trade?"))
    on = DateField(label=_("Day of the jury"))
    at = TimeField(label=_("Hour"))
    place = LineField(label=_("Place"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for seat in SEATS:
            role = Role.JURY_PRESIDENT if seat == "president" else Role.JURY_MEMBER
            self.fields[seat].queryset = unlinked(self.case, role=role)  # type: ignore[attr-defined]

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        calendar = holidays.calendar()
        if day < calendar.add_working(self.today, NOTICE):
            raise ValidationError(
                _("The candidate must be convened at least %(days)d working days ahead."), params={"days": NOTICE}
            )
        if not calendar.is_working(day):
            raise ValidationError(_("This is a day off."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        people = [cleaned[seat].pk for seat in SEATS if cleaned.get(seat)]
        if len(set(people)) < len(people):
            self.add_error("second", _("One person holds one seat."))
        employers = self.application.employers(self.case)  # type: ignore[attr-defined]
        for seat in SEATS:
            if fold(cleaned.get(f"{seat}_employer", "")) in employers:
                self.add_error(f"{seat}_employer", _("Nobody of an employer of the candidate sits in the jury."))
        practising = sum(cleaned.get(f"{seat}_professional") == "yes" for seat in SEATS)
        if not self.errors and practising < PROFESSIONALS:
            self.add_error(None, _("At least two of the three practise the trade."))
        return cleaned

    def fact(self) -> dict[str, Any]:
        told = {name: value for name, value in self.values().items() if name in ("on", "at", "place")}
        return {**told, "seats": [self._seat(seat) for seat in SEATS]}

    def _seat(self, seat: str) -> dict[str, Any]:
        user: User = self.cleaned_data[seat]
        return {
            "user": user.pk,
            "name_ar": user.name_ar,
            "name_fr": user.name_fr,
            "capacity": "president" if seat == "president" else "member",
            "employer": self.cleaned_data[f"{seat}_employer"],
            "professional": self.cleaned_data[f"{seat}_professional"] == "yes",
        }


class JuryOpened(TransitionForm):
    """facts: "interview" {how, on}."""

    subject = "interview"

    how = ChoiceField(
        label=_("How was the candidate heard?"),
        choices=[("interview", _("Interview")), ("situation", _("Real situation of work")), ("both", _("Both"))],
    )
    all_present = TickField(label=_("All three members of the jury were present"))

    def fact(self) -> dict[str, Any]:
        return {"how": self.cleaned_data["how"], "on": self.today.isoformat()}


class UnitVotes(TransitionForm):
    """A vote for each unit; the reason of a vote against is kept."""

    no_link = TickField(label=_("I have no link with the candidate or an employer of the candidate"))
    remark = FreeText(label=_("Why a unit is not validated"), limit=2000, least=10, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for unit in units_of(self.case):
            self.fields[f"unit_{unit['code'].lower()}"] = ChoiceField(label=f"{unit['code']} – {unit['title']}", choices=VOTES)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "refused" in self._votes().values() and not cleaned.get("remark") and "remark" not in self.errors:
            self.add_error("remark", _("Say why you do not validate a unit."))
        return cleaned

    def _votes(self) -> dict[str, str]:
        return {u["code"]: self.cleaned_data.get(f"unit_{u['code'].lower()}", "") for u in units_of(self.case)}


class Conclusion(TransitionForm):
    """The president states the result, and settles the units on which the members are divided.

    facts: "jury_result" {validated [codes], refused [codes], settled {code: vote}, reason?, on}.
    """

    subject = "jury_result"

    confirm = TickField(label=_("I state the result of the jury, unit by unit"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for unit in divided(self.case):
            label = f"{unit['code']} – {unit['title']}"
            field: forms.Field = ChoiceField(label=label, choices=VOTES)
            field.help_text = _("The members are divided: the president settles it.")
            self.fields[f"settled_{unit['code'].lower()}"] = field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not self.fits(**self.outcome()):
            raise ValidationError(_("The votes on the units do not amount to this result."), code="result")
        return cleaned

    def fits(self, *, validated: list[str], refused: list[str]) -> bool:
        """Whether the outcome is the one that this act states."""
        return not refused

    def outcome(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {"validated": [], "refused": []}
        for unit in units_of(self.case):
            told = self.cleaned_data.get(f"settled_{unit['code'].lower()}") or next(
                iter(votes_on(self.case, unit["code"])), "refused"
            )
            found[told].append(unit["code"])
        return found

    def result(self) -> dict[str, Any]:
        settled = {u["code"]: self.cleaned_data[f"settled_{u['code'].lower()}"] for u in divided(self.case)}
        return {**self.outcome(), "settled": settled, "on": self.today.isoformat()}

    def fact(self) -> dict[str, Any]:
        return self.result()


class PartialConclusion(Conclusion):
    requires_reason = True
    reason = ReasonField(label=_("What is still to be shown, unit by unit"))

    def fits(self, *, validated: list[str], refused: list[str]) -> bool:
        return bool(validated and refused)

    def fact(self) -> dict[str, Any]:
        return {**self.result(), "reason": self.cleaned_data["reason"]}


class NegativeConclusion(Conclusion, ReasonedRefusal):
    """facts: "proposal", as of a refusal, and "jury_result"."""

    subject = "proposal"
    confirm = TickField(label=_("I state the result of the jury, unit by unit"))

    def fits(self, *, validated: list[str], refused: list[str]) -> bool:
        return not validated

    def fact(self) -> dict[str, Any]:
        told = ReasonedRefusal.fact(self)
        return {name: value for name, value in told.items() if not name.startswith("settled_")}

    def facts(self) -> dict[str, Any]:
        return {"proposal": self.fact(), "jury_result": self.result()}
