"""Screens kept for one role: everybody else is refused."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from accounts.standing import standing_of

View = Callable[..., HttpResponse]


def reserved_for(role: str) -> Callable[[View], View]:
    """Lets in whoever holds the role today."""

    def wrap(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not standing_of(request.user).holds(role):  # type: ignore[arg-type]
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return checked

    return wrap
