"""Who is sent on a mission, who steps aside, and the day that is announced."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.queries import holders
from accounts.roles import Role
from forms.fields import ChoiceField, TickField, offered
from forms.transitions.base import ReasonField, TransitionForm
from forms.transitions.people import PersonField
from forms.transitions.visit import VisitDay, VisitSchedule, inspectors_for, keep_out
from registers import sites
from workflow.models import Case

MOST = 4


def is_announced(case: Case) -> bool:
    return bool(case.answers.get("mission", {}).get("announced") == "yes")


def without_conflict(case: Case) -> QuerySet[User]:
    """Inspectors who may go, those left out who declared an interest during the mission."""
    return inspectors_for(case).exclude(pk__in=[c["user"] for c in case.facts.get("conflicts", ())])


class TeamAssignment(VisitSchedule):
    """facts: "visit"; an unannounced visit may begin at once. Between two and four go, one for each discipline."""

    @property
    def earliest(self) -> date:
        return super().earliest if is_announced(self.case) else self.today

    def _address(self) -> str:
        site = self.case.answers.get("mission", {}).get("site")
        return " ".join(sites.get(site).address.split()) if site else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and len({cleaned[name] for name in cleaned if isinstance(cleaned[name], User)}) > MOST:
            raise forms.ValidationError(_("At most four inspectors are sent."), code="many")
        return cleaned


class ConflictDeclaration(TransitionForm):
    """facts: "conflicts" [{user, on}]: whoever declares an interest does not go."""

    requires_reason = True
    reason = ReasonField(label=_("The interest in the structure"))

    def facts(self) -> Mapping[str, Any]:
        user = self.actor.user.pk if self.actor.user else None
        told = {"user": user, "on": self.today.isoformat()}
        return {"conflicts": [*self.case.facts.get("conflicts", []), told]}


class InspectorReplacement(TransitionForm):
    """facts: "visit" with another person in the place of one of the team."""

    requires_reason = True
    subject = "visit"

    leaving = ChoiceField(label=_("Inspector who is replaced"), choices=[], as_list=True)
    replacement = PersonField(label=_("Replaced by"))
    no_interest = TickField(label=_("The new member has declared no interest in the provider"))
    reason = ReasonField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team = self.case.facts.get("visit", {}).get("team", [])
        self.fields["leaving"].choices = offered([(str(m["user"]), f"{m['name_fr']} – {m['name_ar']}") for m in team])  # type: ignore[attr-defined]
        free = without_conflict(self.case).exclude(pk__in=[m["user"] for m in team])
        self.fields["replacement"].queryset = free  # type: ignore[attr-defined]
        keep_out(self, free=without_conflict(self.case))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        leaving, new = cleaned.get("leaving"), cleaned.get("replacement")
        visit = self.case.facts.get("visit", {})
        leads = holders(role=Role.LEAD_INSPECTOR, region=self.case.region)
        if leaving and new and int(leaving) == visit.get("lead") and not leads.filter(pk=new.pk).exists():
            self.add_error("replacement", _("The lead of the mission is replaced by a lead inspector."))
        return cleaned

    def fact(self) -> dict[str, Any]:
        visit, new = self.case.facts["visit"], self.cleaned_data["replacement"]
        leaving = int(self.cleaned_data["leaving"])
        named = {"user": new.pk, "name_ar": new.name_ar, "name_fr": new.name_fr}
        team = [{**m, **named} if m["user"] == leaving else m for m in visit["team"]]
        return {**visit, "team": team, "lead": new.pk if visit["lead"] == leaving else visit["lead"]}


class VisitNotice(VisitDay):
    """facts: "visit" as it is announced to the structure, five working days before."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {**{name: self.before.get(name, "") for name in ("on", "at", "place")}, **self.initial}

    def fact(self) -> dict[str, Any]:
        return {**self.before, **self.values(), "announced_on": self.today.isoformat()}
