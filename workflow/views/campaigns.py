"""Campaigns: planned, their progress region by region, and many reports validated one after the other."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from workflow import campaigns
from workflow.campaign_forms import CampaignPlan
from workflow.ledger import record
from workflow.models import Campaign, Case
from workflow.procedure import Procedure
from workflow.procedures import named, procedure_of
from workflow.refusals import NotEntitled, Refused
from workflow.views import campaign_figures
from workflow.views.acting import applicant_of, person, refused

PAGE = 50
RESULTS = "validated"
TONES = {Campaign.Status.PLANNED: "neutral", Campaign.Status.OPENING: "waiting", Campaign.Status.OPEN: "success"}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every campaign, the newest first, with a form for those who may plan one."""
    mine = _plannable(request)
    return _listed(request, CampaignPlan(procedures=mine) if mine else None)


@require_POST
def plan(request: HttpRequest) -> HttpResponse:
    """Plans a campaign; what is wrong is told beside the list, where the form is."""
    mine = _plannable(request)
    if not mine:
        return refused(request, NotEntitled())
    form = CampaignPlan(request.POST, procedures=mine)
    return _planned(request, form) if form.is_valid() else _listed(request, form, status=422)


def _plannable(request: HttpRequest) -> list[type[Procedure]]:
    user = person(request)
    return [p for p in campaigns.open_to(user) if campaigns.may_plan(p, user)]


def _listed(request: HttpRequest, form: CampaignPlan | None, *, status: int = 200) -> HttpResponse:
    concerned = campaigns.open_to(person(request))
    if not concerned:
        return refused(request, NotEntitled(_("Your postings have no part in campaigns.")))
    found = Campaign.objects.filter(procedure__in=[p.code for p in concerned]).order_by("-opens_on", "procedure")
    context = {"rows": [_row(c) for c in found[:PAGE]], "form": form if form and form.offered else None}
    return render(request, "campaigns/index.html", context, status=status)


def _planned(request: HttpRequest, form: CampaignPlan) -> HttpResponse:
    try:
        campaign = campaigns.plan(**form.planned, by=person(request))
    except Refused as refusal:
        return refused(request, refusal, back=reverse("workflow:campaigns"))
    opens_now = campaign.opens_on <= timezone.localdate()
    messages.success(request, _("The cases are being opened.") if opens_now else _("The campaign is planned."))
    return redirect("workflow:campaign", campaign.pk)


def _row(campaign: Campaign) -> dict[str, Any]:
    return {
        "url": reverse("workflow:campaign", args=[campaign.pk]),
        "title": named(campaign.procedure).title,
        "code": campaign.procedure,
        "period": campaign.period,
        "opens_on": campaign.opens_on,
        "due_on": campaign.due_on,
        "status_label": campaign.get_status_display(),
        "status_tone": TONES[Campaign.Status(campaign.status)],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def campaign(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """How far a campaign is; a post validates what was ticked, each case by an act of its own."""
    user = person(request)
    concerned = {p.code for p in campaigns.open_to(user)}
    if not concerned:
        return refused(request, NotEntitled(_("Your postings have no part in campaigns.")))
    found = Campaign.objects.filter(pk=campaign_id, procedure__in=concerned).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        return _validate(request, found)
    procedure = named(found.procedure)
    regions = campaigns.regions_of(procedure, user)
    waiting = campaigns.to_validate(found, by=user)
    held = list(waiting[:PAGE])
    context = {
        "campaign": _row(found),
        "procedure": procedure,
        **campaign_figures.figures(found, regions=regions),
        "may_validate": campaigns.may_validate(procedure, user),
        "rows": list(_reports(procedure, held)),
        "left": waiting.count() if len(held) == PAGE else len(held),
        "results": request.session.pop(RESULTS, None),
    }
    return render(request, "campaigns/campaign.html", context)


def _reports(procedure: type[Procedure], held: list[Case]) -> Iterable[dict[str, Any]]:
    remarks = campaigns.terms_of(procedure).remarks
    told = remarks(held) if remarks else {}
    for case in held:
        yield {
            "id": f"{case.pk}:{case.revision}",
            "url": reverse("workflow:case", args=[case.pk]),
            "number": case.number,
            "applicant": applicant_of(case, get_language() or "ar"),
            "filed_on": timezone.localdate(case.entered_stage_at),
            "remark": told.get(case.pk, ""),
        }


# Many at once --------------------------------------------------------------------------------------------------------


def _validate(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Validates one case after the other through the one door, as the officer saw it; then says what became of each."""
    user, back = person(request), redirect("workflow:campaign", campaign.pk)
    typed = dict(each.rpartition(":")[::2] for each in request.POST.getlist("selected")[:PAGE])
    chosen = [case for case in campaigns.to_validate(campaign, by=user)[:1000] if str(case.pk) in typed]
    if not chosen:
        return back
    told = {"campaign": str(campaign.pk), "cases": [str(case.number) for case in chosen]}
    record.append(stream=f"user:{user.uuid}", kind="bulk.validated", by=user, payload=told)
    request.session[RESULTS] = [_validated(case, typed[str(case.pk)], by=user) for case in chosen]
    return back


def _validated(case: Case, revision: str, *, by: User) -> dict[str, Any]:
    """What became of one case."""
    found = {"number": case.number, "url": reverse("workflow:case", args=[case.pk]), "is_done": False}
    if not revision.isascii() or not revision.isdigit() or len(revision) > 9:
        return {**found, "sentence": _("This case was not on the list that you saw.")}
    try:
        done = campaigns.validate(case=case, revision=int(revision), by=by)
    except Refused as refusal:
        sentences = getattr(refusal, "unmet", None) or [refusal.sentence]
        return {**found, "sentence": " ".join(str(s) for s in sentences)}
    return {**found, "is_done": True, "sentence": str(procedure_of(done.case).stage_label(done.stage))}
