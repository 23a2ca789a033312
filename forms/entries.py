"""Questions whose answer is an entry of a register, among those that the applicant may name."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from forms.fields import CHOOSE, ChoiceField
from registers.entries import Entry

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
        except ValueError:
            entry = None
        return self._words(entry) if entry else key

    @staticmethod
    def _words(entry: Any) -> str:
        return f"{entry.heading} ({entry.number})"
