"""What a registrar fills in on the register's own screens, and the filters of a list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registers import reasons
from registers.catalogue import Register


class VoidReason(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is kept in the register and shown to whoever decides."),
        min_length=reasons.SHORTEST,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


class Merge(forms.Form):
    """The duplicate, by its number, and why it is one."""

    number = forms.CharField(
        label=_("Number of the duplicate"),
        max_length=40,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is kept in the register."),
        min_length=reasons.SHORTEST,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


class Filters(forms.Form):
    """Words, a day and a status; all may be left out."""

    q = forms.CharField(label=_("Number or name, in Arabic or Latin letters"), required=False, max_length=200)
    on = forms.DateField(label=_("As of"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    status = forms.ChoiceField(label=_("Status"), required=False)

    def __init__(self, *args: Any, register: Register, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.attrs["dir"] = "auto"
        if register.status:
            self.fields["status"].label = register.label(register.status)
            self.fields["status"].choices = [("", _("All")), *register.statuses()]  # type: ignore[attr-defined]
        else:
            del self.fields["status"]


class AsOf(forms.Form):
    on = forms.DateField(label=_("As of"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class Place(forms.Form):
    """Where a page of the list begins."""

    after = forms.CharField(required=False, max_length=40)
    before = forms.CharField(required=False, max_length=40)
