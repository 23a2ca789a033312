"""General restrictions: those that hold, what waits for a second person, and the two acts of entering and changing them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.regions import Region
from accounts.standing import standing_of
from registers import policies, presentation, restrictions, vocabulary
from registers.catalogue import REGISTERS
from registers.models import Restriction
from registers.refusals import NotInRegister
from registers.register import day
from workflow import restriction_proposals as proposals
from workflow.models import RestrictionProposal
from workflow.procedures import named
from workflow.refusals import NotEntitled, Refused
from workflow.restriction_forms import AnotherLastDay, NewRestriction, Proposal
from workflow.views.acting import person, refused

PAGE = 50
Act, Status = RestrictionProposal.Act, RestrictionProposal.Status
TONES = {Status.PROPOSED: "waiting", Status.CONFIRMED: "success", Status.DECLINED: "neutral"}


def trail(*steps: tuple[str, Any]) -> list[dict[str, Any]]:
    here = (_page() if steps else "", _("General restrictions"))
    return presentation.trail(presentation.step(REGISTERS["restrictions"]), here, *steps)


def _page() -> str:
    return reverse("workflow:restrictions")


def _denied(request: HttpRequest) -> HttpResponse:
    return refused(request, NotEntitled(_("Your postings have no part in entering restrictions.")))


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What waits for a second person, what holds or will, and what was decided."""
    standing = standing_of(person(request))
    if not policies.can_read_restriction_proposals(standing):
        return _denied(request)
    can_propose = policies.can_propose_restriction(standing)
    context = {
        "waiting": [_line(p) for p in proposals.waiting()[:PAGE]],
        "held": [_held(one, can_change=can_propose) for one in restrictions.general()],
        "decided": [_line(p) for p in proposals.decided()[:PAGE]],
        "can_propose": can_propose,
        "trail": trail(),
    }
    return render(request, "restrictions/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """A restriction to be entered; what is wrong is told beside its question, and nothing that was typed is lost."""
    if not policies.can_propose_restriction(standing_of(person(request))):
        return _denied(request)
    form = NewRestriction(request.POST or None, initial={"starts_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid() and (made := _proposed(request, form, act=Act.IMPOSE)) is not None:
        return redirect("workflow:restriction_proposal", made.pk)
    return _asked(request, form, Act.IMPOSE.label)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, entry: UUID) -> HttpResponse:
    return _change(request, entry, Act.END)


@require_http_methods(["GET", "HEAD", "POST"])
def prolong(request: HttpRequest, entry: UUID) -> HttpResponse:
    return _change(request, entry, Act.PROLONG)


def _change(request: HttpRequest, entry: UUID, act: RestrictionProposal.Act) -> HttpResponse:
    if not policies.can_propose_restriction(standing_of(person(request))):
        return _denied(request)
    try:
        held = restrictions.get(str(entry))
    except NotInRegister:
        raise Http404 from None
    if held.entry not in {one.entry for one in restrictions.general()} or (act == Act.PROLONG and held.ends_on is None):
        raise Http404
    form = AnotherLastDay(request.POST or None, restriction=held, act=act)
    if request.method == "POST" and form.is_valid():
        made = _proposed(request, form, act=act, restriction=held)
        if made is not None:
            return redirect("workflow:restriction_proposal", made.pk)
    return _asked(request, form, act.label, held=held)


def _proposed(
    request: HttpRequest, form: Proposal, *, act: RestrictionProposal.Act, restriction: Restriction | None = None
) -> Any:
    """The proposal; None when it is refused, which the form then says."""
    why = {name: form.cleaned_data[name] for name in ("legal_basis", "reason")}
    try:
        made = proposals.propose(act=act, facts=form.facts, restriction=restriction, by=person(request), **why)
    except Refused as refusal:
        form.add_error(None, str(refusal.sentence))
        return None
    messages.success(request, _("Proposed: another person decides."))
    return made


def _asked(request: HttpRequest, form: Proposal, title: Any, *, held: Restriction | None = None) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "held": _held(held, can_change=False) if held else None,
        "page_url": _page(),
        "trail": trail(("", title)),
    }
    return render(request, "restrictions/propose.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """What is proposed and whom it would meet; another person confirms or declines."""
    user = person(request)
    standing = standing_of(user)
    if not policies.can_read_restriction_proposals(standing):
        return _denied(request)
    row = get_object_or_404(proposals.with_people(), pk=proposal_id)
    status, error = 200, ""
    if request.method == "POST" and request.POST.get("decision") in ("accept", "reject"):
        accept = request.POST["decision"] == "accept"
        try:
            proposals.decide(proposal=row, accept=accept, by=user)
        except Refused as refusal:
            status, error = refusal.status, str(refusal.sentence)
            row.refresh_from_db()
        else:
            messages.success(request, _("It is entered in the register.") if accept else _("The proposal was declined."))
            return redirect("workflow:restrictions")
    is_waiting = row.status == Status.PROPOSED
    context = {
        "line": _line(row),
        "proposal": row,
        "facts": _facts(row),
        "stopped": [{"code": code, "title": named(code).title} for code in row.procedures],
        "reach": proposals.reach(row) if is_waiting else None,
        "is_waiting": is_waiting,
        "can_decide": proposals.may_decide(row, standing),
        "may_decide_others": policies.can_decide_restriction(standing),
        "error": error,
        "page_url": _page(),
        "trail": trail(("", row.get_act_display())),
    }
    return render(request, "restrictions/decide.html", context, status=status)


def _line(row: RestrictionProposal) -> dict[str, Any]:
    return {
        "title": row.get_act_display(),
        "what": row.get_kind_display(),
        "scope": _scope(row),
        "days": _days(row) if row.act != Act.END or row.ends_on else None,
        "status": row.get_status_display(),
        "tone": TONES[Status(row.status)],
        "by": row.proposed_by.full_name,
        "decided_by": row.decided_by.full_name if row.decided_by else "",
        "url": reverse("workflow:restriction_proposal", args=[row.pk]),
    }


def _held(one: Restriction, *, can_change: bool) -> dict[str, Any]:
    name = "workflow:prolong_restriction"
    return {
        "number": one.number,
        "url": presentation.entry_url(REGISTERS["restrictions"], one.entry),
        "what": one.get_kind_display(),
        "scope": _scope(one),
        "days": _days(one),
        "legal_basis": one.legal_basis,
        "end_url": reverse("workflow:end_restriction", args=[one.entry]) if can_change else "",
        "prolong_url": reverse(name, args=[one.entry]) if can_change and one.ends_on else "",
    }


def _scope(row: RestrictionProposal | Restriction) -> str:
    """What it bears on, in the words of the forms; a scope left open is not said."""
    sector = vocabulary.word_for("sector", row.sector) or row.sector
    where = str(dict(Region.choices).get(row.region, row.region))
    return " · ".join(text for text in (row.speciality, sector, row.level, where) if text) or _(
        "Every speciality, in every region"
    )


def _days(row: RestrictionProposal | Restriction) -> dict[str, str]:
    return {name: presentation.ltr(day(on)) if on else "" for name, on in (("first", row.starts_on), ("last", row.ends_on))}


def _facts(row: RestrictionProposal) -> list[dict[str, Any]]:
    """What is proposed, line by line."""
    held = restrictions.get(str(row.restriction)) if row.restriction and row.act != Act.IMPOSE else None
    last = (
        day(row.ends_on)
        if row.ends_on
        else _("On the day of the confirmation")
        if row.act == Act.END
        else _("Until it is lifted")
    )
    rows: list[dict[str, Any]] = [{"label": _("Restriction"), "value": held.number, "dir": "ltr"}] if held else []
    rows += [
        {"label": _("Kind"), "value": row.get_kind_display()},
        {"label": _("Bears on"), "value": _scope(row), "dir": "auto"},
        {"label": _("First day"), "value": day(row.starts_on), "dir": "ltr"},
        {"label": _("Last day"), "value": last, "dir": "ltr" if row.ends_on else "auto"},
    ]
    if held is not None and row.status == Status.PROPOSED:
        now = day(held.ends_on) if held.ends_on else _("Until it is lifted")
        rows.append({"label": _("Last day at present"), "value": now, "dir": "ltr" if held.ends_on else "auto"})
    return [
        *rows,
        {"label": _("Text that decides it"), "value": row.legal_basis, "dir": "auto"},
        {"label": _("Reason"), "value": row.reason, "dir": "auto"},
    ]
