"""A structure named by what people can read on its contract: its number in the register, or that of the national register."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms import text
from forms.entries import EntryField
from registers import providers
from registers.models import Provider

if TYPE_CHECKING:
    from workflow.models import Case


def found(typed: str) -> Provider | None:
    """The structure of a key, of a number of the register, or of a number of the national register of enterprises."""
    try:
        return Provider.objects.current().filter(entry=UUID(typed)).first()
    except ValueError:
        known: Provider | None = Provider.objects.current().filter(number__iexact=typed).first()
        return known or providers.of_rne(typed.upper())


class ProviderLookupField(EntryField):
    """Typed rather than chosen, since thousands could be; kept by the key of the entry."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"register": lambda: Provider, "offers": lambda _case: [], "label": _("Structure"), **kwargs})
        self.widget = forms.TextInput(attrs={"dir": "ltr", "data-width": "m", "autocomplete": "off"})
        self.widget.is_required = self.required

    def offer(self, case: "Case | None") -> None:
        """Nothing is listed."""

    def to_python(self, value: Any) -> str:
        typed = text.line(str(value or ""))
        if not typed:
            return ""
        entry = found(typed)
        if entry is None:
            raise ValidationError(_("The register knows no structure of this number."), code="unknown")
        return str(entry.entry)

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)

    def prepare_value(self, value: Any) -> Any:
        """A key is shown again as the number that people know."""
        entry = found(str(value)) if value else None
        return entry.number if entry else value
