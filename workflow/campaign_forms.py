"""What an officer fills in to plan a campaign."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from workflow import campaigns
from workflow.models import Campaign
from workflow.periods import Period
from workflow.procedure import Procedure

DAY = {"type": "date", "data-width": "m"}


def unplanned(procedures: Iterable[type[Procedure]], *, on: date) -> Iterator[tuple[type[Procedure], Period]]:
    """The periods that a campaign may still be planned for."""
    known = set(Campaign.objects.values_list("procedure", "period"))
    for procedure in procedures:
        for period in campaigns.terms_of(procedure).offered(on):
            if (procedure.code, period.code) not in known:
                yield procedure, period


class CampaignPlan(forms.Form):
    """Which period, and its days; those that are left out are the days of the law."""

    which = forms.ChoiceField(label=_("Report and period"))
    opens_on = forms.DateField(
        label=_("Opens on"),
        help_text=_("Leave it empty for the day of the law, or for today when that day has passed."),
        required=False,
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
    )
    due_on = forms.DateField(
        label=_("Last day"),
        help_text=_("Leave it empty for the last day of the law."),
        required=False,
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, procedures: Iterable[type[Procedure]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {f"{p.code}:{period.code}": (p, period) for p, period in unplanned(procedures, on=timezone.localdate())}
        labels = [
            (key, format_lazy("{title} – {period}", title=p.title, period=period.code))
            for key, (p, period) in self.offered.items()
        ]
        self.fields["which"].choices = labels  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("which") not in self.offered:
            return cleaned
        procedure, period = self.offered[cleaned["which"]]
        opens_on = cleaned.get("opens_on") or max(period.opens_on, timezone.localdate())
        due_on = cleaned.get("due_on") or _last_day(period, opens_on)
        if due_on <= opens_on:
            self.add_error("due_on", _("The last day comes after the opening."))
        self.planned: dict[str, Any] = {"code": procedure.code, "period": period.code, "opens_on": opens_on, "due_on": due_on}
        return cleaned


def _last_day(period: Period, opens_on: date) -> date:
    """The last day of the law; who opens late leaves as many days."""
    return period.due_on + max(timedelta(0), opens_on - period.opens_on)
