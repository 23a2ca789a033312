"""The calendar of a year: its holidays, and how many pending dates a change would move before it is confirmed."""

from calendar import Calendar
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workflow import holidays
from workflow.calendar_change import moved_dates
from workflow.calendar_forms import DayOff, Removal
from workflow.description import in_languages
from workflow.models import Holiday
from workflow.refusals import Refused
from workflow.views.administration.entrance import administrator, trail

FIRST_YEAR, LAST_YEAR = 2022, 2077
EXTRA = "extra"  # code of a day off that no decree foresees
TEXTS = {"DP2021-223": gettext_lazy("Presidential decree no. 2021-223")}


def _year(request: HttpRequest) -> int:
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else timezone.localdate().year
    return min(max(year, FIRST_YEAR), LAST_YEAR)


def _page(year: int) -> str:
    return f"{reverse('workflow:calendar')}?year={year}"


@require_http_methods(["GET", "POST"])
@administrator
def calendar(request: HttpRequest) -> HttpResponse:
    """One year; a POST enters a day, in two steps, or seeds the year."""
    year = _year(request)
    if request.method == "POST" and request.POST.get("act") == "seed":
        return _seed(request, year)
    form = DayOff(request.POST or None, initial={"certainty": Holiday.Certainty.ANNOUNCED})
    if request.method == "POST" and form.is_valid():
        if "confirm" not in request.POST:
            return _confirm(request, form, title=_("Enter this day off"), moved=moved_dates(enters=form.cleaned_data["date"]))
        if _enter(request, form):
            return redirect(_page(form.cleaned_data["date"].year))
    rows = list(Holiday.objects.filter(date__year=year))
    context = {
        "year": year,
        "months": [_month(year, n, rows) for n in range(1, 13)],
        "rows": [_row(h) for h in rows],
        "form": form,
        "opened": "enter" if form.errors else "",
        "previous_url": _page(year - 1) if year > FIRST_YEAR else "",
        "next_url": _page(year + 1) if year < LAST_YEAR else "",
        "estimated": sum(h.certainty == Holiday.Certainty.ESTIMATED for h in rows),
        "trail": trail(("", _("Calendar"))),
    }
    return render(request, "administration/calendar.html", context, status=422 if form.errors else 200)


def _row(holiday: Holiday) -> dict[str, Any]:
    return {
        "name": str(holiday),
        "date": holiday.date,
        "name_ar": holiday.name_ar,
        "name_fr": holiday.name_fr,
        "name_en": holiday.name_en,
        "certainty": holiday.get_certainty_display(),
        "tone": "waiting" if holiday.certainty == Holiday.Certainty.ESTIMATED else "success",
        "source": TEXTS.get(holiday.source, holiday.source),
        "url": reverse("workflow:holiday", args=[holiday.pk]),
    }


def _month(year: int, number: int, rows: list[Holiday]) -> dict[str, Any]:
    """A month as weeks of days, each with its holidays; Monday first."""
    off = holidays.calendar(fresh=False)
    names: dict[date, list[str]] = {}
    for holiday in rows:
        names.setdefault(holiday.date, []).append(str(holiday))
    estimated = {h.date for h in rows if h.certainty == Holiday.Certainty.ESTIMATED}
    weeks = [
        [
            {
                "number": day.day if day.month == number else "",
                "is_weekend": day.weekday() in off.weekend,
                "names": ", ".join(names.get(day, [])) if day.month == number else "",
                "is_estimated": day in estimated,
            }
            for day in week
        ]
        for week in Calendar().monthdatescalendar(year, number)
    ]
    others = [text for language, text in in_languages(MONTHS[number]).items() if language != (get_language() or "ar")[:2]]
    return {"label": MONTHS[number], "others": " · ".join(others), "weekdays": list(WEEKDAYS_ABBR.values()), "weeks": weeks}


def _seed(request: HttpRequest, year: int) -> HttpResponse:
    try:
        entered = holidays.seed(years=range(year, year + 1), by=request.user)  # type: ignore[arg-type]
    except Refused as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        text = ngettext("%(n)s day was entered.", "%(n)s days were entered.", entered) % {"n": entered}
        messages.success(request, text)
    return redirect(_page(year))


def _enter(request: HttpRequest, form: DayOff, *, replaces: Holiday | None = None) -> bool:
    told = form.cleaned_data
    try:
        holidays.enter(
            day=told["date"],
            code=replaces.code if replaces else EXTRA,
            names=form.names,
            certainty=told["certainty"],
            source=told["source"],
            by=request.user,  # type: ignore[arg-type]
            replaces=replaces,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal.sentence))
        return False
    messages.success(request, _("The calendar was changed. Pending dates follow within a minute."))
    return True


def _confirm(request: HttpRequest, form: forms.Form, *, title: str, moved: int, act: str = "enter") -> HttpResponse:
    """The second step: what was typed, and how many pending dates it moves."""
    text = ngettext(
        "%(n)s pending date would become later. The parties are told in their case.",
        "%(n)s pending dates would become later. The parties are told in their cases.",
        moved,
    ) % {"n": moved}
    # Values as they were sent: the form reads them again.
    hidden = [{"name": name, "value": request.POST.get(name, "")} for name in form.fields]
    hidden += [{"name": "act", "value": act}, {"name": "confirm", "value": "1"}]
    context = {
        "title": title,
        "text": text if moved else _("No pending date would move."),
        "facts": [{"label": field.label, "value": _shown(form, field.name)} for field in form],
        "hidden": hidden,
        "cancel_url": request.get_full_path(),
        "kind": "danger" if act == "remove" else "primary",
        "trail": trail((reverse("workflow:calendar"), _("Calendar")), ("", title)),
    }
    return render(request, "administration/confirm_day.html", context)


def _shown(form: forms.Form, name: str) -> str:
    value = form.cleaned_data[name]
    if isinstance(value, date):
        return date_format(value, "d/m/Y")
    return str(dict(getattr(form.fields[name], "choices", ())).get(value, value))


@require_http_methods(["GET", "POST"])
@administrator
def holiday(request: HttpRequest, holiday_id: int) -> HttpResponse:
    """One day off: announce it, move it, or strike it off."""
    row = get_object_or_404(Holiday, pk=holiday_id)
    act = request.POST.get("act", "")
    removal = Removal(request.POST if act == "remove" else None)
    form = DayOff(request.POST if act == "enter" else None, initial=_initial(row))
    if request.method == "POST" and act == "remove" and removal.is_valid():
        if "confirm" not in request.POST:
            return _confirm(request, removal, title=_("Strike this day off"), moved=moved_dates(leaves=row), act="remove")
        holidays.remove(holiday=row, source=removal.cleaned_data["source"], by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("The day is struck off. No pending date comes earlier because of it."))
        return redirect(_page(row.date.year))
    if request.method == "POST" and act == "enter" and form.is_valid():
        moved = moved_dates(enters=form.cleaned_data["date"], leaves=row)
        if "confirm" not in request.POST:
            return _confirm(request, form, title=_("Change this day off"), moved=moved)
        if _enter(request, form, replaces=row):
            return redirect(_page(form.cleaned_data["date"].year))
    failed = bool(form.errors or removal.errors)
    context = {"row": row, "form": form, "removal": removal, "page_url": _page(row.date.year)}
    context["trail"] = trail((_page(row.date.year), _("Calendar")), ("", str(row)))
    return render(request, "administration/holiday.html", context, status=422 if failed else 200)


def _initial(row: Holiday) -> dict[str, Any]:
    names = ("date", "name_ar", "name_fr", "name_en", "certainty", "source")
    return {name: getattr(row, name) for name in names}
