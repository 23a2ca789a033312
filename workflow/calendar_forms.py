"""What administrators fill in of the calendar and of the parameters."""

import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from workflow.administration_forms import day, reason_field, text
from workflow.models import Holiday
from workflow.parameters import MOST, WEEKEND, Declared

Certainty = Holiday.Certainty


class DayOff(forms.Form):
    """A day off, its names, and whether it is announced: then a source says by whom."""

    date = forms.DateField(label=_("Date"), widget=day())
    name_ar = forms.CharField(label=_("Name in Arabic"), max_length=80, widget=text("ar"))
    name_fr = forms.CharField(label=_("Name in French"), max_length=80, widget=text("fr"))
    name_en = forms.CharField(label=_("Name in English"), max_length=80, widget=text("en"))
    certainty = forms.ChoiceField(label=_("Certainty"), choices=Certainty.choices, widget=forms.RadioSelect)
    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        required=False,
        help_text=_("The decree, circular or notice that announces it; needed once it is announced."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if found.get("certainty") == Certainty.ANNOUNCED and not found.get("source", "").strip():
            self.add_error("source", _("Say which text or notice announces this day."))
        return found

    @property
    def names(self) -> dict[str, str]:
        return {language: self.cleaned_data[f"name_{language}"] for language in ("en", "fr", "ar")}


class Removal(forms.Form):
    """Why a day is worked after all."""

    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        help_text=_("The text or notice by which this day is worked after all."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class Proposal(forms.Form):
    """A new value of a parameter: its kind is the default's, and a text says so."""

    value = forms.Field(label=_("New value"))
    valid_from = forms.DateField(label=_("Holds from"), widget=day())
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_("The law, decree or order, with its article."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    reason = reason_field()

    def __init__(self, *args: Any, declared: Declared, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.declared = declared
        self.fields["value"] = value_field(declared)
        self.fields["valid_from"].widget.attrs["min"] = timezone.localdate().isoformat()

    def clean_value(self) -> Any:
        value = self.cleaned_data["value"]
        if type(self.declared.default) is bool:
            value = value == "true"
        elif self.declared.code == WEEKEND:
            value = sorted(int(d) for d in value)
        elif self.declared.is_day:
            value = value.isoformat()
        elif self.declared.decimals is not None:
            value = re.sub(r"\s", "", value).replace(",", ".")
        if not self.declared.accepts(value):
            raise forms.ValidationError(_("This parameter cannot take this value."))
        return value

    def clean_valid_from(self) -> Any:
        if self.cleaned_data["valid_from"] < timezone.localdate():
            raise forms.ValidationError(_("A parameter changes from today on at the earliest."))
        return self.cleaned_data["valid_from"]


def value_field(declared: Declared) -> forms.Field:
    """The field of a value, by the kind of the default."""
    label = _("New value")
    if type(declared.default) is bool:
        return forms.ChoiceField(label=label, choices=[("true", _("Yes")), ("false", _("No"))], widget=forms.RadioSelect)
    if declared.code == WEEKEND:
        days = [(str(n), WEEKDAYS[n]) for n in range(7)]
        return forms.MultipleChoiceField(label=label, choices=days, widget=forms.CheckboxSelectMultiple)
    if declared.is_day:
        return forms.DateField(label=label, widget=day())
    if declared.choices:
        return forms.ChoiceField(label=label, choices=declared.choices, widget=forms.RadioSelect)
    if type(declared.default) is int:
        return forms.IntegerField(label=label, min_value=declared.least, max_value=MOST)
    hint = _("Written like the default: %(default)s") % {"default": declared.default}
    return forms.CharField(
        label=label, help_text=hint, max_length=20, widget=forms.TextInput(attrs={"dir": "ltr", "data-width": "s"})
    )
