"""Questions whose answer is an entry of a register, among those that the applicant may name."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.fields import CHOOSE, ChoiceField
from registers import programmes, providers, sites
from registers.entries import Entry
from registers.models import Programme, Provider, Site

if TYPE_CHECKING:
    from workflow.models import Case

Offer = Callable[["Case"], Iterable[Entry]]


class EntryField(ChoiceField):
    """Kept by the key that all versions of the entry share; `offers` says which ones a case may name."""

    def __init__(self, *, register: Callable[[], type[Entry]], offers: Offer, **kwargs: Any) -> None:
        self.register, self.offers = register, offers
        super().__init__(choices=[], as_list=True, **kwargs)

    def offer(self, case: "Case | None") -> None:
        """Fills the list for the case; without one there is nothing to choose from."""
        found = [(str(e.entry), self._words(e)) for e in self.offers(case)] if case else []
        self.choices = [("", CHOOSE), *found]

    def told(self, key: str) -> str:
        """The name of an entry that was chosen, whether or not it is still offered."""
        try:
            entry = self.register().objects.newest().filter(entry=key).first()  # type: ignore[attr-defined]
        except (ValueError, ValidationError):
            entry = None
        return self._words(entry) if entry else key

    @staticmethod
    def _words(entry: Any) -> str:
        return words_of(entry)


class EntriesField(forms.MultipleChoiceField):
    """Several entries, each kept by its key; `words` says how one is called."""

    def __init__(
        self, *, register: Callable[[], type[Entry]], offers: Offer, words: Callable[[Any], str] | None = None, **kwargs: Any
    ) -> None:
        self.register, self.offers, self.words = register, offers, words or words_of
        super().__init__(widget=forms.CheckboxSelectMultiple, **kwargs)

    def offer(self, case: "Case | None") -> None:
        """Fills the list for the case; without one there is nothing to choose from."""
        self.choices = [(str(e.entry), self.words(e)) for e in self.offers(case)] if case else []

    def told(self, keys: Iterable[str]) -> str:
        """The names of the entries that were chosen, whether or not they are still offered."""
        try:
            found = self.register().objects.newest().filter(entry__in=list(keys))  # type: ignore[attr-defined]
        except (ValueError, ValidationError):
            return ", ".join(keys)
        return ", ".join(self.words(entry) for entry in found)


def words_of(entry: Any) -> str:
    return f"{entry.heading} ({entry.number})"


# Entries of the applicant's own structures ---------------------------------------------------------------------------


def own_providers(case: "Case") -> Iterable[Entry]:
    """The structures of the organisation for which the case is filed."""
    return providers.of_organisation(case.organisation.uuid) if case.organisation else []


def own_sites(case: "Case") -> Iterable[Entry]:
    return [site for provider in own_providers(case) for site in sites.of_provider(provider)]


def own_programmes(case: "Case") -> Iterable[Entry]:
    return [programme for provider in own_providers(case) for programme in programmes.of_provider(provider)]


class ProviderField(EntryField):
    """One of the structures for which the applicant acts."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"register": lambda: Provider, "offers": own_providers, "label": _("Structure"), **kwargs})


class SiteField(EntryField):
    """One of the sites of those structures that are not closed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"register": lambda: Site, "offers": own_sites, "label": _("Site"), **kwargs})


class ProgrammeField(EntryField):
    """One of the programmes of those structures."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"register": lambda: Programme, "offers": own_programmes, "label": _("Programme"), **kwargs})
