"""What is open to anyone about documents: the screen of verification, the keys, the list of what was withdrawn."""

from collections.abc import Callable
from functools import cache, partial, wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from documents import codes, verification
from documents.catalogue import DOCUMENT_TYPES
from documents.seals import keys, revocation
from documents.views import LANGUAGE_NAMES


def _unlisted(view: Any) -> Any:
    """Kept by nobody and listed by no search engine."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = view(request, *args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return answer


# Posting changes nothing here: it only keeps a name out of addresses and journals, so no token is asked for.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@_unlisted
def verify(request: HttpRequest) -> HttpResponse:
    """Asks for a code, a square or a file. Squares and files are read in the browser, which sends at most a fingerprint."""
    asked = request.POST if request.method == "POST" else request.GET
    name, on = (request.POST.get(field, "").strip() for field in ("name", "on"))
    if typed := asked.get("code", "").strip():
        if name or on:
            ask = partial(verification.by_code, typed, name=name, on=on)
            return _answered(request, ask, typed=typed[:40], name=name[:200], on=on[:10])
        try:
            return redirect("verify_code", code=codes.shown(codes.read(typed)))
        except codes.NotACode:
            return _answered(request, partial(verification.by_code, typed), typed=typed)
    if sha256 := asked.get("sha256", "").strip():
        return _answered(request, partial(verification.by_file, sha256), sha256=sha256[:64])
    return _page(request, {"answer": None})


@login_not_required
@require_safe
@_unlisted
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """What the square on a document opens."""
    return _answered(request, partial(verification.by_code, code), typed=code[:40])


@login_not_required
@require_safe
@_unlisted
def state(request: HttpRequest, code: str) -> HttpResponse:
    """The outcome alone, for a page that has already proved the record by itself."""
    if verification.is_too_often(request):
        return JsonResponse({"outcome": "too_often"}, status=429, headers={"Retry-After": "60"})
    return JsonResponse({"outcome": verification.by_code(code).outcome})


def _answered(request: HttpRequest, ask: Callable[[], verification.Answer], **typed: str) -> HttpResponse:
    if verification.is_too_often(request):
        response = render(request, "429.html", status=429)
        response.headers["Retry-After"] = "60"
        return response
    answer = ask()
    context: dict[str, Any] = {"answer": answer, **typed}
    if found := answer.document:
        language = translation.get_language() or "ar"
        context["title"] = DOCUMENT_TYPES[found.kind].title
        context["directorate"] = answer.directorate.get(language) or answer.directorate.get("fr", "")
        context["holder"] = answer.holder
        context["language_label"] = LANGUAGE_NAMES[found.language]
    # 200 whatever the outcome: neither status nor length of the way tells more than the page.
    return _page(request, context)


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    return render(request, "verification/verify.html", {**context, "seal": _told_to_scripts(context["answer"])})


def _told_to_scripts(answer: verification.Answer | None) -> dict[str, Any]:
    """What the page needs to check a record by itself."""
    return {
        **keys.published(),
        "answered": answer.outcome if answer else "",
        "kinds": {code: str(kind.title) for code, kind in DOCUMENT_TYPES.items()},
        "languages": LANGUAGE_NAMES,
        "page": reverse("verify"),
        "scopes": [reverse("verify"), reverse("verify_code", args=["X"]).removesuffix("X/")],
        "worker": reverse("verify_worker"),
        "revoked": reverse("revoked"),
        "state": reverse("verify_state", args=["CODE"]),
        "static": settings.STATIC_URL,
        "reader": static("vendor/jsqr/jsQR.js"),
    }


# Files ---------------------------------------------------------------------------------------------------------------


def for_every_site(response: HttpResponse, *, seconds: int) -> HttpResponse:
    """An employer's own program may read it too: it names nobody."""
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@login_not_required
@require_safe
def seal_keys(request: HttpRequest) -> HttpResponse:
    """The public keys of seals, as a set of RFC 7517."""
    return for_every_site(JsonResponse(keys.published()), seconds=300)


@login_not_required
@require_safe
def revoked(request: HttpRequest) -> HttpResponse:
    """The signed list of documents that no longer hold, valid for seven days."""
    return for_every_site(HttpResponse(revocation.current(), content_type="application/json"), seconds=30)


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that opens the page of verification without a connection; its page gives it no other address to keep."""
    response = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    response.headers["Service-Worker-Allowed"] = "/"
    response.headers["Cache-Control"] = "no-cache"
    return response


@cache
def _worker() -> bytes:
    # Served from here and not with the static files: a worker reaches no further than the folder it comes from.
    return Path(settings.BASE_DIR, "static", "js", "seal-worker.js").read_bytes()
