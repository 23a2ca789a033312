"""The screen of void numbers: every number that was given and no longer counts, with its reason."""

from typing import cast
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from accounts.models import User
from accounts.standing import standing_of
from documents import numbering, policies

PAGE = 25


class Asked(forms.Form):
    """What the list is narrowed to."""

    series = forms.CharField(label=_("Series"), max_length=60, required=False)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2200, required=False)


@require_GET
def void_numbers(request: HttpRequest) -> HttpResponse:
    """Void numbers of all series, or of one; 25 a page."""
    if not policies.can_read_numbers(standing_of(cast(User, request.user))):
        raise PermissionDenied
    form = Asked(request.GET)
    is_valid = form.is_valid()
    asked = form.cleaned_data if is_valid else {}
    found = numbering.void_numbers(series=asked.get("series", ""), year=asked.get("year"))
    page = Paginator(found if is_valid else found.none(), PAGE).get_page(request.GET.get("page"))
    rows = [{"number": numbering.number_of(used), "used": used} for used in page.object_list]
    kept = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    context = {
        "form": form,
        "rows": rows,
        "reset_url": request.path if kept else "",
        "previous_url": f"?{urlencode({**kept, 'page': page.number - 1})}" if page.has_previous() else "",
        "next_url": f"?{urlencode({**kept, 'page': page.number + 1})}" if page.has_next() else "",
    }
    return render(request, "verification/void_numbers.html", context)
