"""The structure that files, and where it trains: entries of the registers, among those of its own organisation."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from forms.application import Application
from forms.blocks import identity_of_provider
from forms.entries import EntriesField, EntryField
from forms.sections import Section
from registers import providers, sites
from registers.models import Provider, Site
from registers.normalise import fold

if TYPE_CHECKING:
    from workflow.models import Case


def active_providers(case: "Case") -> Iterable[Provider]:
    """Those for which the organisation that files may act."""
    organisation = case.organisation.uuid if case.organisation else None
    return providers.of_organisation(organisation).filter(status=Provider.Status.ACTIVE)


def sites_in_use(case: "Case") -> Iterable[Site]:
    return [site for provider in active_providers(case) for site in sites.of_provider(provider, in_use=True)]


class Holder(Section):
    code = "holder"
    title = _("The structure")

    provider = EntryField(register=lambda: Provider, offers=active_providers, label=_("Structure"))
    sites = EntriesField(register=lambda: Site, offers=sites_in_use, label=_("Sites"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        provider, chosen = cleaned.get("provider"), cleaned.get("sites", [])
        if provider and any(str(sites.get(key).provider) != provider for key in chosen):
            self.add_error("sites", _("Choose sites of this structure."))
        return cleaned


class OfProvider(Application):
    """An application of a structure that the register of providers knows; its first section names the structure."""

    @classmethod
    def provider(cls, case: "Case") -> str:
        return str(cls.answer(case, "provider"))

    @classmethod
    def places(cls, case: "Case") -> list[str]:
        """The sites that the application names; the first one says which region examines it."""
        return [str(key) for key in cls.answer(case, "sites", [])]

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        places = cls.places(case)
        region = sites.get(places[0]).region if places else ""
        return identity_of_provider(cls.provider(case), region=region, language=case.language)

    @classmethod
    def search_text(cls, case: "Case") -> str:
        provider = providers.get(cls.provider(case))
        named = (provider.corporate_name_ar, provider.corporate_name_fr, provider.rne_id, provider.number)
        return fold(" ".join(map(str, (*named, *cls.titles(case)))))

    @classmethod
    def titles(cls, case: "Case") -> tuple[str, ...]:
        """What the case is about, in the words of the application."""
        return (str(cls.answer(case, "title_ar")), str(cls.answer(case, "title_fr")))

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        """The same programme of the same structure, however its title is spelt."""
        if cls.provider(case) != cls.provider(other):
            return False
        return bool({fold(t) for t in cls.titles(case) if t} & {fold(t) for t in cls.titles(other) if t})
