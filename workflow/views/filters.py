"""The filters of a queue: what may be chosen follows from the declarations and from the person's postings."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import preferences
from accounts.models import User
from accounts.regions import Region
from accounts.roles import PARTY_ROLES, POSTED_ROLES, REACH, Reach, Role
from accounts.standing import Standing, standing_of
from workflow.models import Task
from workflow.procedures import procedures
from workflow.queries import by_legal_risk, overseen_tasks, queue_tasks

SIGNATORIES = frozenset({Role.MINISTER_SIGNATORY, Role.COSIGNATORY})
NAMES = ("whose", "stage", "procedure", "region", "time")


def stages_of(role: str) -> dict[str, str]:
    """The stages at which the role has work; the counter also answers for people without an account."""
    roles = {role, *PARTY_ROLES} if role == Role.FRONT_DESK else {role}
    found: dict[str, str] = {}
    for procedure in procedures():
        for stage in procedure.machine.stages:
            desk = procedure.machine.desks.get(stage)
            if desk and desk.has_task and roles & {desk.role, *desk.also}:
                found[stage] = str(procedure.stage_label(stage))
    return found


def is_personal(role: str) -> bool:
    """Work of a person named for it, or of a seat: it is neither taken, nor given back, nor handed on."""
    return REACH[role] is Reach.ASSIGNED or role == Role.COMMITTEE_MEMBER


def overseen_by(standing: Standing) -> list[str]:
    """The roles whose work a director follows and hands on: those of the region, or those of the centre; never a signatory's."""
    found: list[str] = []
    for role in sorted(POSTED_ROLES - SIGNATORIES):
        chief = Role.REGIONAL_DIRECTOR if REACH[role] is Reach.REGION else Role.CENTRAL_DIRECTOR
        if standing.holds(chief) and not standing.holds(role) and stages_of(role):
            found.append(str(role))
    return found


@dataclass
class Filters:
    """What was asked of one queue; values that are not offered are ignored."""

    user: User
    role: str
    asked: QueryDict
    is_overseen: bool = False  # the role is directed, not held

    def __post_init__(self) -> None:
        offered = self.offered()
        typed = {name: self.asked.get(name, "") for name in NAMES}
        self.chosen = {n: v for n, v in typed.items() if v and v in offered[n]}

    def offered(self) -> dict[str, dict[str, str]]:
        """The choices of each filter."""
        return {
            "whose": {"mine": _("Mine"), "free": _("Free")},
            "stage": stages_of(self.role),
            "procedure": {p.code: f"{p.code} · {p.title}" for p in procedures()},
            "region": self._regions(),
            "time": {"overdue": _("Overdue"), "amber": _("Half of the time used"), "snoozed": _("Snoozed")},
        }

    def _regions(self) -> dict[str, str]:
        if REACH[self.role] is not Reach.REGION:
            return {}
        held = standing_of(self.user).regions(Role.REGIONAL_DIRECTOR if self.is_overseen else self.role)
        return {code: str(label) for code, label in Region.choices if held is None or code in held}

    def tasks(self) -> "QuerySet[Task]":
        chosen, today = self.chosen, timezone.localdate()
        open_tasks = overseen_tasks if self.is_overseen else queue_tasks
        found = open_tasks(self.user, self.role, snoozed=chosen.get("time") == "snoozed")
        if chosen.get("whose"):
            found = found.filter(assignee=self.user if chosen["whose"] == "mine" else None)
        for name in ("stage", "procedure", "region"):
            if name in chosen:
                found = found.filter(**{name: chosen[name]})
        if chosen.get("time") == "overdue":
            found = found.filter(due__lt=today)
        if chosen.get("time") == "amber":
            found = found.filter(amber_on__lte=today, due__gte=today)
        return found

    def fields(self) -> list[dict[str, Any]]:
        """As the filter bar shows them; a filter that offers less than two things is left out."""
        labels = {
            "whose": _("Held by"),
            "stage": _("Stage"),
            "procedure": _("Procedure"),
            "region": _("Region"),
            "time": _("Time"),
        }
        everything = {"time": _("All but snoozed")}
        return [
            {
                "name": name,
                "label": labels[name],
                "value": self.chosen.get(name, ""),
                "options": [
                    {"value": "", "label": everything.get(name, _("All"))},
                    *({"value": v, "label": label} for v, label in choices.items()),
                ],
            }
            for name, choices in self.offered().items()
            if len(choices) > 1
        ]

    def views(self) -> list[tuple[str, dict[str, str]]]:
        """The filters of every day."""
        return [
            (_("All"), {}),
            (_("Mine"), {"whose": "mine"}),
            (_("Free"), {"whose": "free"}),
            (_("Overdue"), {"time": "overdue"}),
        ]

    def saved(self, url: str) -> list[dict[str, Any]]:
        """The filters of every day and those that the person keeps, one link each."""
        views = self.views()
        views += preferences.filters_of(self.user, role=self.role)
        return [{"url": self.url(url, **given), "label": label, "current": given == self.chosen} for label, given in views]

    def may_be_kept(self) -> bool:
        """Whether what is chosen is more than what everybody has at hand, or is kept already."""
        return bool(self.kept_as()) or self.chosen not in [given for _label, given in self.views()]

    def kept_as(self) -> str:
        """The name under which the person has kept what is chosen now."""
        own = preferences.filters_of(self.user, role=self.role)
        return next((name for name, given in own if given == self.chosen), "")

    def url(self, url: str, **given: str) -> str:
        return f"{url}?{urlencode(given)}" if given else url


def next_task(user: User, role: str) -> Task | None:
    """The work with the greatest legal risk that is free, or the person's own."""
    return by_legal_risk(queue_tasks(user, role).filter(Q(assignee=None) | Q(assignee=user))).first()
