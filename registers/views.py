"""The screens of the registers: index, list, entry with its versions, extract, and making a certificate void."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.standing import Standing, standing_of
from registers import merges, policies, presentation, queries, readings, refusals, voiding
from registers.catalogue import REGISTERS, Register
from registers.entries import today
from registers.forms import AsOf, Filters, Merge, Place, VoidReason
from registers.models import Certificate, Person, VoidProposal


def _opened(request: HttpRequest, code: str) -> tuple[Register, Standing]:
    """The register, if it exists and the person may read it."""
    if code not in REGISTERS:
        raise Http404
    standing = standing_of(request.user)
    if not policies.can_read(standing, code):
        raise PermissionDenied
    return REGISTERS[code], standing


def _readable(standing: Standing) -> list[str]:
    return [code for code in REGISTERS if policies.can_read(standing, code)]


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    standing = standing_of(request.user)
    if not policies.can_read_any(standing):
        raise PermissionDenied
    readable = [{"register": REGISTERS[c], "url": presentation.step(REGISTERS[c])[0]} for c in _readable(standing)]
    waiting = queries.open_void_proposals().count() if policies.can_propose_void(standing) else None
    return render(request, "registers/index.html", {"registers": readable, "waiting": waiting})


@require_GET
def listing(request: HttpRequest, register: str) -> HttpResponse:
    """The entries in force today, or on a day, that answer the search; 25 a page."""
    opened, standing = _opened(request, register)
    form, place = Filters(request.GET, register=opened), Place(request.GET)
    is_valid = form.is_valid() and place.is_valid()
    asked, start = form.cleaned_data, place.cleaned_data if place.is_valid() else {}
    on = asked.get("on")
    found = queries.entries(opened, text=asked.get("q", ""), on=on, status=asked.get("status", ""))
    page = queries.page(found if is_valid else found.none(), **start)
    kept = {k: v for k, v in request.GET.items() if k in form.fields and v}
    details = {"search": kept, "numbers": [e.number for e in page.entries]}
    readings.record(by=request.user, register=opened.code, act="searched", details=details)  # type: ignore[arg-type]
    context = {
        "register": opened,
        "filters": presentation.filters(form),
        "is_valid": is_valid,
        "on": on,
        "rows": [presentation.line(opened, e, on=on) for e in page.entries],
        "columns": [opened.label(name) for name in opened.columns],
        "status_label": opened.label(opened.status) if opened.status else "",
        "next_url": f"?{urlencode({**kept, 'after': page.after})}" if page.after else "",
        "previous_url": f"?{urlencode({**kept, 'before': page.before})}" if page.before else "",
        "is_filtered": bool(kept),
        "acts": opened.code == "restrictions" and policies.can_read_restriction_proposals(standing),
        "trail": presentation.trail(("", opened.title)),
    }
    return render(request, "registers/list.html", context)


def _entry_context(request: HttpRequest, code: str, entry: uuid.UUID, *, act: str) -> dict[str, Any]:
    """One entry as it stood on the day asked for, its versions and its links; the reading is recorded."""
    opened, standing = _opened(request, code)
    versions = queries.versions(opened, entry)
    if not versions:
        raise Http404
    form = AsOf(request.GET)
    on = form.cleaned_data.get("on") if form.is_valid() else None
    shown = queries.in_force(versions, on)
    pointed = queries.pointed_to(opened, shown) if shown else {}
    details = {"number": versions[-1].number, "on": on.isoformat() if on else ""}
    readings.record(by=request.user, register=opened.code, act=act, details=details)  # type: ignore[arg-type]
    return {
        "register": opened,
        "standing": standing,
        "newest": versions[-1],
        "shown": shown,
        "is_valid": form.is_valid(),
        "asked": request.GET.get("on", ""),
        "on": on,
        "pointed": pointed,
        "history": presentation.history(opened, versions, shown),
        "extract_url": presentation.extract_url(opened, entry, on=on),
        "status": opened.status_label(shown) if shown else "",
        "tone": opened.tone(shown) if shown else "",
        "trail": presentation.trail(presentation.step(opened), ("", presentation.ltr(versions[-1].number))),
    }


@require_GET
def entry(request: HttpRequest, register: str, entry: uuid.UUID) -> HttpResponse:
    context = _entry_context(request, register, entry, act="read")
    newest, standing, shown = context["newest"], context["standing"], context["shown"]
    readable = {k: v for k, v in context["pointed"].items() if policies.can_read(standing, v[0].code)}
    others = {k: v for k, v in context["pointed"].items() if k not in readable}
    context["facts"] = presentation.facts(context["register"], shown, others) if shown else []
    context["links"] = presentation.links(readable)
    if (survivor := queries.survivor(context["register"], newest)) is not None:
        context["kept_url"] = presentation.entry_url(context["register"], survivor.entry)
        context["kept_number"] = survivor.number
    elif policies.can_merge(standing):
        context["merge_url"] = presentation.merge_url(context["register"], newest.entry)
    if isinstance(newest, Certificate):
        proposal = queries.void_proposal_of(entry)
        context["proposal"] = proposal
        issued = newest.status == Certificate.Status.ISSUED
        context["can_propose_void"] = issued and proposal is None and policies.can_propose_void(standing)
        context["can_decide_void"] = proposal is not None and _can_decide(standing, proposal)
    if isinstance(newest, Person):
        twins = queries.namesakes(newest)
        context["namesakes"] = [{"url": presentation.entry_url(context["register"], p.entry), "entry": p} for p in twins]
    return render(request, "registers/entry.html", context)


@require_GET
def extract(request: HttpRequest, register: str, entry: uuid.UUID) -> HttpResponse:
    """A page to be printed: what the register says of an entry on a day, and from which case."""
    context = _entry_context(request, register, entry, act="extracted")
    if context["shown"] is None:
        raise Http404
    context["facts"] = presentation.facts(context["register"], context["shown"], context["pointed"])
    return render(request, "registers/extract.html", {**context, "day": context["on"] or today(), "made_at": timezone.now()})


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, register: str, entry: uuid.UUID) -> HttpResponse:
    """Makes another entry a duplicate of this one; both numbers lead here from then on."""
    opened, standing = _opened(request, register)
    if not policies.can_merge(standing):
        raise PermissionDenied
    kept = get_object_or_404(opened.model._default_manager.all(), entry=entry, valid_to__isnull=True, merged_into__isnull=True)
    form = Merge(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            duplicate = queries.by_number(opened, asked["number"])
            merges.merge(
                register=opened,
                kept=kept,
                duplicate=duplicate,
                reason=asked["reason"],
                by=request.user,  # type: ignore[arg-type]
                record=readings.recorder(),
            )
        except refusals.Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The entries are merged."))
            return redirect("registers:entry", opened.code, entry)
    url = presentation.entry_url(opened, entry)
    trail = presentation.trail(presentation.step(opened), (url, presentation.ltr(kept.number)), ("", _("Merge")))
    facts = [{"label": _("Number"), "value": kept.number, "dir": "ltr"}, {"label": _("Name"), "value": kept.heading}]
    context = {"register": opened, "form": form, "facts": facts, "entry_url": url, "trail": trail}
    return render(request, "registers/merge.html", context)


def _can_decide(standing: Standing, proposal: VoidProposal) -> bool:
    return policies.can_decide_void(standing, proposed_by={proposal.proposed_by_id, proposal.proposed_for_id})


def _registrar(request: HttpRequest) -> Standing:
    standing = standing_of(request.user)
    if not policies.can_propose_void(standing):
        raise PermissionDenied
    return standing


@require_GET
def void_proposals(request: HttpRequest) -> HttpResponse:
    """What waits for a second person."""
    standing = _registrar(request)
    rows = [{"proposal": p, "can_decide": _can_decide(standing, p)} for p in queries.open_void_proposals()[:100]]
    trail = presentation.trail(presentation.step(REGISTERS["certificates"]), ("", _("To be made void")))
    return render(request, "registers/void_proposals.html", {"rows": rows, "trail": trail})


@require_http_methods(["GET", "POST"])
def propose_void(request: HttpRequest, entry: uuid.UUID) -> HttpResponse:
    _registrar(request)
    certificate = get_object_or_404(Certificate.objects.current(), entry=entry)
    form = VoidReason(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            voiding.propose(certificate=certificate, reason=reason, by=request.user, record=readings.recorder())  # type: ignore[arg-type]
        except refusals.Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The proposal waits for another registrar."))
            return redirect("registers:entry", "certificates", entry)
    return render(request, "registers/void_propose.html", _void_context(certificate, form=form))


@require_http_methods(["GET", "POST"])
def decide_void(request: HttpRequest, proposal_id: int) -> HttpResponse:
    standing = _registrar(request)
    proposals = VoidProposal.objects.select_related("certificate", "proposed_by", "proposed_for")
    proposal = get_object_or_404(proposals, pk=proposal_id)
    error = ""
    if request.method == "POST" and request.POST.get("decision") in ("accept", "reject"):
        accept = request.POST["decision"] == "accept"
        try:
            voiding.decide(proposal=proposal, accept=accept, by=request.user, record=readings.recorder())  # type: ignore[arg-type]
        except refusals.Refusal as refusal:
            error = str(refusal)
        else:
            messages.success(request, _("The certificate is void.") if accept else _("The certificate stays in force."))
            return redirect("registers:entry", "certificates", proposal.certificate.entry)
    can_decide = proposal.decided_at is None and _can_decide(standing, proposal)
    context = {**_void_context(proposal.certificate), "proposal": proposal, "error": error, "can_decide": can_decide}
    return render(request, "registers/void_decide.html", context)


def _void_context(certificate: Certificate, **more: Any) -> dict[str, Any]:
    register = REGISTERS["certificates"]
    facts = [{"label": _("Number"), "value": certificate.number, "dir": "ltr"}]
    facts += [register.shown(certificate, n) for n in ("holder_ar", "holder_fr", "title", "level", "issued_on")]
    url = presentation.entry_url(register, certificate.entry)
    trail = presentation.trail(
        presentation.step(register),
        (url, presentation.ltr(certificate.number)),
        ("", _("Make void")),
    )
    return {"certificate": certificate, "facts": facts, "entry_url": url, "trail": trail, **more}
