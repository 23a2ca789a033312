"""What everybody who files declares, and the notice on personal data."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forms.fields import TickField
from forms.sections import Section

# The version of the personal data notice that the site shows; raising it asks every draft to accept it again.
NOTICE_VERSION = "2026-1"


class ShownNotice(forms.HiddenInput):
    """Always carries the version of the notice that this page shows, so that what is kept is what the person saw."""

    def format_value(self, value: Any) -> str:
        return NOTICE_VERSION


class Declaration(Section):
    code = "declaration"
    title = _("Declaration")
    is_askable = False

    declare_true = TickField(label=_("I certify that the information that I give is exact"))
    data_notice = TickField(label=_("I have read how my personal data are used"))
    notice_version = forms.CharField(required=False, widget=ShownNotice, label="")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("data_notice") and cleaned.get("notice_version") != NOTICE_VERSION:
            self.add_error("data_notice", _("This notice has changed since you accepted it: read it and tick the box again."))
        return cleaned
