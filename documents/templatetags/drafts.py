"""The way from the page of an act to the draft of what it prepares."""

from django import template
from django.urls import reverse

from documents.docx.drafts import signed_later
from workflow.machine import Transition
from workflow.models import Case
from workflow.procedures import procedure_of

register = template.Library()


@register.simple_tag
def draft_url(case: Case, transition: Transition) -> str:
    """The address of the Word draft, or nothing when the act prepares no decision that has one."""
    found = signed_later(procedure_of(case), transition)
    return reverse("documents:draft", args=[case.pk, transition.name]) if found else ""
