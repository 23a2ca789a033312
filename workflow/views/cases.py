"""The case, the acts that move it, its letters, messages and notes."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.middleware import kept_source
from accounts.roles import Role
from workflow import actions, cases, policies
from workflow.actor import Actor
from workflow.machine import Transition
from workflow.models import Case
from workflow.procedures import procedure_of
from workflow.refusals import FormInvalid, NotATransition, NotEntitled, Outdated, Refused
from workflow.terms import Duty, Letter
from workflow.views import acting, applicant
from workflow.views.acting import act_context, person, refused, seen_case
from workflow.views.case_page import officer_page
from workflow.views.words import MessageWords, NoteWords, Words

_KEPT_FROM = {
    "session": gettext_lazy("Your session had ended. What you typed is below: check it, then send it again."),
    "draft": gettext_lazy("The texts of your draft are below: check them, then send the form."),
}


@require_safe
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One address for everybody: the applicant's view of the case, or the officers'."""
    found, role = seen_case(request, case_id)
    if role == Role.APPLICANT:
        return applicant.case_page(request, found)
    return officer_page(request, found, role)


# Acts ----------------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, case_id: UUID, transition: str) -> HttpResponse:
    """The page of one transition, and its performance."""
    found, _role = seen_case(request, case_id)
    asked = procedure_of(found).machine.transitions.get(transition)
    if asked is None or asked.by == (Role.SYSTEM,):
        raise Http404
    try:
        return _perform(request, found, asked) if request.method == "POST" else _ask(request, found, asked)
    except Refused as refusal:
        return refused(request, refusal, case=found)


def _ask(request: HttpRequest, case: Case, transition: Transition) -> HttpResponse:
    try:
        actor = acting.checked_actor(case, transition, person(request))
    except Refused as refusal:
        # Who asks for the page of a signature that is not theirs has tried to sign.
        if transition.terms.duty is Duty.SIGNS:
            actions.record_refusal(case.pk, transition.name, by=person(request), refusal=refusal)
        raise
    seen = acting.digest_of(case, transition, actor)
    source = kept_source(request)
    typed = acting.typed_before(request)
    form = acting.form_of(case, transition, actor, data=typed, seen=seen)
    if typed is not None and form is not None:
        messages.info(request, _KEPT_FROM[source])
        form = acting.not_judged_yet(form)
    context = act_context(case, transition, actor, form=form, back=acting.back_url(request))
    return render(request, "cases/act.html", context)


def _perform(request: HttpRequest, case: Case, transition: Transition) -> HttpResponse:
    marks = acting.stamps(request.POST)
    if marks is None:
        return acting.broken(request, case=case)
    if "add_row" in request.POST or "remove_row" in request.POST:
        return _again(request, case, transition, status=200)
    try:
        done = actions.perform(
            case, transition.name, by=person(request), data=request.POST, files=request.FILES, revision=marks[0], key=marks[1]
        )
    except FormInvalid as refusal:
        return _again(request, case, transition, status=422, form=refusal.form)
    except Outdated as refusal:
        return _outdated(request, case, transition, refusal)
    messages.success(request, _done(done, transition))
    return _onward(request, done.case)


def _again(
    request: HttpRequest, case: Case, transition: Transition, *, status: int, form: Any = None, **more: Any
) -> HttpResponse:
    """The same page with what was typed; what is to be signed is shown anew."""
    actor = acting.checked_actor(case, transition, person(request))
    seen = acting.digest_of(case, transition, actor)
    if form is None:
        form = acting.form_of(case, transition, actor, data=request.POST, seen=seen)
        form = acting.not_judged_yet(form) if form is not None else None
    elif seen:
        form.data = form.data.copy()
        form.data["seen"] = seen
    context = act_context(case, transition, actor, form=form, back=acting.back_url(request), **more)
    return render(request, "cases/act.html", context, status=status)


def _outdated(request: HttpRequest, stale: Case, transition: Transition, refusal: Outdated) -> HttpResponse:
    """What others did meanwhile, with everything that was typed, here or in the form when the act is still possible."""
    case = Case.objects.select_related("applicant", "organisation").get(pk=stale.pk)
    changes = acting.changes_in_words(case, refusal.details["changes"])
    told = {"changes": changes, "conflict": refusal.sentence}
    try:
        return _again(request, case, transition, status=409, **told)
    except Refused as other:
        sentences = getattr(other, "unmet", None) or [other.sentence]
        typed = acting.typed_words(request.POST, transition.form)
        context = {"case": case, "transition": transition, "sentences": sentences, "typed": typed, **told}
        return render(request, "cases/moved_on.html", context, status=409)


def _done(done: actions.Performed, transition: Transition) -> str:
    if done.is_repeated:
        return _("This was already done: nothing was done twice.")
    stage = procedure_of(done.case).stage_label(done.stage)
    said = _("Done: %(act)s. The case is now at the stage “%(stage)s”.") % {"act": transition.label, "stage": stage}
    languages = acting.in_page_language([d.get("title", {}) for d in done.documents])
    if not languages:
        return said
    # Not within the f-string: the words in there are not found by whoever collects what is to be translated.
    prepared = _("Being prepared: %(documents)s.") % {"documents": ", ".join(languages)}
    return f"{said} {prepared}"


def _onward(request: HttpRequest, case: Case) -> HttpResponse:
    if url := acting.back_url(request):
        return redirect(url)
    role = policies.case_role(case, person(request))
    if role is None:
        return redirect("workflow:queues")
    if role == Role.APPLICANT and case.number is None and not case.is_open:
        return redirect("workflow:my_cases")
    return redirect("workflow:case", case.pk)


# Letters -------------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, case_id: UUID, name: str) -> HttpResponse:
    """The page of one letter of the procedure, and its sending."""
    found, _role = seen_case(request, case_id)
    kind = procedure_of(found).letters.get(name)
    if kind is None:
        raise Http404
    try:
        if request.method == "POST":
            return _send(request, found, name, kind)
        actor = _sender(found, kind, request)
        return _letter_page(request, found, kind, actor, form=kind.form(None, None, case=found, actor=actor))
    except Refused as refusal:
        return refused(request, refusal, case=found)


def _sender(case: Case, kind: Letter, request: HttpRequest) -> Actor:
    if case.stage not in kind.stages:
        raise NotATransition
    actor = cases.letter_actor(case, kind, person(request))
    if actor is None:
        raise NotEntitled
    policies.check_duties(case, kind.duty, actor)
    return actor


def _send(request: HttpRequest, case: Case, name: str, kind: Letter) -> HttpResponse:
    actor = _sender(case, kind, request)
    # A letter leaves the revision as it is: the place in the record tells whether it was already sent from this page.
    if request.POST.get("seq") != str(case.ledger_seq):
        form = acting.not_judged_yet(kind.form(request.POST, request.FILES, case=case, actor=actor))
        conflict = _("Something was written in this case since you opened the page. Check that the letter is still to be sent.")
        return _letter_page(request, case, kind, actor, form=form, conflict=conflict, status=409)
    try:
        cases.send_letter(case=case, name=name, by=person(request), data=request.POST, files=request.FILES)
    except FormInvalid as refusal:
        return _letter_page(request, case, kind, actor, form=refusal.form, status=422)
    messages.success(request, _("Done: %(letter)s. The document is being prepared.") % {"letter": kind.label})
    return redirect("workflow:case", case.pk)


def _letter_page(
    request: HttpRequest, case: Case, kind: Letter, actor: Actor, *, form: Any, status: int = 200, conflict: str = ""
) -> HttpResponse:
    context = {
        "case": case,
        "applicant": acting.applicant_of(case, get_language() or "ar", role=actor.role),
        "stage_label": procedure_of(case).stage_label(case.stage),
        "letter": kind,
        "form": form,
        "acting_as": acting.acting_as(actor),
        "conflict": conflict,
        "key": uuid4(),
    }
    return render(request, "cases/letter.html", context, status=status)


# Messages and notes --------------------------------------------------------------------------------------------------


@require_POST
def message(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Writes to the other side, inside the case."""
    return _write(request, case_id, tab="messages", form=MessageWords(request.POST), done=_("Your message was sent."))


@require_POST
def note(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Writes an internal note."""
    return _write(request, case_id, tab="notes", form=NoteWords(request.POST), done=_("Your note is kept."))


def _write(request: HttpRequest, case_id: UUID, *, tab: str, form: Words, done: str) -> HttpResponse:
    found, role = seen_case(request, case_id)
    write = cases.write_message if tab == "messages" else cases.write_note
    try:
        if tab == "notes" and role == Role.APPLICANT:
            raise NotEntitled
        if form.is_valid():
            write(case=found, body=form.cleaned_data["body"], by=person(request))
            messages.success(request, done)
            return redirect(f"{reverse('workflow:case', args=[found.pk])}?tab={tab}")
    except Refused as refusal:
        return refused(request, refusal, case=found)
    if role == Role.APPLICANT:
        return applicant.case_page(request, found, form=form, status=422)
    return officer_page(request, found, role, tab=tab, forms={tab.removesuffix("s"): form}, status=422)
