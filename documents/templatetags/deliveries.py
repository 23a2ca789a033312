"""The delivery of a case's acts on the pages of the engine: for its applicant, and for those who have the case."""

from typing import Any

from django import template

from accounts.models import User
from documents import deliveries_told, holders, policies
from documents.catalogue import DOCUMENT_TYPES
from documents.models import Document
from workflow.applicant_status import document_row
from workflow.models import Case

register = template.Library()


@register.inclusion_tag("delivery/parts/for_person.html")
def notification(case: Case) -> dict[str, Any]:
    """The day that notified each act, and until when it may be appealed against."""
    return {"acts": deliveries_told.acts_of(case, for_applicant=True)}


@register.inclusion_tag("delivery/parts/own_documents.html")
def own_documents(user: User) -> dict[str, Any]:
    """Diplomas and transcripts that were issued to the person in a case of somebody else."""
    acts: dict[Any, list[Document]] = {}
    for document in holders.documents_of(user):
        acts.setdefault(document.act, []).append(document)
    titles = {code: kind.title for code, kind in DOCUMENT_TYPES.items()}
    return {"documents": [document_row(languages, titles, is_holder=True) for languages in acts.values()]}


@register.inclusion_tag("delivery/parts/for_officer.html")
def deliveries_of(case: Case, user: User) -> dict[str, Any]:
    """Attempts, proofs and time limits of every act, with the way to record more for those who may."""
    acts = deliveries_told.acts_of(case)
    return {"acts": acts, "may_record": bool(acts) and policies.delivers(case, user)}
