"""What the regional director sends to the centre with the case."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forms.fields import ChoiceField, FreeText, TickField
from forms.transitions.base import TransitionForm

OPINIONS = [("favourable", _("Favourable")), ("unfavourable", _("Unfavourable")), ("none", _("No opinion"))]


class RegionalOpinion(TransitionForm):
    """facts: "regional_opinion" {documents_checked, opinion, text?, on}."""

    subject = "regional_opinion"
    shown_when = {"text": ("opinion", ("favourable", "unfavourable"))}

    documents_checked = TickField(label=_("The documents were checked"))
    opinion = ChoiceField(label=_("Opinion of the regional directorate"), choices=OPINIONS)
    text = FreeText(label=_("Grounds of the opinion"), least=10)

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}
