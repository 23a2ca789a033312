"""Sessions end when idle or old, staff hold a second factor, and a form typed into a dead session is kept."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve
from django.utils.translation import gettext as _

from accounts.queries import is_staff_member

Answer = Callable[[HttpRequest], HttpResponse]
KEPT = "kept_form"
KEPT_LIMIT = 200_000  # characters of one form that may wait for its author to sign in again


class SessionLimits:
    """Ends a session after 30 idle minutes or 12 hours, whatever the browser keeps."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        now = int(time.time())
        if request.user.is_authenticated:
            born = request.session.setdefault("born", now)
            seen = request.session.get("seen", now)
            idle, old = now - seen > settings.SESSION_IDLE_SECONDS, now - born > settings.SESSION_ABSOLUTE_SECONDS
            if idle or old:
                logout(request)
            elif now - seen > 60 or "seen" not in request.session:
                request.session["seen"] = now  # at most one write a minute
        return self.get_response(request)


class KeepTypedForm:
    """Keeps what a person posted after the session had ended, until they have signed in again."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated and self._is_keepable(request):
            fields = {k: v for k, v in request.POST.lists() if k != "csrfmiddlewaretoken"}
            if sum(len(x) for v in fields.values() for x in v) <= KEPT_LIMIT:
                request.session[KEPT] = {"path": request.path, "fields": fields}
        return self.get_response(request)

    @staticmethod
    def _is_keepable(request: HttpRequest) -> bool:
        if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
            return False  # typed on somebody else's page
        content = request.content_type == "application/x-www-form-urlencoded" or request.content_type == "multipart/form-data"
        return content and resolve(request.path_info).view_name in settings.KEEPABLE_VIEWS


def was_kept(request: HttpRequest) -> bool:
    """Whether this form now waits for its author to sign in."""
    kept = request.session.get(KEPT)
    return bool(kept) and kept["path"] == request.path and not request.user.is_authenticated


def kept_source(request: HttpRequest) -> str:
    """Where the fields kept for this page come from: "session" when one had ended, "draft" when they were read from a file."""
    kept = request.session.get(KEPT)
    return str(kept.get("source", "session")) if kept and kept["path"] == request.path else ""


def kept_fields(request: HttpRequest) -> dict[str, list[str]] | None:
    """What was typed for this page before the session ended; given once."""
    kept = request.session.get(KEPT)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[KEPT]
    return dict(kept["fields"])


class SecondFactor:
    """Sends staff without a second factor to set one up before anything else."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.STAFF_SECOND_FACTOR and request.user.is_authenticated and not self._is_exempt(request):
            from allauth.mfa.utils import is_mfa_enabled  # needs the app registry

            if is_staff_member(request.user) and not is_mfa_enabled(request.user):
                messages.warning(request, _("Your account must have a second factor before you can work here."))
                return redirect("mfa_index")
        return self.get_response(request)

    @staticmethod
    def _is_exempt(request: HttpRequest) -> bool:
        path = request.path_info
        return path.startswith(("/accounts/", "/static/", "/language/")) or path in ("/healthz", "/readyz")
