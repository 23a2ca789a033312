"""The main navigation: what a person's standing opens, with the work that waits there."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from accounts.roles import COMMITTEE_ROLES, PARTY_ROLES, POSTED_ROLES, Role
from accounts.standing import Standing, standing_of
from documents.policies import can_read_numbers, can_read_wordings, records_deliveries
from registers.policies import can_decide_restriction, can_read_any
from workflow.campaigns import readers_of
from workflow.models import Task
from workflow.procedures import procedures
from workflow.queries import COUNT_CAP, queue_tasks, queues_of

SIGNS = frozenset({Role.MINISTER_SIGNATORY, Role.COSIGNATORY})
# Their work is not found in the queues of cases.
APART = frozenset({Role.ADMINISTRATOR, Role.AUDITOR, Role.STATISTICS_OFFICER})


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the navigation: where it leads, for whom, and which roles' open tasks it counts."""

    view: str
    label: Any
    opens: Callable[[Standing], bool]
    counts: frozenset[str] = frozenset()


def _has_queues(standing: Standing) -> bool:
    return bool(standing.roles() - APART - SIGNS)


def _reads_cases(standing: Standing) -> bool:
    return _has_queues(standing) or standing.holds(Role.AUDITOR, *SIGNS)


PLACES = [
    Place("workflow:queues", _("Queues"), _has_queues, frozenset(Role) - PARTY_ROLES - SIGNS),
    Place("workflow:signature", _("Signature"), lambda s: s.holds(*SIGNS), SIGNS),
    Place("workflow:committees", _("Committees"), lambda s: s.holds(*COMMITTEE_ROLES)),
    Place("workflow:counter", _("Counter"), lambda s: s.holds(*{p.counter for p in procedures()}, Role.FRONT_DESK)),
    Place("documents:deliveries", _("Deliveries"), records_deliveries),
    Place("workflow:openings", _("Open a case"), lambda s: any(s.holds(*p.opened_by) for p in procedures() if p.opened_by)),
    Place("workflow:campaigns", _("Campaigns"), lambda s: any(s.roles() & readers_of(p) for p in procedures() if p.campaigns)),
    Place("workflow:search", _("Search"), _reads_cases),
    Place("registers:index", _("Registers"), can_read_any),
    Place("workflow:restrictions", _("Restrictions"), can_decide_restriction),
    Place("documents:void_numbers", _("Void numbers"), can_read_numbers),
    Place("documents:wordings", _("Letters"), can_read_wordings),
    Place("workflow:ledger", _("Ledger"), lambda s: s.holds(Role.AUDITOR)),
    Place("workflow:administration", _("Administration"), lambda s: s.holds(Role.ADMINISTRATOR)),
    Place("workflow:my_cases", _("My cases"), lambda s: not s.holdings, PARTY_ROLES),
    Place("workflow:catalogue", _("Procedures"), lambda s: not s.holdings),
]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context of every page; nothing is read before a template shows it."""
    return {
        "navigation": SimpleLazyObject(lambda: entries(request)),
        "works": SimpleLazyObject(lambda: works(request)),
        "ministry_name": settings.MINISTRY_NAME,
        "source_code_url": settings.SOURCE_CODE_URL,
    }


def works(request: HttpRequest) -> bool:
    """Whether the person holds a post: those have absences to declare."""
    user = getattr(request, "user", None)
    return bool(user is not None and user.is_authenticated and standing_of(user).roles() & POSTED_ROLES)


def entries(request: HttpRequest) -> list[dict[str, Any]]:
    """The places that the person's standing opens; at most one query once the standing is known."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    standing = standing_of(user)
    places = [place for place in PLACES if place.opens(standing)]
    waiting = open_tasks(user, standing) if any(place.counts for place in places) else Counter()
    here = _longest_prefix(request.path, [reverse(place.view) for place in places])
    return [
        {
            "url": (url := reverse(place.view)),
            "label": place.label,
            "current": url == here,
            "count": sum(waiting[role] for role in place.counts) or None,
        }
        for place in places
    ]


def open_tasks(user: Any, standing: Standing) -> "Counter[str]":
    """How many open tasks wait for the person in each role, up to a thousand in all."""
    own = Task.objects.filter(closed_at__isnull=True, assignee=user, role__in=PARTY_ROLES)
    queues = [queue_tasks(user, queue.role) for queue in queues_of(standing)]
    waiting = reduce(or_, queues, own) if queues else own
    return Counter(waiting.order_by().values_list("role", flat=True)[:COUNT_CAP])


def _longest_prefix(path: str, urls: list[str]) -> str:
    found = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(found, key=len, default="")
