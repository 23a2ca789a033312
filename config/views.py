"""Pages of the site as a whole: readiness, failures of forms, and what every public service says of itself."""

import shutil
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.middleware import was_kept
from workflow.models import OutboxRow

LATE = timedelta(minutes=10)
FREE_BYTES = 500 * 1024 * 1024


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long, or cookies are refused: nothing is lost if one signs in again, or goes back."""
    if was_kept(request):
        return redirect_to_login(request.get_full_path())
    return render(request, "pages/csrf_failure.html", status=403)


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether requests may be sent here. Work that is late or given up is told, and does not take the node out of service."""
    found = {"database": False, "outbox": False, "disk": shutil.disk_usage(settings.VAR_DIR).free > FREE_BYTES}
    try:
        connection.ensure_connection()
        late = OutboxRow.objects.filter(done_at__isnull=True, not_before__lt=timezone.now() - LATE)
        found["outbox"] = not late.exists()
        found["database"] = True
    except DatabaseError:
        pass
    return JsonResponse(found, status=200 if found["database"] and found["disk"] else 503)


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/help.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/privacy.html")


@login_not_required
@require_safe
def source_code(request: HttpRequest) -> HttpResponse:
    """Where users of the service obtain its source, as its licence asks."""
    return render(request, "pages/source_code.html", {"source_code_url": settings.SOURCE_CODE_URL})
