"""Lists by spreadsheet: the file is sent, tried line by line while a bar moves, then written; and lists to be taken away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from registers.catalogue import REGISTERS
from registers.models import Enrolment, Session
from registers.models.names import in_script_of_page
from workflow import line_files, line_imports, sheets, spreadsheets
from workflow.models import LineImport
from workflow.views.acting import person
from workflow.views.providers import seen_provider

SHOWN = 200  # wrong cells on the page; the file holds them all
Status = LineImport.Status


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest, entry: UUID) -> HttpResponse:
    """The lists that may be sent, with their models; and those that the person has sent."""
    provider, error = seen_provider(request, entry), ""
    if request.method == "POST":
        code, _dot, act = request.POST.get("list", "").partition(".")
        _known(code, act)
        sent = request.FILES.get("file")
        try:
            if sent is None:
                raise spreadsheets.Unreadable(_("Choose a file first."))
            if (sent.size or 0) > spreadsheets.MOST_BYTES:
                raise spreadsheets.Unreadable(_("The file is larger than 5 megabytes."))
            told = {"content": sent.read(), "name": sent.name or "", "provider": provider}
            files = _judged(request, code, act)
            made = line_imports.begin(**told, procedure=code, act=act, by=person(request), files=files)
        except spreadsheets.Unreadable as refusal:
            error = str(refusal)
        else:
            return redirect("workflow:list", made.pk)
    context = {
        "provider": provider,
        "error": error,
        "kinds": [_kind(provider.entry, *one) for one in sheets.offered()],
        "sent": [_sent(one) for one in line_imports.of(user=person(request), provider=provider.entry)[:20]],
    }
    return render(request, "provider/lists.html", context, status=422 if error else 200)


def _judged(request: HttpRequest, code: str, name: str) -> list[Any]:
    """The files beside a list that the gate lets through; of each of the others, a message says why not."""
    _procedure, act, sheet = _known(code, name)
    if not sheet.file:
        return []
    found = line_files.judge(request.FILES.getlist("files"), act=act, sheet=sheet)
    for name, sentence in found.refused:
        messages.warning(request, _("%(name)s was not taken: %(why)s") % {"name": name, "why": sentence})
    return found.admitted


def _known(code: str, act: str) -> tuple[Any, Any, sheets.Sheet]:
    try:
        return sheets.found(code, act)
    except LookupError:
        raise Http404 from None


def _kind(entry: UUID, procedure: Any, act: Any, sheet: sheets.Sheet) -> dict[str, Any]:
    return {
        "value": f"{procedure.code}.{act.name}",
        "title": sheet.title,
        "procedure": procedure.title,
        "headings": [label for _name, label in sheets.headings(act, sheet)],
        "files": _files(act, sheet),
        "model_url": reverse("workflow:list_model", args=[entry, procedure.code, act.name]),
    }


def _files(act: Any, sheet: sheets.Sheet) -> dict[str, Any] | None:
    """What is asked of whoever sends files beside a list."""
    asked = sheets.file_field(act, sheet)
    return {"label": asked.label, "accept": asked.widget.attrs["accept"], "most": line_files.AT_ONCE} if asked else None


def _sent(one: LineImport) -> dict[str, Any]:
    url = reverse("workflow:list", args=[one.pk])
    tone = {Status.CHECKED: "info", Status.DONE: "success"}.get(Status(one.status), "waiting")
    return {"url": url, "name": one.name, "total": one.total, "at": one.at, "status": one.get_status_display(), "tone": tone}


def _own(request: HttpRequest, import_id: UUID) -> LineImport:
    """A list of the person, while they still act for its structure; for anyone else it does not exist."""
    one = LineImport.objects.filter(pk=import_id, by=person(request)).first()
    if one is None:
        raise Http404
    seen_provider(request, one.provider)
    return one


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """How far a list has come, and each wrong cell by its name."""
    found = _own(request, import_id)
    if request.method == "POST":
        if request.POST.get("act") == "write" and line_imports.write(one=found):
            messages.success(request, _("The lines are being written."))
        if request.POST.get("act") == "files":
            files = _judged(request, found.procedure, found.transition)
            if files and not line_imports.join(one=found, files=files):
                messages.warning(request, _("The list is being worked on: send these files once it has been tried."))
        return redirect("workflow:list", found.pk)
    counts = line_imports.counts(found)
    waits = counts["read"] if found.status == Status.CHECKING else counts["fit"]
    errors = _errors(found)
    wrong = counts["unfit"] + counts["refused"]
    _procedure, act, sheet = _known(found.procedure, found.transition)
    context = {
        "list": found,
        "files": _files(act, sheet) if found.status == Status.CHECKED and wrong else None,
        "kept": found.files.count(),
        "counts": counts,
        "wrong": wrong,
        "done": found.total - waits,
        "is_moving": found.status in (Status.CHECKING, Status.WRITING),
        "status_label": found.get_status_display(),
        "errors": errors[:SHOWN],
        "left_out": max(0, len(errors) - SHOWN),
        "can_write": found.status == Status.CHECKED and counts["fit"] > 0,
    }
    template = "provider/parts/list.html" if request.headers.get("HX-Request") else "provider/list.html"
    return render(request, template, context)


def _errors(found: LineImport) -> list[dict[str, str]]:
    """Each wrong cell: its name in the file, the heading, what stands there, and what is wrong with it."""
    _procedure, act, sheet = _known(found.procedure, found.transition)
    labels, language = dict(sheets.headings(act, sheet)), (get_language() or "ar")[:2]
    told = []
    for line in found.lines.filter(status__in=("unfit", "refused")).order_by("number"):
        for error in line.errors:
            place = error["column"]
            column = found.columns[place] if 0 <= place < len(found.columns) else error.get("field", "")
            label = labels.get(column) or (act.form.base_fields[column].label if column in act.form.base_fields else "")
            cell = f"{spreadsheets.column_letter(place)}{line.number}" if place >= 0 else ""
            value = line.cells[place] if 0 <= place < len(line.cells) else ""
            sentence = error["told"].get(language, "")
            told.append({"line": str(line.number), "cell": cell, "label": str(label), "value": value, "sentence": sentence})
    return told


# Files ---------------------------------------------------------------------------------------------------------------


def _file(rows: list[list[Any]], name: str) -> HttpResponse:
    answer = HttpResponse(spreadsheets.written(rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    return answer


@require_GET
def model(request: HttpRequest, entry: UUID, code: str, transition: str) -> HttpResponse:
    """The headings of a list, to be filled in."""
    seen_provider(request, entry)
    _procedure, act, sheet = _known(code, transition)
    return _file([[label for _name, label in sheets.headings(act, sheet)]], f"{code}-{transition}.csv")


@require_GET
def errors_file(request: HttpRequest, import_id: UUID) -> HttpResponse:
    found = _own(request, import_id)
    head = [_("Cell"), _("Line"), _("Heading"), _("Value"), _("What is wrong")]
    return _file([head, *([e["cell"], e["line"], e["label"], e["value"], e["sentence"]] for e in _errors(found))], "errors.csv")


@require_GET
def enrolments_file(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Every enrolment of the structure, as the register holds it today."""
    provider = seen_provider(request, entry)
    held = list(Enrolment.objects.current().filter(provider=provider.entry).order_by("number"))
    known = {s.entry: s for s in Session.objects.current().filter(entry__in={e.session for e in held if e.session})}
    names = ("number", "name_ar", "name_fr", "birth_date", "contract_number", "price_tnd", "starts_on", "expected_end")
    labels = [REGISTERS["enrolments"].label(name) for name in names]
    rows: list[list[Any]] = [[_("Code of the session"), _("Programme"), *labels, _("Status")]]
    for one in held:
        session = known.get(one.session) if one.session else None
        about = [session.number, in_script_of_page(session.title_ar, session.title_fr)] if session else ["", ""]
        rows.append([*about, *(getattr(one, name) for name in names), one.get_status_display()])
    return _file(rows, f"{provider.number.replace('/', '-')}-enrolments.csv")
