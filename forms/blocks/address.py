"""An address, in Tunisia or abroad."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forms.blocks.block import Block
from forms.fields import CountryField, FreeText, PlaceNameField, PostalCodeField, RegionField

IN_TUNISIA = ("country", ("TN",))


class Address(Block):
    code = "address"
    title = _("Address")
    shown_when = {"governorate": IN_TUNISIA, "delegation": IN_TUNISIA, "postal_code": IN_TUNISIA}

    address = FreeText(label=_("Address"), limit=200, rows=3)
    country = CountryField(label=_("Country"), initial="TN")
    governorate = RegionField(label=_("Governorate"))
    delegation = PlaceNameField(label=_("Delegation"), max_length=60, width="m")
    postal_code = PostalCodeField(label=_("Postal code"))


def address_section(*, code: str, prefix: str, title: Any, lead: Any = "") -> type[Address]:
    """The same questions about another address of the application, under names of their own."""
    return Address.again(code=code, prefix=prefix, title=title, lead=lead)
