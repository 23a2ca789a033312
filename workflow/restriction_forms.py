"""What a legal officer fills in to propose a general restriction, its end or its prolongation."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.regions import Region
from registers import restrictions, vocabulary
from registers.models import Restriction
from registers.normalise import fold
from workflow import restriction_proposals as proposals
from workflow.administration_forms import day, reason_field
from workflow.models import RestrictionProposal
from workflow.procedures import named

Kind, Act = Restriction.Kind, RestrictionProposal.Act


class Proposal(forms.Form):
    """By which text, and why."""

    legal_basis = forms.CharField(
        label=_("Text that decides it"),
        max_length=200,
        help_text=_("The order, decision or communiqué, with its number and day."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    reason = reason_field()
    reason.help_text = _("It is kept in the register and told to the structures concerned: it names nobody.")

    @property
    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in Proposal.base_fields}

    def _tell_faults(self, proposal: RestrictionProposal) -> None:
        for question, sentence in proposals.faults(proposal):
            if not self.has_error(question or NON_FIELD_ERRORS):
                self.add_error(question or None, sentence)


class NewRestriction(Proposal):
    """What it bears on; what is left open is no limit."""

    kind = forms.ChoiceField(label=_("Kind"), widget=forms.RadioSelect)
    speciality = forms.CharField(
        label=_("Speciality"),
        max_length=30,
        required=False,
        help_text=_("A word of the titles in Arabic or French, or the code of the speciality; any spelling counts."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False, choices=[("", _("All")), *Region.choices])
    procedures = forms.MultipleChoiceField(
        label=_("Procedures that it stops"),
        required=False,
        help_text=_("Leave them open to stop all those of its kind."),
        widget=forms.CheckboxSelectMultiple,
    )
    starts_on = forms.DateField(label=_("First day"), widget=day())
    ends_on = forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_("Leave it open for a restriction that holds until it is lifted."),
        widget=day(),
    )
    field_order = (
        "kind",
        "speciality",
        "sector",
        "level",
        "region",
        "procedures",
        "starts_on",
        "ends_on",
        "legal_basis",
        "reason",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told: dict[str, Any] = {
            "kind": [(kind, Kind(kind).label) for kind in restrictions.GENERAL],
            "sector": [("", _("All")), *vocabulary.offered("sector")],
            "level": [("", _("All")), *vocabulary.offered("target_level")],
            "procedures": [
                (code, format_lazy("{code} · {title}", code=code, title=named(code).title))
                for code in sorted({code for stopped in restrictions.GENERAL.values() for code in stopped})
            ],
        }
        for name, choices in told.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.fields["starts_on"].widget.attrs["min"] = timezone.localdate().isoformat()

    def clean_speciality(self) -> str:
        told = " ".join(str(self.cleaned_data["speciality"]).split())
        if told and not fold(told):
            raise forms.ValidationError(_("Write at least one word."))
        return told

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self._tell_faults(proposals.drafted(act=Act.IMPOSE, facts=cleaned))
        return cleaned


class AnotherLastDay(Proposal):
    """When a restriction is to end: earlier than it says, or later."""

    ends_on = forms.DateField(label=_("New last day"), widget=day())
    field_order = ("ends_on", "legal_basis", "reason")

    def __init__(self, *args: Any, restriction: Restriction, act: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.restriction, self.act = restriction, act
        if act == Act.END:
            self.fields["ends_on"].required = False
            self.fields["ends_on"].help_text = _("Leave it open to lift the restriction on the day of the confirmation.")
        self.fields["ends_on"].widget.attrs["min"] = timezone.localdate().isoformat()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self._tell_faults(proposals.drafted(act=self.act, facts=cleaned, restriction=self.restriction))
        return cleaned
