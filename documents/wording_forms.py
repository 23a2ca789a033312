"""What is filled in to word a zone of a letter or a clause."""

import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.zones.catalogue import LONGEST, Zone
from documents.zones.syntax import NAME
from registers import reasons

LABELS = {"ar": _("Text in Arabic"), "fr": _("Text in French"), "en": _("Text in English")}


class WordingText(forms.Form):
    """The text in every language of the letter, the day from which it holds, and why."""

    valid_from = forms.DateField(
        label=_("Holds from"), widget=forms.DateInput(attrs={"type": "date", "data-width": "m"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(
        label=_("Reason"),
        min_length=reasons.SHORTEST,
        max_length=300,
        help_text=_("Read by the person who decides, and kept in the ledger."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def __init__(self, *args: Any, zone: Zone, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in zone.languages:
            self.fields[f"text_{language}"] = forms.CharField(
                label=LABELS[language],
                required=zone.is_clause or bool(zone.builtin(language)),
                error_messages={"required": _("Write the text in this language too.")},
                max_length=LONGEST,
                widget=forms.Textarea(
                    attrs={"rows": 9, "lang": language, "dir": "rtl" if language == "ar" else "ltr", "spellcheck": "true"}
                ),
            )
        self.order_fields([f"text_{language}" for language in zone.languages])
        self.fields["valid_from"].widget.attrs["min"] = timezone.localdate().isoformat()
        self.languages = zone.languages

    def clean_valid_from(self) -> Any:
        if self.cleaned_data["valid_from"] < timezone.localdate():
            raise forms.ValidationError(_("A text changes from today on at the earliest."))
        return self.cleaned_data["valid_from"]

    @property
    def texts(self) -> dict[str, str]:
        return {language: self.cleaned_data.get(f"text_{language}", "") for language in self.languages}


class NewClause(forms.Form):
    """The name by which texts refer to a clause: short, without accents."""

    name = forms.CharField(
        label=_("Name of the clause"),
        max_length=40,
        help_text=_("Small Latin letters, figures and hyphens, such as: personal-data"),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "data-width": "m"}),
    )

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"]).strip()
        if not re.fullmatch(NAME, name):
            raise forms.ValidationError(_("Small Latin letters, figures and single hyphens only, a letter first."))
        return name
