"""The officers' page of a case: its heading, its tabs, and what can be done now, by whom, until when and why."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.regions import Region
from accounts.roles import OUTSIDE_ROLES, Role
from workflow import cases, clocks, completeness, links, panel, remaining, tasks
from workflow.ledger import record
from workflow.models import Case, Clock, Event, Task
from workflow.procedures import procedure_of
from workflow.reckoning import duration
from workflow.views import tabs
from workflow.views.acting import applicant_of, person
from workflow.views.filters import is_personal

FEW = 3


def note_reading(case: Case, *, by: User, role: str, tab: str) -> None:
    """Tells that a member of the staff read the case: once a day for each person, every time for an auditor."""
    if role == Role.AUDITOR:
        record.reading(case=case, by=by, what="case", tab=tab)
        return
    morning = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    read = Event.objects.filter(stream=f"reading:{case.pk}", kind="reading.case", actor=by, at__gte=morning)
    if not read.exists():
        record.reading(case=case, by=by, what="case")


def officer_page(
    request: HttpRequest, case: Case, role: str, *, tab: str = "", forms: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Renders the page; `forms` holds what was typed on it and not accepted."""
    user = person(request)
    shown = tab or request.GET.get("tab", "")
    allowed = tabs.named_for(role)
    name = shown if shown in allowed else allowed[0]
    sight = tabs.Sight(request, case, role, user, forms or {})
    context = {
        **heading(case, role=role),
        "family": family(case, user),
        **now(case, user, role),
        **(for_outsiders(case, role) if role in OUTSIDE_ROLES else {}),
        **tabs.TABS[name][1](sight),
        "case": case,
        "role": role,
        "tabs": tabs.links(case, name, role=role),
        "tab_title": tabs.TABS[name][0],
        "tab_template": f"cases/tabs/{name}.html",
    }
    note_reading(case, by=user, role=role, tab=name)
    return render(request, "cases/case.html", context, status=status)


def for_outsiders(case: Case, role: str) -> dict[str, Any]:
    """What those outside the ministry are told in place of who else works on the case: until when they may answer."""
    own = [clock for clock in clocks.live_of(case) if clock.kind == Clock.Kind.STAGE and clock.stage == case.stage]
    return {"holder": Role(role).label, "others": [], "deadlines": [deadline(clock) for clock in own]}


def heading(case: Case, *, role: str = "") -> dict[str, Any]:
    """Who asks for what, where it stands, and until when."""
    procedure = procedure_of(case)
    return {
        "procedure_title": procedure.title,
        "stage_label": procedure.stage_label(case.stage),
        "stage_tone": panel.stage_tone(procedure, case.stage),
        "applicant": applicant_of(case, get_language() or "ar", role=role),
        "region": dict(Region.choices).get(case.region, ""),
        "deadlines": [deadline(clock) for clock in clocks.live_of(case)],
    }


def family(case: Case, user: User) -> list[dict[str, Any]]:
    """The linked cases that the person may read, and how each belongs to this one."""
    found = []
    for other in links.family_of(case, by=user):
        procedure = procedure_of(other)
        relation = _("Opened by this case") if other.parent_id == case.pk else _("Of the same family")
        found.append(
            {
                "url": reverse("workflow:case", args=[other.pk]),
                "number": other.number or other.procedure,
                "procedure": procedure.title,
                "stage_label": procedure.stage_label(other.stage),
                "stage_tone": panel.stage_tone(procedure, other.stage),
                "relation": _("This case comes from it") if other.pk == case.parent_id else relation,
            }
        )
    return found


def deadline(clock: Clock) -> dict[str, Any]:
    """A clock as the component shows it, with the reasons for its date."""
    today = timezone.localdate()
    used, left = clocks.used_and_left(clock, on=today)
    limit = clocks.limit_of(clock)
    title = _("Whole procedure") if clock.kind == Clock.Kind.LEGAL else procedure_of(clock.case).stage_label(clock.stage)
    told = {"title": title, "limit": duration(limit), "used": used, "left": max(left, 0)}
    return {
        "date": clock.due,
        "label": _("%(title)s: %(limit)s, %(used)s used, %(left)s left") % told,
        "is_overdue": bool(clock.due and today > clock.due),
        "is_suspended": clock.status == Clock.Status.SUSPENDED,
        **remaining.in_words(clock, on=today),
        "explanation": [step.text for step in clocks.why(clock)],
    }


def now(case: Case, user: User, role: str) -> dict[str, Any]:
    """What this person can do, what others can, who holds the case, and what time does by itself."""
    found = panel.options(case, user)
    waiting = panel.waiting(case, on=timezone.localdate())
    mine = [_button(case, option) for option in found if option.is_mine]
    letters = [
        {"label": letter.label, "url": reverse("workflow:letter", args=[case.pk, name]), "is_allowed": True, "tone": "secondary"}
        for name, letter in panel.letters(case, user)
    ]
    answering = role != Role.APPLICANT and completeness.open_request(case) is not None and cases.may_edit(case, user)
    return {
        "transitions": mine + letters,
        "others": _others(found),
        "holder": _holders(waiting),
        "until": waiting.due,
        "is_overdue": waiting.is_overdue,
        "explanation": _what_time_does(waiting),
        "own_tasks": [_own(task, user) for task in waiting.tasks if _may_handle(task, user)],
        "answer_url": reverse("workflow:answer_request", args=[case.pk]) if answering else "",
    }


def _button(case: Case, option: panel.Option) -> dict[str, Any]:
    transition = option.transition
    label = procedure_of(case).stage_label(transition.target)
    return {
        "label": transition.label,
        "url": reverse("workflow:act", args=[case.pk, transition.name]),
        "is_allowed": option.is_allowed,
        "reasons": option.reasons,
        "tone": option.tone,
        "description": "" if transition.target == case.stage else _("Next stage: %(stage)s") % {"stage": label},
    }


def _others(found: list[panel.Option]) -> list[dict[str, str]]:
    """What other roles can do at this stage, role by role."""
    by_role: dict[str, list[str]] = defaultdict(list)
    for option in found:
        if not option.is_mine:
            by_role[", ".join(str(label) for label in option.by)].append(str(option.transition.label))
    return [{"label": role, "value": " · ".join(labels)} for role, labels in by_role.items()]


def _holders(waiting: panel.Waiting) -> str:
    """Who holds the case: names, or roles and how many when they are many."""
    by_role: dict[str, list[str]] = defaultdict(list)
    for task in waiting.tasks:
        by_role[str(Role(task.role).label)] += [task.assignee.full_name] if task.assignee else []
    named = {role: ", ".join(names) if len(names) < FEW else str(len(names)) for role, names in by_role.items()}
    said = [f"{role}: {who}" if who else role for role, who in named.items()]
    return " · ".join(said or [str(role) for role in waiting.roles])


def _what_time_does(waiting: panel.Waiting) -> str:
    if waiting.clock and waiting.then:
        return _("When the time is up, the system does by itself: %(act)s.") % {"act": waiting.then}
    if waiting.clock:
        return _("When the time is up, the director is told.")
    return ""


def _may_handle(task: Task, user: User) -> bool:
    mine_or_free = task.assignee_id in (None, user.pk) and tasks.may_hold(task, user)
    return mine_or_free or (not is_personal(task.role) and tasks.may_reassign(task, user))


def _own(task: Task, user: User) -> dict[str, Any]:
    """A task as its holder, or the director of its holder, can handle it."""
    may_hold = task.assignee_id in (None, user.pk) and tasks.may_hold(task, user)
    acts = {"snooze": may_hold}
    if not is_personal(task.role):
        acts["take"] = may_hold and task.assignee_id is None
        acts["release"] = task.assignee_id == user.pk
        acts["reassign"] = tasks.may_reassign(task, user)
    urls = {f"{act}_url": reverse(f"workflow:{act}", args=[task.uuid]) for act, possible in acts.items() if possible}
    return {"role": Role(task.role).label, "snoozed_until": task.snoozed_until, **urls}
