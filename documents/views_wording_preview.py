"""The letter with a text that is proposed, and with the text of today: as a page in a frame of ours, and as a marked PDF."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.html import format_html
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from accounts.models import User
from documents import downloads, issuing
from documents.laws import Language
from documents.models import Wording
from documents.rendering.check import missing_packages
from documents.rendering.failures import RenderingFailed, RenderingUnavailable
from documents.rendering.letters import metadata_of
from documents.rendering.zygote import render_contained
from documents.views_wording import reader_of
from documents.zones import previews, versions
from documents.zones.catalogue import zone_of
from documents.zones.previews import Shown, Which
from workflow.ledger import record
from workflow.refusals import Refused


def _asked(request: HttpRequest, wording_id: int, language: str) -> tuple[User, Wording, Shown]:
    """The version and the facts to show it on; a real case is read, and the ledger says so. Raises Http404."""
    user = reader_of(request)
    row = get_object_or_404(versions.readable_by(user), pk=wording_id)
    if language not in zone_of(row.code).languages:
        raise Http404
    reference = request.GET.get("case", "").strip()[:60]
    try:
        shown = previews.shown_on(row, reference=reference, user=user)
    except previews.NothingToShow as refusal:
        raise Http404 from refusal
    if shown.case is not None:
        record.reading(case=shown.case, by=user, what="wording", wording=row.pk, letter=shown.letter)
    return user, row, shown


@require_GET
@xframe_options_sameorigin
def letter(request: HttpRequest, wording_id: int, language: str, which: str) -> HttpResponse:
    """The letter as a page, which the page of the version shows beside the other."""
    if which not in ("present", "proposed"):
        raise Http404
    _user, row, shown = _asked(request, wording_id, language)
    try:
        html = previews.letter_html(row, shown, language=cast(Language, language), which=cast(Which, which))
    except Refused as refusal:
        html = _page_that_says(str(refusal.sentence))
    return downloads.page_of(html, is_framed=True)


def _page_that_says(sentence: str) -> str:
    """A refusal where the letter would stand: the pages of the site are not shown in frames."""
    start = '<!doctype html><html lang="{}" dir="{}"><head><title>{}</title></head><body><p>{}</p></body></html>'
    direction = "rtl" if get_language_bidi() else "ltr"
    return format_html(start, get_language(), direction, _("The document cannot be shown"), sentence)


@require_GET
def pdf(request: HttpRequest, wording_id: int, language: str) -> HttpResponse:
    """The letter with the proposed text as it would be printed, marked as a draft."""
    _user, row, shown = _asked(request, wording_id, language)
    try:
        context = previews.context_of(row, shown, "proposed")
        html = previews.letter_html(row, shown, language=cast(Language, language), which="proposed")
        told = metadata_of(template=shown.letter, language=cast(Language, language), context=context)
        content = render_contained(html, language=language, metadata=told)
    except Refused as refusal:
        return render(request, "verification/unprintable.html", {"refusal": refusal.sentence}, status=409)
    except RenderingUnavailable:
        return render(request, "verification/unprintable.html", {"packages": missing_packages()}, status=503)
    except RenderingFailed as failure:
        issuing.logger.exception("preview of a wording of %s", shown.letter)
        return render(request, "verification/unprintable.html", {"failure": failure}, status=503)
    return downloads.inline_pdf(content, f"{shown.letter} {_('draft')} {language}.pdf")
