"""Erases what the documents of a case say; number, kind, date and fingerprint stay."""

from functools import partial
from typing import Any

from django.db import transaction

from documents import storage
from documents.models import DeliveryAttempt, Document
from documents.storage import Shelf
from workflow.erasure import erases
from workflow.models import Case


@erases
def erase_documents(case: Case) -> None:
    """The verification page goes on telling that the document existed; nobody can read it any more."""
    for document in Document.objects.filter(case=case):
        for path, shelf in ((document.file, Shelf.ISSUED), (document.unsigned_file, Shelf.UNSIGNED)):
            if path:
                transaction.on_commit(partial(storage.discard, path, shelf))
        Document.objects.filter(pk=document.pk).update(content={}, file="", unsigned_file="", status=Document.Status.WITHDRAWN)


@erases
def erase_deliveries(case: Case) -> None:
    """Who received a document and with which paper is forgotten; that it was delivered, when and how, stays."""
    nobody: dict[str, Any] = {
        "addressee": {},
        "received_by": "",
        "identity_kind": "",
        "identity_number": "",
        "note": "",
        "scan": None,
    }
    DeliveryAttempt.objects.filter(case=case).update(**nobody)
