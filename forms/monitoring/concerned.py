"""The structure and the site that a case opened by the ministry is about."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from forms.entries import EntryField
from forms.sections import Section
from registers import providers, sites
from registers.models import Provider, Site

if TYPE_CHECKING:
    from workflow.models import Case


def the_provider(case: "Case") -> Iterable[Provider]:
    return [providers.get(case.provider)] if case.provider else []


def its_sites(case: "Case") -> Iterable[Site]:
    return sites.of_provider(case.provider) if case.provider else []


def provider_field(**kwargs: Any) -> EntryField:
    return EntryField(register=lambda: Provider, offers=the_provider, **{"label": _("Structure"), **kwargs})


def site_field(**kwargs: Any) -> EntryField:
    return EntryField(register=lambda: Site, offers=its_sites, **{"label": _("Site"), **kwargs})


class Concerned(Section):
    """A section that names the structure; where only one thing can be chosen it is chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, EntryField) and len(field.choices) == 2 and field.required:
                field.initial = field.choices[1][0]


def identity_of(case: "Case") -> dict[str, str]:
    """A case that the ministry opens already knows whom it is about."""
    names = {"name_ar": case.applicant_name_ar, "name_fr": case.applicant_name_fr}
    return {**names, "identity": case.applicant_identity, "region": case.region, "language": case.language}
