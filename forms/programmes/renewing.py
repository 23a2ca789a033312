"""The examination of a renewal or an amendment: how the committee is told of it, and what is proposed."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from forms.fields import FreeText
from forms.programmes.examination import HomologationProposal
from forms.transitions.committee import AgendaPlace


class AgendaWithReport(AgendaPlace):
    """facts: "report" {conclusion, on}: what the rapporteur found, which goes to the members with the file."""

    subject = "report"

    conclusion = FreeText(label=_("Report of the rapporteur: conclusion"), least=20, limit=4000, rows=8)

    def fact(self) -> dict[str, Any]:
        return {"conclusion": self.cleaned_data["conclusion"], "on": self.today.isoformat()}


class RenewalProposal(HomologationProposal):
    """facts: "proposal" {outcome "approve", departure?, basis, held {number, ends_on, holds}, what, changes}.

    What the register says of the homologation is kept now: once the order is signed, it tells only what it became.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("with_conditions", "conditions"):
            del self.fields[name]

    def fact(self) -> dict[str, Any]:
        application: Any = self.application
        held = application.held(self.case)
        last: date = max(filter(None, (held.ends_on, held.extended_to)), default=self.today)
        told = {
            "number": held.number,
            "ends_on": held.ends_on.isoformat() if held.ends_on else "",
            "holds": last >= self.today,
            "groups_per_year": held.groups_per_year,
        }
        what = str(application.answer(self.case, "request_type"))
        changes = application.told_changes(self.case)
        return {**self.values(), "outcome": "approve", "held": told, "what": what, "changes": changes}
