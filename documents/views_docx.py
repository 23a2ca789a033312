"""Word files: the copy of an issued document, and the draft of a decision that goes out and comes back."""

import uuid
from dataclasses import replace
from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.middleware import KEPT
from accounts.models import User
from documents import downloads, issuing, policies
from documents.catalogue import DOCUMENT_TYPES
from documents.docx import copies, drafts
from documents.docx.check import FILE_BYTES, TooLarge
from documents.models import Document
from documents.rendering.check import missing_packages
from documents.views import LANGUAGE_NAMES
from documents.wording import Language
from workflow.machine import Transition
from workflow.models import Case
from workflow.policies import can_see
from workflow.procedures import procedure_of
from workflow.refusals import Refused

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
def document_docx(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """The copy as a Word file, for those who may read the document, once it is issued."""
    user = cast(User, request.user)
    found = get_object_or_404(Document.objects.select_related("case", "session"), pk=document_id)
    role = policies.reader_role(found, user)
    if role is None:
        raise Http404
    if not found.file:  # never before the document itself
        context = {"title": DOCUMENT_TYPES[found.kind].title, "document": found, "packages": missing_packages()}
        return render(request, "verification/being_prepared.html", context, status=503 if context["packages"] else 200)
    answer = downloads.attached(copies.copy_of(found), copies.file_name(found), content_type=DOCX)
    downloads.note_reading(found, by=user, role=role)
    return answer


# Drafts --------------------------------------------------------------------------------------------------------------


class DraftChoices(forms.Form):
    """Asked before a draft is made: its language, and what the texts will be about."""

    language = forms.ChoiceField(label=_("Language of the draft"), widget=forms.RadioSelect)
    level = forms.ChoiceField(label=_("Level of the national classification"))
    rules = forms.MultipleChoiceField(label=_("Grounds"), widget=forms.CheckboxSelectMultiple)
    may_ask_again = forms.BooleanField(label=_("The person may ask again once the grounds are lifted"), required=False)

    def __init__(self, data: Any = None, *, case: Case, transition: Transition, languages: tuple[str, ...]) -> None:
        own = get_language() or "ar"
        initial = {"language": own if own in languages else languages[0], "level": case.facts.get("opinion", {}).get("level")}
        super().__init__(data, initial=initial)
        procedure = procedure_of(case)
        if transition.name == "propose_approval":
            del self.fields["rules"], self.fields["may_ask_again"]
            self._offer("level", drafts.levels_of(procedure))
        else:
            del self.fields["level"]
            self._offer("rules", [(code, label) for code, (label, _law) in drafts.grounds_of(procedure).items()])
        self._offer("language", [(code, LANGUAGE_NAMES[code]) for code in languages])

    def _offer(self, name: str, choices: Any) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def choices(self) -> drafts.Choices:
        told = self.cleaned_data
        return drafts.Choices(tuple(told.get("rules", ())), told.get("may_ask_again", False), told.get("level", ""))


def _draft(request: HttpRequest, case_id: uuid.UUID, name: str) -> drafts.Draft:
    """The draft that the person may take out: who could propose the decision now."""
    user = cast(User, request.user)
    case = get_object_or_404(Case, pk=case_id)
    if not can_see(case, user):
        raise Http404
    procedure = procedure_of(case)
    transition = procedure.machine.transitions.get(name)
    found = drafts.signed_later(procedure, transition) if transition else None
    if transition is None or found is None:
        raise Http404
    actor = policies.previewer(case, transition, user)
    if actor is None:
        raise PermissionDenied
    kind, signing = found
    return drafts.Draft(case, transition, kind, signing, actor, kind.languages[0], drafts.Choices())


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, case_id: uuid.UUID, transition: str) -> HttpResponse:
    """The page of a draft; a file sent here fills in the form of the act, which the officer then checks and sends."""
    made = _draft(request, case_id, transition)
    act_url = reverse("workflow:act", args=[case_id, transition])
    if request.method != "POST":
        return _page(request, made)
    try:
        fields = drafts.taken_over(_sent(request), made)
    except Refused as refusal:
        return _page(request, made, refusal=refusal)
    request.session[KEPT] = {"path": act_url, "fields": fields, "source": "draft"}
    return redirect(act_url)


def _sent(request: HttpRequest) -> bytes:
    """The file, never read beyond what a draft may weigh."""
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused(_("Choose the file of the draft."))
    if (upload.size or 0) > FILE_BYTES:
        raise TooLarge
    return bytes(upload.read())


@require_GET
def draft_file(request: HttpRequest, case_id: uuid.UUID, transition: str) -> HttpResponse:
    """The draft as a Word file, for the choices that were made."""
    made = _draft(request, case_id, transition)
    form = DraftChoices(request.GET, case=made.case, transition=made.transition, languages=made.kind.languages)
    if not form.is_valid():
        return _page(request, made, form=form)
    language = cast(Language, form.cleaned_data["language"])
    try:
        content = replace(made, language=language, choices=form.choices()).content()
    except issuing.CannotBeDrawnUp as refusal:
        return _page(request, made, refusal=refusal, form=form)
    return downloads.attached(content, copies.draft_name(made.kind, made.case, language), content_type=DOCX)


def _page(request: HttpRequest, made: drafts.Draft, *, refusal: Refused | None = None, form: Any = None) -> HttpResponse:
    choices = form or DraftChoices(case=made.case, transition=made.transition, languages=made.kind.languages)
    context = {
        "case": made.case,
        "title": made.kind.title,
        "transition": made.transition,
        "form": choices,
        "refusal": refusal.sentence if refusal else "",
        "file_url": reverse("documents:draft_file", args=[made.case.pk, made.transition.name]),
        "act_url": reverse("workflow:act", args=[made.case.pk, made.transition.name]),
    }
    status = refusal.status if refusal else 422 if choices.errors else 200
    return render(request, "verification/draft.html", context, status=status)
