"""What is filled in while a person is guided: profile, interview, proposals, choice."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from forms.fields import ChoiceField, DateField, FreeText, LineField, TimeField, YesNoField
from forms.guidance.placement import EDUCATION, PlacementRequest
from forms.guidance.places import offered_places, proposed, words_of
from forms.transitions.base import ReasonField, TransitionForm
from forms.transitions.intake import Inadmissibility
from registers import sessions
from workflow.holidays import calendar

GUIDANCE_INADMISSIBLE = {
    "already_placed": _("The person is already placed in a training"),
    "restricted": _("A restriction in force excludes the person"),
}
MOST_PROPOSALS = 5


class GuidanceInadmissibility(Inadmissibility):
    """The person is placed already, or a restriction excludes them."""

    grounds = GUIDANCE_INADMISSIBLE


class _Dated(TransitionForm):
    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


def _notes() -> FreeText:
    return FreeText(label=_("Notes of the counsellor"), limit=2000, required=False)


class ProfileReview(_Dated):
    """facts: "profile" {entry_level, skills, counsellor_notes?, on}: the level that the classification recognises."""

    subject = "profile"

    entry_level = ChoiceField(
        label=_("School level established"),
        help_text=_("By the certificate that was joined and the national classification."),
        choices=EDUCATION,
        as_list=True,
    )
    skills = FreeText(label=_("Skills of the person"), least=10, limit=2000)
    counsellor_notes = _notes()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("entry_level", PlacementRequest.answer(self.case, "education_level"))


class InterviewDay(_Dated):
    """facts: "interview" {unclear, day, at, place, on}: the letter tells the person."""

    subject = "interview"

    unclear = ChoiceField(
        label=_("What is unclear"),
        choices=[("choice", _("The choice")), ("level", _("The level")), ("both", _("Both"))],
    )
    day = DateField(label=_("Day of the interview"))
    at = TimeField(label=_("Hour"))
    place = LineField(label=_("Place"))

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day < self.today:
            raise ValidationError(_("Choose today or a later day."), code="past")
        if not calendar().is_working(day):
            raise ValidationError(_("This is a day off: choose a working day."), code="day_off")
        return day


class InterviewResult(_Dated):
    """facts: "interview_result" {came, result, on}; when nobody came, the proposals rest on the file."""

    subject = "interview_result"
    shown_when = {"entry_level": ("came", ("yes",))}

    came = YesNoField(label=_("Did the person come?"))
    entry_level = ChoiceField(label=_("School level established"), choices=EDUCATION, as_list=True)
    result = FreeText(label=_("Result of the interview"), least=10, limit=2000)

    def facts(self) -> dict[str, Any]:
        found = dict(super().facts())
        if level := self.cleaned_data.get("entry_level"):
            found["profile"] = {**self.case.facts["profile"], "entry_level": level}
        return found


class Proposals(_Dated):
    """facts: "proposals" {sessions [entry], counsellor_notes?, on}."""

    subject = "proposals"

    sessions = forms.MultipleChoiceField(
        label=_("Places proposed"),
        help_text=_("One to five. The letter gives their prices."),
        widget=forms.CheckboxSelectMultiple,
    )
    counsellor_notes = _notes()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sessions"].choices = [(str(s.entry), words_of(s)) for s in offered_places(self.case)]  # type: ignore[attr-defined]

    def clean_sessions(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["sessions"]
        if len(chosen) > MOST_PROPOSALS:
            too_many = ngettext_lazy("Propose at most %(limit)d place.", "Propose at most %(limit)d places.", "limit")
            raise ValidationError(too_many, code="too_many", params={"limit": MOST_PROPOSALS})
        return chosen


class Choice(_Dated):
    """facts: "choice" {session, provider, on}."""

    subject = "choice"

    session = ChoiceField(label=_("Your choice"), choices=[])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].choices = [(str(s.entry), words_of(s)) for s in proposed(self.case)]  # type: ignore[attr-defined]

    def fact(self) -> dict[str, Any]:
        return {**super().fact(), "provider": str(sessions.get(self.cleaned_data["session"]).provider)}


class ProposalsDeclined(TransitionForm):
    """The reason is what the next proposals rest on."""

    requires_reason = True
    reason = ReasonField(label=_("Why none of the proposals suits you"), help_text="")
