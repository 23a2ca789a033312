"""Sections that many applications share."""

from forms.blocks.address import Address, address_section
from forms.blocks.block import Block
from forms.blocks.declaration import NOTICE_VERSION, Declaration
from forms.blocks.organisation import Organisation, identity_of_organisation, identity_of_provider
from forms.blocks.person import ADULT, Person, identity_of, names_of, person_section
from forms.blocks.programme import Programme, check_programme
from forms.blocks.site import Site

__all__ = [
    "ADULT",
    "NOTICE_VERSION",
    "Address",
    "Block",
    "Declaration",
    "Organisation",
    "Person",
    "Programme",
    "Site",
    "address_section",
    "check_programme",
    "identity_of",
    "identity_of_organisation",
    "identity_of_provider",
    "names_of",
    "person_section",
]
