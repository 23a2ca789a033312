"""What an officer asked of the applicant: the items with their reasons, the answer to each, and sending them."""

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from workflow import cases, completeness, filing, panel
from workflow import contacts as contacts_of_case
from workflow.models import Case
from workflow.procedures import procedure_of
from workflow.refusals import Refused
from workflow.views import contacts, joined, section_page, status_page
from workflow.views.acting import changes_in_words, person, typed_before


class Words(forms.Form):
    """An answer in words."""

    text = forms.CharField(label=_("Your answer"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}))


def answers(
    request: HttpRequest, case: Case, *, form: Any = None, refusal: Refused | None = None, status: int = 200
) -> HttpResponse:
    """The list of what was asked; sending is possible once everything has its answer."""
    user, transition, items = person(request), filing.sending(case), filing.asked(case)
    asked, corrections = completeness.open_request(case), filing.to_correct(case)
    unproven = contacts_of_case.unproven(case)
    context = {
        "case": case,
        "procedure": procedure_of(case),
        "asked_at": asked.asked_at if asked else None,
        "sections": _sections(case, items, corrections),
        "left": sum(not item.is_answered for item in items) + len(corrections) + len(unproven),
        "paper": joined.paper_form(case, user),
        "deadline": status_page.deadline(case, panel.waiting(case, on=timezone.localdate()), on=timezone.localdate()),
        "transition": transition,
        "form": form,
        "sentences": (getattr(refusal, "unmet", None) or [refusal.sentence]) if refusal else [],
        "changes": changes_in_words(case, refusal.details.get("changes", [])) if refusal else [],
        "revision": case.revision,
        "key": uuid4(),
        "forget": f"{case.pk}-{saved}-{user.pk}" if (saved := request.GET.get("saved", "")) else "",
    }
    return render(request, "applicant/answer_request.html", context, status=refusal.status if refusal else status)


def _sections(case: Case, items: list[filing.Asked], corrections: list[str]) -> list[dict[str, Any]]:
    asked = {"title": "", "tasks": [_task(case, item) for item in items]}
    groups = [asked]
    if corrections:
        groups.append({"title": gettext("Also to be corrected"), "tasks": [_correction(case, name) for name in corrections]})
    if to_confirm := contacts.to_confirm(case):
        groups.append({"title": gettext("Confirm how we reach you"), "tasks": to_confirm})
    return groups


def _correction(case: Case, name: str) -> dict[str, Any]:
    """A question that nobody asked again, whose answer no longer holds beside a new one."""
    application = procedure_of(case).application
    section = application.section_of(name)
    return {
        "label": application.label_of(f"field:{name}"),
        "hint": gettext("This answer does not go with what you changed."),
        "url": section_page.address(case, section.code, query=f"?check#id_{name}"),
        "status_label": gettext("To be corrected"),
        "status_tone": "warning",
    }


def _task(case: Case, item: filing.Asked) -> dict[str, Any]:
    done = item.is_answered
    return {
        "label": item.label,
        "hint": format_html("<bdi>{}</bdi>", item.why),
        "url": reverse("workflow:answer_item", args=[case.pk, item.code]),
        "status_label": gettext("Answered") if done else gettext("To be answered"),
        "status_tone": "success" if done else "warning",
    }


def item(request: HttpRequest, case: Case, asked: filing.Asked, *, form: Words | None = None, status: int = 200) -> HttpResponse:
    """The page of one item that is answered by files, or in words."""
    typed = typed_before(request) if asked.takes_text else None
    words = Words(initial={"text": typed.get("text", "") if typed else asked.text})
    if typed:
        messages.info(request, gettext("Your session had ended. What you had typed has been put back: check it and save."))
    context = {
        "case": case,
        "procedure": procedure_of(case),
        "item": asked,
        "requirement": joined.requirement(case, asked.code, label=asked.label),
        "form": (form or words) if asked.takes_text else None,
        "back": reverse("workflow:answer_request", args=[case.pk]),
    }
    return render(request, "applicant/answer_item.html", context, status=status)


def save_words(request: HttpRequest, case: Case, asked: filing.Asked) -> HttpResponse:
    form = Words(request.POST)
    if not asked.takes_text or not form.is_valid():
        return item(request, case, asked, form=form, status=422)
    cases.answer_item(case=case, code=asked.code, by=person(request), text=form.cleaned_data["text"])
    return redirect("workflow:answer_request", case_id=case.pk)
