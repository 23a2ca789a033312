"""Agenda, adjournment, recusal and vote."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from forms.fields import CHOOSE, ChoiceField
from forms.transitions.base import ReasonField, TransitionForm
from workflow import committees, holidays, parameters
from workflow.models import CommitteeSession
from workflow.models import Vote as CastVote
from workflow.procedures import committee_of


class SessionField(forms.ModelChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"queryset": CommitteeSession.objects.none(), "label": _("Meeting"), "empty_label": CHOOSE, **kwargs})

    def label_from_instance(self, session: CommitteeSession) -> str:
        return f"{date_format(timezone.localtime(session.meets_at), 'd/m/Y H:i')} · {session.place} · {session.number}"


class AgendaPlace(TransitionForm):
    """The members have the file some working days before they meet."""

    session = SessionField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        notice = int(parameters.value_for(self.case, f"{self.case.procedure}.agenda_notice"))
        earliest = holidays.calendar().add_working(self.today, notice)
        start = timezone.make_aware(datetime.combine(earliest, time.min))
        planned = (CommitteeSession.Status.PLANNED, CommitteeSession.Status.CONVENED)
        sessions = CommitteeSession.objects.filter(committee=committee_of(self.case), status__in=planned, meets_at__gte=start)
        self.fields["session"].queryset = sessions.order_by("meets_at")  # type: ignore[attr-defined]
        self.fields["session"].help_text = _("Only meetings far enough ahead for the members to read the file.")


class Adjournment(AgendaPlace):
    requires_reason = True
    reason = ReasonField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["session"]
        item = committees.live_item(self.case)
        if item:
            field.queryset = field.queryset.exclude(pk=item.session_id)  # type: ignore[attr-defined]


class Recusal(TransitionForm):
    requires_reason = True
    reason = ReasonField(label=_("Nature of the interest"), help_text=_("You will neither count nor vote on this case."))


class Vote(TransitionForm):
    shown_when = {"level": ("choice", ("for",))}

    choice = ChoiceField(label=_("Your vote"), choices=CastVote.Choice.choices)
    level = ChoiceField(label=_("Level that you recommend"), choices=[])
    reason = ReasonField(required=False, help_text=_("Required when you vote against."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.application.levels:
            self.fields["level"].choices = self.application.levels  # type: ignore[attr-defined]
        else:
            del self.fields["level"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("choice") == CastVote.Choice.AGAINST and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why you vote against."))
        return cleaned
