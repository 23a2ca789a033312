"""The page of one section of an application: shown, kept while it is typed, saved, and refused without losing a word."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from workflow import cases, filing
from workflow.models import Case
from workflow.procedures import procedure_of
from workflow.refusals import NotEntitled, Outdated
from workflow.views.acting import person, typed_before, typed_words

TABLE_BUTTONS = ("add_row", "remove_row")


def of(case: Case, code: str) -> Any:
    """The section; it does not exist when the application has none of this name, or nothing in it may be changed now."""
    found = {s.code: s for s in procedure_of(case).application.sections}.get(code)
    if found is None:
        raise Http404
    return found


def to_fill(case: Case) -> list[Any]:
    """The sections with questions; what is declared when filing has its place on the page where one files."""
    return [s for s in procedure_of(case).application.sections if s.is_askable and s.is_asked(case.answers)]


def address(case: Case, section: str, *, query: str = "") -> str:
    return reverse("workflow:application", args=[case.pk, section]) + query


# Show ----------------------------------------------------------------------------------------------------------------


def show(request: HttpRequest, case: Case, section: Any) -> HttpResponse:
    """The section as it was left; with `check`, what is wrong in it is marked."""
    application, only = procedure_of(case).application, filing.open_fields(case)
    if only is not None and not only & section.base_fields.keys():
        return redirect("workflow:answer_request", case_id=case.pk)
    typed = typed_before(request)
    if typed is not None:
        case.answers = application.save_partial(case, section.code, typed, only=only)  # shown, not saved
        messages.info(request, _("Your session had ended. What you had typed has been put back: check it and save."))
    form = application.blank_section(case, section.code, only=only)
    if "check" in request.GET and typed is None:
        form = application.clean_section(case, section.code, form.initial, only=only)
    return page(request, case, section, form)


def page(request: HttpRequest, case: Case, section: Any, form: Any, *, status: int = 200, **more: Any) -> HttpResponse:
    fields = [f for f in form.visible_fields() if not f.field.disabled]
    context = {
        "case": case,
        "procedure": procedure_of(case),
        "section": section,
        "form": form,
        "fields": fields,
        "errors": [{"url": f"#{f.id_for_label or f.auto_id}", "text": f"{f.label}: {e}"} for f in fields for e in f.errors],
        "steps": _steps(case, section) if filing.open_fields(case) is None else [],
        "back": _back(case),
        "address": address(case, section.code),
        "autosave_key": f"{case.pk}-{section.code}-{person(request).pk}",
        "forget": f"{case.pk}-{saved}-{person(request).pk}" if (saved := request.GET.get("saved", "")) else "",
        "returns_to_check": "check" in request.GET or request.POST.get("then") == "check",
        **more,
    }
    return render(request, "applicant/section.html", context, status=status)


def _steps(case: Case, current: Any) -> list[dict[str, Any]]:
    given = {s.code: s.progress for s in procedure_of(case).application.status(case)}
    return [
        {
            "label": s.title,
            "state": "current" if s.code == current.code else "done" if given.get(s.code) == "complete" else "todo",
            "url": "" if s.code == current.code else address(case, s.code),
        }
        for s in to_fill(case)
    ]


def _back(case: Case) -> str:
    is_whole = procedure_of(case).is_filled_in(case.stage)
    return reverse("workflow:case" if is_whole else "workflow:answer_request", args=[case.pk])


# Keep ----------------------------------------------------------------------------------------------------------------


def save(request: HttpRequest, case: Case, section: Any) -> HttpResponse:
    """Keeps what was typed, valid or not; then goes on, or stays where something is to be corrected."""
    is_autosave = "X-Autosave" in request.headers or request.POST.get("autosave") == "1"
    is_row = any(name in request.POST for name in TABLE_BUTTONS)
    stays_open = is_autosave or is_row or "later" in request.POST
    terms: dict[str, Any] = {"case": case, "section": section.code, "data": request.POST, "by": person(request)}
    try:
        saved, form = filing.save_section(**terms, revision=_revision(request), is_final=not stays_open)
    except (NotEntitled, Outdated):
        return _too_late(request, case, section, is_autosave=is_autosave)
    if is_autosave:
        return JsonResponse({"saved_at": timezone.now().isoformat(), "version": saved.revision})
    if is_row:
        return page(request, saved, section, _with_rows(saved, section, request.POST), is_fresh=True)
    if "later" in request.POST:
        messages.success(request, _("Saved. You can go on whenever you like."))
        return redirect(f"{_back(saved)}?saved={section.code}")
    if any(name in form.errors for name in form.fields if not form.fields[name].disabled) or form.non_field_errors():
        return page(request, saved, section, form, status=422, is_fresh=True)
    if filing.open_fields(saved) is not None and set(filing.to_correct(saved)) & section.base_fields.keys():
        return redirect(address(saved, section.code, query="?check"))  # what was saved has put another answer in question
    return redirect(_next(request, saved, section))


def _revision(request: HttpRequest) -> int | None:
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def _with_rows(case: Case, section: Any, typed: QueryDict) -> Any:
    """The form with one row more or less, and no word yet on what is still empty."""
    form = procedure_of(case).application.blank_section(case, section.code, only=filing.open_fields(case))
    if (field := form.fields.get(typed.get("add_row", ""))) is not None:
        field.widget.asks_for_row = True
    return form


def _next(request: HttpRequest, case: Case, section: Any) -> str:
    saved = f"?saved={section.code}"
    if filing.open_fields(case) is not None:
        return _back(case) + saved
    if request.POST.get("then") == "check":
        return reverse("workflow:check", args=[case.pk]) + saved
    codes = [s.code for s in to_fill(case)]
    following = codes[codes.index(section.code) + 1 :] if section.code in codes else []
    return address(case, following[0], query=saved) if following else f"{_back(case)}{saved}#documents"


def _too_late(request: HttpRequest, case: Case, section: Any, *, is_autosave: bool) -> HttpResponse:
    """Filed or moved in another window meanwhile: what was typed is shown again, whatever can still be done with it."""
    if is_autosave:
        return JsonResponse({"error": _("The application has changed in another window.")}, status=409)
    current = Case.objects.get(pk=case.pk)
    if not cases.may_edit(current, person(request)):
        context = {"case": current, "section": section, "typed": typed_words(request.POST, section)}
        return render(request, "applicant/not_saved.html", context, status=409)
    form = procedure_of(current).application.clean_section(current, section.code, request.POST, only=filing.open_fields(current))
    return page(request, current, section, form, status=409, is_outdated=True)
