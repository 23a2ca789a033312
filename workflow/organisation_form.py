"""For which organisation one files: one of one's own, or one that is not known yet."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from accounts.organisations import enter_organisation, known_as, organisations_of
from registers.identifiers import compact, is_rne
from workflow.ledger import record

ANOTHER, NONE = "another", "none"


class OrganisationChoice(forms.Form):
    """At the counter every organisation can be named, by its identifier; applicants name those for which they act."""

    use_required_attribute = False

    organisation = forms.ChoiceField(label=_("For which organisation do you apply?"), widget=forms.RadioSelect)
    name_ar = forms.CharField(label=_("Corporate name in Arabic"), max_length=150, required=False)
    name_fr = forms.CharField(label=_("Corporate name in Latin letters"), max_length=150, required=False)
    rne_id = forms.CharField(
        label=_("Identifier in the national register of enterprises"),
        help_text=_("The identifier has 7 digits and a letter, for example 1282182W."),
        max_length=20,
        required=False,
    )

    def __init__(self, *args: Any, user: User, is_counter: bool = False, is_optional: bool = False, **kwargs: Any) -> None:
        """`is_optional` where people may also file in their own name."""
        super().__init__(*args, **kwargs)
        self.user, self.is_counter = user, is_counter
        own = [] if is_counter else list(organisations_of(user))
        self.own = {str(o.uuid): o for o in own}
        choice = self.fields["organisation"]
        choice.choices = [  # type: ignore[attr-defined]
            *([(NONE, _("None: a person files in their own name"))] if is_optional else []),
            *((key, f"{o} ({o.rne_id})" if o.rne_id else str(o)) for key, o in self.own.items()),
            (ANOTHER, _("Another organisation")),
        ]
        choice.initial = NONE if is_optional else next(iter(self.own), ANOTHER)
        is_asked = bool(own) or is_optional
        if not is_asked:
            choice.widget, choice.required = forms.HiddenInput(), False
        shown = {"data-shown-when": f"organisation={ANOTHER}"} if is_asked else {}
        for name, attrs in {
            "name_ar": {"lang": "ar", "dir": "rtl"},
            "name_fr": {"lang": "fr", "dir": "ltr"},
            "rne_id": {"dir": "ltr", "autocomplete": "off", "data-width": "s"},
        }.items():
            self.fields[name].widget.attrs.update({**attrs, **shown})

    @property
    def chosen(self) -> Organisation | None:
        return self.own.get(self.cleaned_data.get("organisation", ""))

    @property
    def is_none(self) -> bool:
        """Whether the person files in their own name."""
        return bool(self.cleaned_data.get("organisation") == NONE)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.is_none or self.chosen is not None or "organisation" in self.errors:
            return cleaned
        code = compact(cleaned.get("rne_id", ""))
        cleaned["rne_id"] = code
        if not is_rne(code):
            self.add_error("rne_id", _("The identifier has 7 digits and a letter, for example 1282182W."))
            return cleaned
        known = known_as(code)
        if known is not None and not self.is_counter:
            self.add_error(
                "rne_id", _("An account already acts for this organisation: its representative can let you act for it.")
            )
        for name in ("name_ar", "name_fr"):
            if known is None and not cleaned.get(name):
                self.add_error(name, _("This field is required."))
        return cleaned

    def found(self, *, representative: User | None) -> Organisation:
        """The chosen organisation; one that was not known is entered, with the account that represents it."""
        known = self.chosen or (known_as(self.cleaned_data["rne_id"]) if self.is_counter else None)
        if known is not None:
            return known
        told = {name: self.cleaned_data[name] for name in ("name_ar", "name_fr", "rne_id")}
        return enter_organisation(**told, representative=representative, by=self.user, record=record.append)
