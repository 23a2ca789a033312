"""The screens where staff word letters and clauses: the list, the text being written, the version that is decided on."""

import re
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import User
from accounts.standing import standing_of
from documents import policies
from documents.catalogue import DOCUMENT_TYPES
from documents.laws import Language
from documents.models import Wording
from documents.views import LANGUAGE_NAMES
from documents.wording_forms import NewClause, WordingText
from documents.zones import labels, previews, versions
from documents.zones.catalogue import CLAUSE, Zone, clause, zone_of, zones_of
from documents.zones.previews import Shown
from documents.zones.syntax import NAME
from workflow.refusals import Refused

Status = Wording.Status
TONES = {"draft": "neutral", "proposed": "waiting", "in_force": "success", "rejected": "neutral"}


def reader_of(request: HttpRequest) -> User:
    """The person signed in, when letters are theirs to read. Raises PermissionDenied."""
    user = cast(User, request.user)
    if not policies.can_read_wordings(standing_of(user)):
        raise PermissionDenied
    return user


def _zone(code: str) -> Zone:
    try:
        found = zone_of(code)
    except KeyError as error:
        raise Http404 from error
    if found.is_clause and not (re.fullmatch(NAME, found.name) and len(found.name) <= 40):
        raise Http404
    return found


def titled(zone: Zone) -> str:
    """The letter and the place, or the name of the clause."""
    if zone.is_clause:
        return str(_("Clause “%(name)s”") % {"name": zone.name})
    place = f"{DOCUMENT_TYPES[zone.letter].title} · {zone.title}"
    return f"{place} · {zone.variant.when}" if zone.variant else place


def trail(*steps: tuple[str, Any]) -> list[dict[str, Any]]:
    first = [{"url": reverse("documents:wordings"), "label": _("Letters")}]
    return first + [{"url": url, "label": label} for url, label in steps]


# The list ----------------------------------------------------------------------------------------------------------


@require_GET
def wordings(request: HttpRequest) -> HttpResponse:
    """Every zone of every letter and every clause, with what holds today, what waits and what was."""
    user = reader_of(request)
    asks = "name" in request.GET
    form = NewClause(request.GET if asks else None)
    can_write = policies.can_write_wordings(standing_of(user))
    if asks and can_write and form.is_valid():
        return redirect("documents:wording_edit", f"{CLAUSE}.{form.cleaned_data['name']}")
    rows: dict[str, list[Wording]] = {}
    found = versions.readable_by(user).select_related("proposed_by", "decided_by").order_by("-valid_from", "-pk")
    for row in found:
        rows.setdefault(row.code, []).append(row)
    letters = [
        {
            "title": DOCUMENT_TYPES[letter].title,
            "code": letter,
            "rows": [_shown(z, rows.get(z.code, [])) for z in zones_of(letter)],
        }
        for letter in sorted(DOCUMENT_TYPES, key=lambda one: str(DOCUMENT_TYPES[one].title))
    ]
    names = sorted(code.partition(".")[2] for code in rows if code.startswith(f"{CLAUSE}."))
    context = {
        "letters": letters,
        "clauses": [_shown(clause(name), rows[f"{CLAUSE}.{name}"]) for name in names],
        "waiting": [_line(row) for row in found if row.status == Status.PROPOSED],
        "own": [_line(row) for row in found if row.status == Status.DRAFT],
        "form": form,
        "can_write": can_write,
    }
    return render(request, "wording/index.html", context, status=422 if asks and form.errors else 200)


def _shown(zone: Zone, rows: list[Wording]) -> dict[str, Any]:
    today = timezone.localdate()
    held = next((r for r in rows if r.status == Status.IN_FORCE and r.valid_from <= today), None)
    return {
        "title": titled(zone) if zone.is_clause else zone.title,
        "when": zone.variant.when if zone.variant else "",
        "code": zone.code,
        "since": held.valid_from if held and not held.is_builtin else None,
        "is_held": held is not None,
        "history": [_line(row) for row in rows],
        "url": reverse("documents:wording_edit", args=[zone.code]),
    }


def _line(row: Wording) -> dict[str, Any]:
    return {
        "title": titled(zone_of(row.code)),
        "from": row.valid_from,
        "status": row.get_status_display(),
        "tone": TONES[row.status],
        "is_builtin": row.is_builtin,
        "by": row.proposed_by.full_name,
        "decided_by": row.decided_by.full_name if row.decided_by else "",
        "url": reverse("documents:wording", args=[row.pk]),
    }


# The text being written --------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """The text of a zone in every language, beside the variables that it may name; kept as the author's own draft."""
    user = reader_of(request)
    if not policies.can_write_wordings(standing_of(user)):
        raise PermissionDenied
    zone = _zone(code)
    draft = versions.draft_of(code, user)
    form = WordingText(request.POST or None, zone=zone, initial=_begun(request, zone, draft, user))
    if request.method == "POST" and form.is_valid():
        told = {"valid_from": form.cleaned_data["valid_from"], "reason": form.cleaned_data["reason"]}
        try:
            row = versions.write(code=code, texts=form.texts, by=user, **told)
        except versions.WordingRefused as refusal:
            for language, sentence in refusal.errors.items():
                form.add_error(f"text_{language}", sentence)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Your text is kept. Look at it in the letter, then propose it."))
            return redirect("documents:wording", row.pk)
    here: Language = "ar" if translation.get_language() == "ar" else "fr"
    clauses = versions.in_force(prefix=f"{CLAUSE}.", on=timezone.localdate())
    context = {
        "form": form,
        "title": titled(zone),
        "zone": zone,
        "variants": _variants(zone),
        "variables": labels.rows(zone, here),
        "variables_language": here,
        "clauses": [] if zone.is_clause else [{"name": c.partition(".")[2], "text": r.printed[here]} for c, r in clauses.items()],
        "builtin_url": f"{request.path}?from=builtin" if any(zone.builtins.values()) else "",
        "page_url": reverse("documents:wording", args=[draft.pk]) if draft else reverse("documents:wordings"),
        "trail": trail(("", titled(zone))),
    }
    return render(request, "wording/edit.html", context, status=422 if form.errors else 200)


def _variants(zone: Zone) -> list[dict[str, Any]]:
    """Every text of the place where this one stands, with when it is used; none where there is one text alone."""
    if zone.variant is None:
        return []
    return [
        {"when": z.variant.when, "url": reverse("documents:wording_edit", args=[z.code]), "is_current": z == zone}
        for z in zones_of(zone.letter)
        if z.place == zone.place and z.variant
    ]


def _begun(request: HttpRequest, zone: Zone, draft: Wording | None, user: User) -> dict[str, Any]:
    """What the form starts from: the built-in text or another version when asked, the draft, what holds today."""
    wanted = request.GET.get("from", "")
    today = timezone.localdate()
    texts: dict[str, str] = dict(zone.builtins)  # type: ignore[arg-type]  # one text for each language
    row = draft or versions.in_force(prefix=zone.code, on=today).get(zone.code)
    if wanted.isdecimal() and len(wanted) < 10:
        row = versions.readable_by(user).filter(code=zone.code, pk=int(wanted)).first() or row
    if row is not None and wanted != "builtin":
        texts |= row.texts
    kept = {"valid_from": max(draft.valid_from, today), "reason": draft.reason} if draft else {"valid_from": today}
    return {**{f"text_{language}": text for language, text in texts.items()}, **kept}


# One version -------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def wording(request: HttpRequest, wording_id: int) -> HttpResponse:
    """A version beside what holds today, as texts and as letters; proposed, taken back or decided on here."""
    user = reader_of(request)
    row = get_object_or_404(versions.readable_by(user).select_related("proposed_by", "decided_by"), pk=wording_id)
    status, error = 200, ""
    if request.method == "POST":
        try:
            if told := _performed(row, request.POST.get("act", ""), user):
                messages.success(request, told)
                return redirect("documents:wordings" if row.status == Status.PROPOSED else request.path)
        except Refused as refusal:
            status, error = refusal.status, str(refusal.sentence)
            row.refresh_from_db()
    zone, reference = zone_of(row.code), request.GET.get("case", "").strip()[:60]
    language = cast(Language, request.GET.get("language", translation.get_language()))
    language = language if language in zone.languages else zone.languages[0]
    shown, refusal_of_case = _seen(row, reference, user)
    if refusal_of_case:
        status, reference = 404, ""
    held = versions.in_force(prefix=row.code, on=timezone.localdate()).get(row.code)
    is_own = row.proposed_by_id == user.pk
    standing = standing_of(user)
    context = {
        "row": row,
        "line": _line(row),
        "title": titled(zone),
        "reference": reference,
        "refusal_of_case": refusal_of_case,
        "variant": _variant(zone, previews.taken_at(row, shown)),
        "error": error,
        "languages": [_tab(each, reference, is_current=each == language) for each in zone.languages],
        "language": language,
        "present": (held.texts if held else zone.builtins).get(language, ""),
        "proposed": row.texts.get(language, ""),
        "frames": _frames(row, language, reference),
        "is_own": is_own,
        "can_decide": row.status == Status.PROPOSED and not is_own and policies.can_decide_wordings(standing),
        "can_write": policies.can_write_wordings(standing),
        "edit_url": reverse("documents:wording_edit", args=[row.code]),
        "from_url": f"{reverse('documents:wording_edit', args=[row.code])}?from={row.pk}",
        "trail": trail(("", titled(zone))),
    }
    return render(request, "wording/version.html", context, status=status)


def _performed(row: Wording, act: str, user: User) -> str:
    """What was done, in words; "" for an act that there is not."""
    if act == "propose":
        versions.propose(wording=row, by=user)
        return _("The text waits for another person.")
    if act == "take_back":
        versions.take_back(wording=row, by=user)
        return _("The text is yours to write again.")
    if act in ("accept", "reject"):
        versions.decide(wording=row, accept=act == "accept", by=user)
        return _("The text is in force from its day on.") if act == "accept" else _("The proposal was rejected.")
    return ""


def _seen(row: Wording, reference: str, user: User) -> tuple[Shown, str]:
    """What the letters on the page are drawn up from, and why the case that was asked for is not shown."""
    try:
        return previews.shown_on(row, reference=reference, user=user), ""
    except Refused as refusal:
        return previews.shown_on(row, reference="", user=user), str(refusal.sentence)


def _variant(zone: Zone, found: Zone | None) -> dict[str, Any]:
    """When this text is used, and which one the case that is shown takes; empty where there is one text alone."""
    if zone.variant is None:
        return {}
    return {
        "when": zone.variant.when,
        "is_taken": found == zone,
        "taken": found.variant.when if found and found.variant else "",
    }


def _query(reference: str) -> str:
    return f"?{urlencode({'case': reference})}" if reference else ""


def _tab(language: str, reference: str, *, is_current: bool) -> dict[str, Any]:
    asked = {"case": reference, "language": language} if reference else {"language": language}
    return {"label": LANGUAGE_NAMES[language], "url": f"?{urlencode(asked)}", "current": is_current, "count": None}


def _frames(row: Wording, language: str, reference: str) -> dict[str, str]:
    query = _query(reference)
    return {
        "present": reverse("documents:wording_letter", args=[row.pk, language, "present"]) + query,
        "proposed": reverse("documents:wording_letter", args=[row.pk, language, "proposed"]) + query,
        "pdf": reverse("documents:wording_pdf", args=[row.pk, language]) + query,
    }
