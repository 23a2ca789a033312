"""What is written inside a case without moving it: messages, notes, and the answers of the work screens."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registers import reasons

MOST = 5000


class Words(forms.Form):
    """One text of 1 to 5,000 characters."""

    body = forms.CharField(max_length=MOST, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}))


class MessageWords(Words):
    body = forms.CharField(
        label=_("Your message"),
        max_length=MOST,
        help_text=_("The applicant reads it here and is told by e-mail."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


class NoteWords(Words):
    body = forms.CharField(
        label=_("Your note"),
        max_length=MOST,
        help_text=_("Colleagues and auditors read it; the applicant never does."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


class Snooze(forms.Form):
    until = forms.DateField(
        label=_("Until"), widget=forms.DateInput(attrs={"type": "date", "data-width": "m"}, format="%Y-%m-%d")
    )


class Reassign(forms.Form):
    """To whom the work goes; the choices are those who may hold every task chosen."""

    to = forms.ChoiceField(label=_("New holder"))

    def __init__(self, *args: Any, people: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(p.uuid): p for p in people}
        self.fields["to"].choices = [(uuid, p.full_name) for uuid, p in self.people.items()]  # type: ignore[attr-defined]


class AssistedFiling(forms.Form):
    """Opens a draft at the counter."""

    procedure = forms.ChoiceField(label=_("Procedure"))
    for_email = forms.EmailField(
        label=_("E-mail address of the applicant's account"),
        required=False,
        help_text=_("Leave empty when the applicant has no account: the counter then answers for them."),
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off", "data-width": "l"}),
    )

    def __init__(self, *args: Any, procedures: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["procedure"].choices = [(p.code, f"{p.code} · {p.title}") for p in procedures]  # type: ignore[attr-defined]


class PlannedMeeting(forms.Form):
    committee = forms.ChoiceField(label=_("Committee"))
    meets_at = forms.DateTimeField(
        label=_("Day and hour"),
        input_formats=["%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "data-width": "m"}, format="%Y-%m-%dT%H:%M"),
    )
    place = forms.CharField(label=_("Place"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))

    def __init__(self, *args: Any, committees: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["committee"].choices = committees  # type: ignore[attr-defined]
        self.fields["meets_at"].widget.attrs["min"] = timezone.localtime().strftime("%Y-%m-%dT%H:%M")


class BulkReason(forms.Form):
    reason = forms.CharField(
        label=_("Reason for signing different outcomes together"),
        min_length=reasons.SHORTEST,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
