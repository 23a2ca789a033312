"""A private structure: its legal person, as it stands in the register of enterprises and in the tax file."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.regions import Region
from forms.blocks.block import Block
from forms.blocks.misleading import check_no_university_title
from forms.blocks.person import DEFAULT_REGION
from forms.fields import ChoiceField, IdentifierField, LineField, MoneyField, RneField, TaxNumberField
from registers import providers

COMPANIES = ("sarl", "suarl", "sa", "sas")
LEGAL_FORMS = [
    ("sarl", _("Limited liability company (SARL)")),
    ("suarl", _("Single-member limited liability company (SUARL)")),
    ("sa", _("Public limited company (SA)")),
    ("sas", _("Simplified company by shares (SAS)")),
    ("natural_person", _("Natural person")),
    ("association", _("Association")),
    ("cooperative", _("Cooperative")),
    ("other", _("Other")),
]


class EmployerNumberField(IdentifierField):
    """Kept without hyphens and spaces."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 12, "inputmode": "numeric", **kwargs})


class Organisation(Block):
    code = "organisation"
    title = _("The structure")
    lead = _("As written in the national register of enterprises.")
    shown_when = {"capital": ("legal_form", COMPANIES)}

    legal_form = ChoiceField(label=_("Legal form"), choices=LEGAL_FORMS, as_list=True)
    corporate_name_ar = LineField(label=_("Corporate name in Arabic"), max_length=150, lang="ar")
    corporate_name_fr = LineField(label=_("Corporate name in Latin letters"), max_length=150, lang="fr")
    trade_name = LineField(label=_("Trade name"), max_length=150, required=False, validators=[check_no_university_title])
    rne_id = RneField(label=_("Identifier in the national register of enterprises"))
    matricule_fiscal = TaxNumberField(label=_("Tax number"), help_text=_("For example 1282182W/A/M/000."))
    capital = MoneyField(label=_("Capital, in dinars"))
    cnss_number = EmployerNumberField(label=_("Employer's number at the social security"), required=False)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https", max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[f"{self.prefixed_by}website"].widget.attrs.update({"dir": "ltr", "data-width": "l"})
        own = self.case.organisation if self.case else None
        if own is not None:
            # What was told of the organisation when it was chosen need not be typed again.
            known = {"corporate_name_ar": own.name_ar, "corporate_name_fr": own.name_fr, "rne_id": own.rne_id}
            for name, value in known.items():
                self.initial.setdefault(f"{self.prefixed_by}{name}", value)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        rne, tax = self.told("rne_id"), self.told("matricule_fiscal")
        if rne and tax and tax[:8] != rne:
            self.refuse("matricule_fiscal", _("The tax number begins with the identifier of the register of enterprises."))
        own = self.case.organisation if self.case else None
        if rne and own is not None and own.rne_id and own.rne_id != rne:
            self.refuse("rne_id", _("You are filing for another organisation: this is not its identifier."))
        return cleaned


def identity_of_provider(provider: str, *, region: str = "", language: str = "ar") -> dict[str, str]:
    """The same of a structure that the register knows; its key goes into the case. Nothing is known of no structure."""
    if not provider:
        return {"name_ar": "", "name_fr": "", "identity": "", "region": region or DEFAULT_REGION, "language": language}
    known = providers.get(provider)
    return {
        "name_ar": known.corporate_name_ar,
        "name_fr": known.corporate_name_fr,
        "identity": f"rne:{known.rne_id}",
        "region": region or known.region or DEFAULT_REGION,
        "language": language,
        "provider": str(known.entry),
    }


def identity_of_organisation(
    organisation: Mapping[str, Any], *, region: str = "", representative: Mapping[str, Any] | None = None
) -> dict[str, str]:
    """What the engine copies into the case of a structure: its names, and the region of the site that it is about."""
    return {
        "name_ar": str(organisation.get("corporate_name_ar", "")),
        "name_fr": str(organisation.get("corporate_name_fr", "")),
        "identity": f"rne:{organisation.get('rne_id', '')}",
        "region": region if region in Region.values else DEFAULT_REGION,
        "language": str((representative or {}).get("preferred_language", "ar")),
    }
