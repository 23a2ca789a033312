"""What the public is told of a danger or of a measure."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forms.fields import FreeText
from forms.transitions.base import TransitionForm


class PublicWarning(TransitionForm):
    """facts: "warning" {text, on}."""

    subject = "warning"
    text = FreeText(label=_("What the public must know"), limit=2000, least=20, rows=6)

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}
