"""What Django has no setting for: headers of answers, and addresses that name nothing."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse


class HardenedHeaders:
    """Permissions-Policy, same-origin resources, and no caching of pages that belong to a person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", "camera=(self), microphone=(), geolocation=(self)")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class NamedAddresses:
    """An address with a NUL names nothing: PostgreSQL has no text with it and would fail where SQLite finds nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info:
            raise Http404("NUL")
        return self.get_response(request)
