"""The officer's work: queues, what is taken, given back, put off and handed on, and the search."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import preferences
from accounts.models import User
from accounts.policies import Unfit
from accounts.queries import holders
from accounts.roles import REACH, Reach, Role
from accounts.standing import standing_of
from workflow import policies, queries, tasks
from workflow.models import Task
from workflow.refusals import NotEntitled, Refused
from workflow.views.acting import back_url, person, refused
from workflow.views.filters import Filters, is_personal, next_task, overseen_by, stages_of
from workflow.views.rows import case_rows, columns, task_rows
from workflow.views.words import Reassign, Snooze

OWN = 10


# Their work is not found in the queues of cases.
APART = frozenset({Role.ADMINISTRATOR, Role.AUDITOR, Role.STATISTICS_OFFICER})


def _roles_of(user: User) -> list[str]:
    """The roles of the person at whose desks work arrives."""
    return [q.role for q in queries.queues_of(standing_of(user)) if stages_of(q.role)]


@require_safe
def queues(request: HttpRequest) -> HttpResponse:
    """One tile for each queue, and what the person holds, the most urgent first."""
    user = person(request)
    roles, standing = _roles_of(user), standing_of(user)
    if not standing.roles() - APART:
        return refused(request, NotEntitled(_("Queues are for those who hold a post at a desk.")))
    own = Task.objects.filter(assignee=user, closed_at__isnull=True, role__in=roles).only(*queries.ROW)
    held = list(queries.awake(own).order_by("due", "id")[:OWN])
    context = {
        "tiles": [_tile(role, queries.queue_tasks(user, role)) for role in roles],
        "overseen": [_tile(role, queries.overseen_tasks(user, role)) for role in overseen_by(standing)],
        "rows": task_rows(held, user=user),
        "columns": columns("number", "procedure", "applicant", "stage", "due"),
    }
    return render(request, "queues/queues.html", context)


def _tile(role: str, waiting: "QuerySet[Task]") -> dict[str, Any]:
    count, late = queries.capped_count(waiting), queries.capped_count(waiting.filter(due__lt=timezone.localdate()))
    hint = ngettext("%(count)s overdue", "%(count)s overdue", late) % {"count": _capped(late)} if late else _("nothing overdue")
    url = reverse("workflow:queue", args=[role])
    return {"label": Role(role).label, "value": _capped(count), "hint": hint, "url": url, "tone": "danger" if late else ""}


def _capped(count: int) -> str:
    return f"{queries.COUNT_CAP}+" if count >= queries.COUNT_CAP else str(count)


@require_http_methods(["GET", "HEAD", "POST"])
def queue(request: HttpRequest, role: str) -> HttpResponse:
    """The work of one role: filtered, by due date, a keyset page at a time."""
    user = person(request)
    if role not in Role.values:
        raise Http404
    if role not in [*_roles_of(user), *overseen_by(standing_of(user))]:
        return refused(request, NotEntitled(_("You do not hold this role today.")))
    if request.method == "POST" and request.POST.get("act") in ("keep_filter", "forget_filter"):
        return _filter(request, role)
    if request.method == "POST":
        return _chosen(request, role)
    if "next" in request.GET:
        return _next(request, role)
    return render(request, "queues/queue.html", _queue_page(request, role))


def _filter(request: HttpRequest, role: str) -> HttpResponse:
    """Keeps what is chosen under a name, or deletes what was kept; both are the person's alone."""
    user, url = person(request), reverse("workflow:queue", args=[role])
    name = request.POST.get("name", "")
    if request.POST["act"] == "forget_filter":
        preferences.forget_filter(user=user, role=role, name=name)
        messages.success(request, _("The filter was deleted."))
        return redirect(url)
    filters = Filters(user, role, request.GET, is_overseen=role not in _roles_of(user))
    try:
        preferences.keep_filter(user=user, role=role, name=name, chosen=filters.chosen)
        messages.success(request, _("The filter was kept."))
    except Unfit as refusal:
        messages.error(request, str(refusal.sentence))
    return redirect(filters.url(url, **filters.chosen))


def _queue_page(request: HttpRequest, role: str) -> dict[str, Any]:
    user, url = person(request), reverse("workflow:queue", args=[role])
    is_own = role in _roles_of(user)
    filters = Filters(user, role, request.GET, is_overseen=not is_own)
    found = filters.tasks()
    count = queries.capped_count(found)
    page = queries.queue_page(found, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    codes = ["number", "procedure", "applicant", "stage", "holder", "due"]
    if REACH[role] is Reach.REGION:
        codes.append("region")
    return {
        "role": role,
        "role_label": Role(role).label,
        "trail": [{"url": reverse("workflow:queues"), "label": _("Queues")}, {"label": Role(role).label}],
        "rows": task_rows(page.rows, user=user),
        "columns": columns(*codes),
        "fields": filters.fields(),
        "saved": filters.saved(url),
        "kept_as": filters.kept_as(),
        "can_keep": filters.may_be_kept(),
        "longest_name": preferences.LONGEST,
        "reset_url": url if filters.chosen else "",
        "result_label": ngettext("%(count)s task", "%(count)s tasks", count) % {"count": _capped(count)},
        "next_url": f"?{urlencode({**filters.chosen, 'after': page.next})}" if page.next else "",
        "previous_url": f"?{urlencode({**filters.chosen, 'before': page.previous})}" if page.previous else "",
        "next_case_url": f"{url}?next=1" if is_own else "",
        "bulk_buttons": _buttons(role, user, is_own=is_own),
    }


def _buttons(role: str, user: User, *, is_own: bool) -> list[dict[str, str]]:
    """What can be done with the rows that are ticked."""
    found = []
    if is_own and not is_personal(role):
        found += [("take", _("Take")), ("release", _("Give back"))]
    if is_own:
        found.append(("snooze", _("Put off…")))
    chief = Role.REGIONAL_DIRECTOR if REACH[role] is Reach.REGION else Role.CENTRAL_DIRECTOR
    if not is_personal(role) and standing_of(user).holds(chief):
        found.append(("reassign", _("Hand on…")))
    return [{"name": "act", "value": act, "label": label, "kind": "secondary"} for act, label in found]


def _next(request: HttpRequest, role: str) -> HttpResponse:
    task = next_task(person(request), role)
    if task is None:
        messages.info(request, _("Nothing is waiting for you in this queue."))
        return redirect("workflow:queue", role)
    return redirect("workflow:case", task.case_id)


def _chosen(request: HttpRequest, role: str) -> HttpResponse:
    """Takes or gives back the ticked rows one by one; what needs an answer has its own page."""
    chosen, act = _uuids(request.POST.getlist("selected")), request.POST.get("act", "")
    if not chosen:
        messages.warning(request, _("Tick at least one row first."))
    elif act in ("snooze", "reassign"):
        also = urlencode([("selected", str(u)) for u in chosen[1:]])
        url = reverse(f"workflow:{act}", args=[chosen[0]])
        return redirect(f"{url}?{also}" if also else url)
    elif act in ("take", "release"):
        _each(request, chosen, tasks.take if act == "take" else tasks.release)
    return redirect(request.get_full_path())


def _uuids(typed: list[str]) -> list[UUID]:
    found = []
    for text in typed[: queries.PAGE]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _each(request: HttpRequest, chosen: list[UUID], act: Callable[..., Task], **terms: Any) -> int:
    """Does the same with every task, each under its own checks, and says what could not be done."""
    done = 0
    for task_uuid in chosen:
        try:
            act(task_uuid=task_uuid, by=person(request), **terms)
            done += 1
        except Refused as refusal:
            messages.error(request, str(refusal.sentence))
    if done:
        messages.success(request, ngettext("Done for %(count)d task.", "Done for %(count)d tasks.", done) % {"count": done})
    return done


# One task ------------------------------------------------------------------------------------------------------------


def _task(request: HttpRequest, task_uuid: UUID) -> Task:
    task = Task.objects.select_related("case").filter(uuid=task_uuid).first()
    if task is None or not policies.can_see(task.case, person(request)):
        raise Http404
    return task


@require_POST
def take(request: HttpRequest, task_uuid: UUID) -> HttpResponse:
    return _once(request, task_uuid, tasks.take, _("The task is yours."))


@require_POST
def release(request: HttpRequest, task_uuid: UUID) -> HttpResponse:
    return _once(request, task_uuid, tasks.release, _("The task is back in the queue."))


def _once(request: HttpRequest, task_uuid: UUID, act: Callable[..., Task], done: str) -> HttpResponse:
    task = _task(request, task_uuid)
    try:
        act(task_uuid=task_uuid, by=person(request))
    except Refused as refusal:
        return refused(request, refusal, case=task.case)
    messages.success(request, done)
    return redirect(back_url(request) or reverse("workflow:case", args=[task.case_id]))


@require_http_methods(["GET", "HEAD", "POST"])
def reassign(request: HttpRequest, task_uuid: UUID) -> HttpResponse:
    """A director hands work on to another holder of the role."""
    task = _task(request, task_uuid)
    if is_personal(task.role) or not tasks.may_reassign(task, person(request)):
        return refused(request, NotEntitled())
    form = Reassign(request.POST if request.method == "POST" else None, people=_could_hold(task))
    if form.is_valid():
        terms = {"to": form.people[form.cleaned_data["to"]]}
        return _answered(request, task, tasks.reassign, **terms)
    return _answer_page(request, task, form, title=_("Hand the work on"), confirm=_("Hand on"))


def _could_hold(task: Task) -> list[User]:
    """Holders of the role where the task is, who have not already one of this case."""
    having = Task.objects.filter(case=task.case_id, role=task.role, closed_at__isnull=True).values_list("assignee_id", flat=True)
    people = holders(role=task.role, region=task.region, committee=task.committee).exclude(pk__in=[pk for pk in having if pk])
    return [u for u in people if tasks.may_hold(task, u)]


@require_http_methods(["GET", "HEAD", "POST"])
def snooze(request: HttpRequest, task_uuid: UUID) -> HttpResponse:
    """Puts work out of sight until a day, never beyond its due date."""
    task = _task(request, task_uuid)
    if not tasks.may_hold(task, person(request)):
        return refused(request, NotEntitled())
    form = Snooze(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _answered(request, task, tasks.snooze, until=form.cleaned_data["until"])
    return _answer_page(request, task, form, title=_("Put the work off"), confirm=_("Put off"))


def _answered(request: HttpRequest, task: Task, act: Callable[..., Task], **terms: Any) -> HttpResponse:
    _each(request, [task.uuid, *_uuids(request.POST.getlist("selected"))], act, **terms)
    return (
        redirect("workflow:queue", task.role)
        if task.role in _roles_of(person(request))
        else redirect("workflow:case", task.case_id)
    )


def _answer_page(request: HttpRequest, task: Task, form: Any, *, title: str, confirm: str) -> HttpResponse:
    also = _uuids((request.POST if request.method == "POST" else request.GET).getlist("selected"))
    chosen = [task, *Task.objects.filter(uuid__in=also, closed_at__isnull=True, role=task.role).only(*queries.ROW)]
    context = {
        "title": title,
        "confirm": confirm,
        "form": form,
        "rows": task_rows(chosen, user=person(request)),
        "columns": columns("number", "applicant", "stage", "holder", "due"),
        "also": [str(u) for u in also],
        "cancel_url": reverse("workflow:case", args=[task.case_id]),
    }
    return render(request, "queues/answer.html", context, status=422 if form.is_bound else 200)


# Search --------------------------------------------------------------------------------------------------------------


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Cases by number, name or identity, in either script; a complete number opens its case."""
    text = request.GET.get("q", "").strip()[:100]
    page = queries.Page([])
    if len(text) > 1:
        found = queries.search(person(request), text)
        page = queries.search_page(found, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
        if len(page.rows) == 1 and page.rows[0].number == text.upper():
            return redirect("workflow:case", page.rows[0].pk)
    context = {
        "q": text,
        "rows": case_rows(page.rows),
        "columns": columns("number", "procedure", "applicant", "stage", "deposit", "region"),
        "next_url": f"?{urlencode({'q': text, 'after': page.next})}" if page.next else "",
        "previous_url": f"?{urlencode({'q': text, 'before': page.previous})}" if page.previous else "",
    }
    return render(request, "queues/search.html", context)
