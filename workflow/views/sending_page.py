"""The draft as a list of tasks, the page on which one checks and files, and what follows the sending."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from workflow import actions, applicant_status, cases, filing, panel, policies
from workflow.models import Case
from workflow.procedure import Procedure
from workflow.procedures import procedure_of
from workflow.refusals import ConditionsUnmet, FormInvalid, NotEntitled, Outdated, Refused
from workflow.terms import Duty
from workflow.views import contacts, joined, section_page
from workflow.views.acting import broken, changes_in_words, form_of, person, refused, stamps

Again = Callable[..., HttpResponse]


# The list of tasks ---------------------------------------------------------------------------------------------------


def tasks(case: Case, user: User, *, saved: str = "") -> dict[str, Any]:
    """The draft: its sections, its documents, and how far it is."""
    procedure = procedure_of(case)
    sections, documents = _sections(case), joined.requirements(case, user)
    groups = [{"title": _("Answer the questions"), "tasks": sections}]
    if to_confirm := contacts.to_confirm(case):
        groups.append({"title": _("Confirm how we reach you"), "tasks": to_confirm})
        sections = [*sections, *to_confirm]
    done = sum(s["is_complete"] for s in sections)
    discard = next((o for o in panel.options(case, user) if o.is_allowed and o.transition.terms.duty is not Duty.FILES), None)
    return {
        "case": case,
        "procedure": procedure,
        "sections": groups,
        "documents": documents,
        "progress": _("%(done)d of %(all)d parts complete")
        % {"done": done + sum(d["is_met"] for d in documents), "all": len(sections) + len(documents)},
        "is_ready": done == len(sections) and all(d["is_met"] for d in documents),
        "check_url": reverse("workflow:check", args=[case.pk]),
        "discard_url": reverse("workflow:act", args=[case.pk, discard.transition.name]) if discard else "",
        "is_counter": not policies.is_party(case, user),
        "forget": f"{case.pk}-{saved}-{user.pk}" if saved else "",
    }


def _sections(case: Case) -> list[dict[str, Any]]:
    asked = {s.code for s in section_page.to_fill(case)}
    return [_task(case, s) for s in procedure_of(case).application.status(case) if s.code in asked]


def _task(case: Case, status: Any) -> dict[str, Any]:
    begun = status.progress == "in_progress"
    left = status.errors + status.missing
    hint = ngettext("%(count)d answer still to give or correct", "%(count)d answers still to give or correct", left) % {
        "count": left
    }
    return {
        "label": status.title,
        "hint": hint if begun and left else status.lead,
        "url": section_page.address(case, status.code, query="?check" if begun and status.errors else ""),
        "status_label": status.label,
        "status_tone": status.tone,
        "is_complete": status.progress == "complete",
    }


# Checking ------------------------------------------------------------------------------------------------------------


def check(
    request: HttpRequest, case: Case, *, form: Any = None, declared: Any = None, refusal: Refused | None = None, status: int = 200
) -> HttpResponse:
    """The page before filing; `form` and `declared` come back with their errors, `refusal` with its sentences."""
    user, application = person(request), procedure_of(case).application
    transition = filing.sending(case)
    if transition is None:
        raise NotEntitled
    asked = {s.code for s in section_page.to_fill(case)}
    documents = joined.requirements(case, user)
    if form is None:
        form = form_of(case, transition, policies.entitle(case, transition, user))
    context = {
        "case": case,
        "procedure": procedure_of(case),
        "summary": [_summary(case, s) for s in application.summary(case) if s["code"] in asked],
        "documents": documents,
        "missing": _missing(case, documents),
        "declaration": declared or _declaration(case),
        "form": form,
        "refusal": _sentences(case, refusal),
        "transition": transition.name,
        "revision": case.revision,
        "key": uuid4(),
        "is_counter": not policies.is_party(case, user),
    }
    return render(request, "applicant/check.html", context, status=refusal.status if refusal else status)


def _summary(case: Case, section: dict[str, Any]) -> dict[str, Any]:
    return {**section, "change_url": section_page.address(case, section["code"], query="?check")}


def _missing(case: Case, documents: list[dict[str, Any]]) -> list[dict[str, str]]:
    """What keeps the application from being filed, each with the place where it is put right."""
    asked = {s.code for s in section_page.to_fill(case)}
    sections = [s for s in procedure_of(case).application.status(case) if s.code in asked and s.progress != "complete"]
    page = reverse("workflow:case", args=[case.pk])
    found = [{"url": section_page.address(case, s.code, query="?check"), "text": str(s.title)} for s in sections]
    found += [
        {"url": t["url"], "text": _("Confirm: %(label)s") % {"label": t["label"]}}
        for t in contacts.to_confirm(case)
        if not t["is_complete"]
    ]
    return found + [{"url": f"{page}#{d['anchor']}", "text": str(d["label"])} for d in documents if not d["is_met"]]


def _sentences(case: Case, refusal: Refused | None) -> dict[str, Any] | None:
    if refusal is None:
        return None
    changes = changes_in_words(case, refusal.details.get("changes", []))
    return {"sentences": getattr(refusal, "unmet", None) or [refusal.sentence], "changes": changes}


# The declaration is a section that is answered on the page of filing ---------------------------------------------------


def _declared_sections(procedure: type[Procedure]) -> list[Any]:
    return [s for s in procedure.application.sections if not s.is_askable]


def _declaration(case: Case) -> list[Any]:
    return [procedure_of(case).application.blank_section(case, s.code) for s in _declared_sections(procedure_of(case))]


def _declare(request: HttpRequest, case: Case, revision: int) -> tuple[Case, list[Any]]:
    """Saves what is declared with the filing; the forms come back, with their errors."""
    forms = []
    for section in _declared_sections(procedure_of(case)):
        terms: dict[str, Any] = {"section": section.code, "data": request.POST, "by": person(request)}
        case, form = filing.save_section(case=case, revision=revision, **terms)
        forms.append(form)
    return case, forms


# Filing and sending --------------------------------------------------------------------------------------------------


def file(request: HttpRequest, case: Case) -> HttpResponse:
    """Declares and files; a request that comes twice is answered twice and done once."""
    if (stamped := stamps(request.POST)) is None:
        return broken(request, case=case)
    if procedure_of(case).is_filled_in(case.stage) and cases.may_edit(case, person(request)):
        try:
            case, forms = _declare(request, case, stamped[0])
        except (NotEntitled, Outdated) as refusal:
            return refused(request, refusal, case=case)
        if any(form.errors for form in forms):
            transition = filing.sending(case)
            form = (
                form_of(case, transition, policies.entitle(case, transition, person(request)), data=request.POST)
                if transition
                else None
            )
            return check(request, case, declared=forms, form=form, status=422)
    return send(request, case, again=check)


def send(request: HttpRequest, case: Case, *, again: Again) -> HttpResponse:
    """Performs the act of filing or of answering; `again` shows the same page when it is refused."""
    stamped, name, user = stamps(request.POST), request.POST.get("transition", ""), person(request)
    transition = procedure_of(case).machine.transitions.get(name)
    if stamped is None or transition is None or transition.terms.duty is not Duty.FILES:
        return broken(request, case=case)
    try:
        done = actions.perform(case, name, by=user, data=request.POST, files=request.FILES, revision=stamped[0], key=stamped[1])
    except FormInvalid as refusal:
        return again(request, case, form=refusal.form, status=422)
    except Refused as refusal:
        case = Case.objects.get(pk=case.pk)
        if isinstance(refusal, ConditionsUnmet | Outdated) and cases.may_edit(case, user):
            return again(request, case, refusal=refusal)
        return refused(request, refusal, case=case)
    return _confirmed(request, done)


def _confirmed(request: HttpRequest, done: actions.Performed) -> HttpResponse:
    case, procedure = done.case, procedure_of(done.case)
    if case.submitted_at and procedure.initial in procedure.machine.transitions[done.transition].sources:
        said = _("Your application was received on %(moment)s. The acknowledgement is being prepared and will appear below.")
        messages.success(request, said % {"moment": applicant_status.moment(case.submitted_at)})
    elif procedure.machine.is_final(case.stage):
        messages.success(request, str(procedure.stage_label(case.stage)))
    else:
        messages.success(request, _("What was asked has been sent. The examination goes on."))
    if policies.can_see(case, person(request)):
        return redirect("workflow:case", case_id=case.pk)
    # The counter filed for a person of another region: that region's counter registers the case.
    return redirect("workflow:counter")
