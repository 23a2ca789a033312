"""Committee meetings: the list, planning, and the page from which a meeting is held."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.roles import COMMITTEE_ROLES, Role
from accounts.standing import standing_of
from workflow import meetings, procedures, titles
from workflow.models import CommitteeSession
from workflow.refusals import NotEntitled, Refused
from workflow.views import meeting
from workflow.views.acting import person, refused
from workflow.views.words import PlannedMeeting

PAST = 20
Status = CommitteeSession.Status


@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """The meetings of the person's committees; the secretary plans the next one here."""
    user = person(request)
    if not standing_of(user).holds(*COMMITTEE_ROLES, Role.AUDITOR, Role.CENTRAL_DIRECTOR):
        return refused(request, NotEntitled(_("These meetings are for the members of committees.")))
    form = _plan_form(request, user)
    if form and form.is_valid():
        try:
            planned = meetings.plan(by=user, **form.cleaned_data)
            messages.success(request, _("The meeting %(number)s is planned.") % {"number": planned.number})
            return redirect("workflow:session", planned.pk)
        except Refused as refusal:
            form.add_error("meets_at", str(refusal.sentence))
    is_wrong = form is not None and form.is_bound
    return render(request, "committees/sessions.html", _list(user, form), status=422 if is_wrong else 200)


def _plan_form(request: HttpRequest, user: User) -> PlannedMeeting | None:
    kept = sorted(standing_of(user).committees(Role.COMMITTEE_SECRETARY))
    if not kept:
        return None
    named = [(name, titles.committee_title(name)) for name in kept]
    return PlannedMeeting(request.POST if request.method == "POST" else None, committees=named)


def _list(user: User, form: PlannedMeeting | None) -> dict[str, Any]:
    live = Count("items", filter=Q(items__removed_at__isnull=True, items__adjourned_at__isnull=True))
    found: QuerySet[CommitteeSession] = meetings.sessions_of(user).annotate(agenda=live)
    ahead = found.exclude(status=Status.MINUTES_SIGNED).order_by("meets_at")
    past = found.filter(status=Status.MINUTES_SIGNED).order_by("-meets_at")
    return {"ahead": [_line(s) for s in ahead], "past": [_line(s) for s in past[:PAST]], "form": form}


def _line(session: CommitteeSession) -> dict[str, Any]:
    return {
        "url": reverse("workflow:session", args=[session.pk]),
        "number": session.number,
        "title": titles.committee_title(session.committee),
        "meets_at": session.meets_at,
        "place": session.place,
        "status_label": session.get_status_display(),
        "status_tone": meeting.TONES[session.status],
        "agenda": session.agenda,  # type: ignore[attr-defined]
    }


def _session(request: HttpRequest, session_id: UUID) -> CommitteeSession:
    found: CommitteeSession | None = meetings.sessions_of(person(request)).filter(pk=session_id).first()
    if found is None:
        raise Http404
    return found


@require_safe
def session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Agenda, seats, quorum, documents, and the votes that wait for the person."""
    found = _session(request, session_id)
    return render(request, "committees/session.html", meeting.page(found, person(request)))


# Acts of the meeting -------------------------------------------------------------------------------------------------


def _convene(session: CommitteeSession, user: User) -> None:
    fragment = procedures.committees()[session.committee]
    meetings.convene(session=session, by=user, order=fragment.convening.order_session)


def _sign(session: CommitteeSession, user: User) -> None:
    fragment = procedures.committees()[session.committee]
    meetings.sign_minutes(session=session, by=user, order=fragment.minutes.order_session)


DONE: dict[str, tuple[Callable[[CommitteeSession, User], Any], Any]] = {
    "convene": (_convene, lambda: _("The members are convened.")),
    "open": (lambda s, user: meetings.open_meeting(session=s, by=user), lambda: _("The meeting is open.")),
    "close": (lambda s, user: meetings.close_meeting(session=s, by=user), lambda: _("The meeting is closed.")),
    "sign-minutes": (_sign, lambda: _("The minutes are signed.")),
}


@require_http_methods(["GET", "HEAD", "POST"])
def session_act(request: HttpRequest, session_id: UUID, act: str) -> HttpResponse:
    """Convene, note who is there, open, close, sign the minutes; the grave ones are confirmed first."""
    found = _session(request, session_id)
    if act == "presence" and request.method == "POST":
        return _presence(request, found)
    if act not in DONE:
        raise Http404
    if request.method != "POST":
        return _confirm(request, found, act)
    perform, said = DONE[act]
    try:
        perform(found, person(request))
    except Refused as refusal:
        return _refused(request, found, refusal)
    messages.success(request, said())
    return redirect("workflow:session", found.pk)


def _confirm(request: HttpRequest, session: CommitteeSession, act: str) -> HttpResponse:
    role, status, label, about = meeting.ACTS[act]
    if session.committee not in standing_of(person(request)).committees(role):
        return refused(request, NotEntitled())
    if session.status != status:
        return _refused(request, session, Refused())
    context = {**meeting.page(session, person(request)), "label": label, "about": about, "is_minutes": act == "sign-minutes"}
    return render(request, "committees/confirm.html", context)


def _presence(request: HttpRequest, session: CommitteeSession) -> HttpResponse:
    typed = request.POST.getlist("present")
    seated = [m.user_id for m in session.members.all() if str(m.user_id) in typed]
    try:
        meetings.note_presence(session=session, present=seated, by=person(request))
    except Refused as refusal:
        return _refused(request, session, refusal)
    messages.success(request, _("Presence is noted."))
    return redirect("workflow:session", session.pk)


def _refused(request: HttpRequest, session: CommitteeSession, refusal: Refused) -> HttpResponse:
    return refused(request, refusal, back=reverse("workflow:session", args=[session.pk]))
