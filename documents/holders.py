"""People who have a document of their own in a case that is not theirs: a graduate, and the diploma among the others."""

from django.db.models import QuerySet

from accounts.models import User
from documents.models import Document
from registers import persons
from registers.refusals import NotInRegister


def identity_of(document: Document) -> str:
    """The identity document of the holder, as the register of persons has it now; empty where the case is their own."""
    if document.person is None:
        return ""
    try:
        return str(persons.get(document.person).identity)
    except NotInRegister:
        return ""


def is_holder(document: Document, user: User) -> bool:
    return bool(user.is_authenticated and user.is_active and user.identity) and user.identity == identity_of(document)


def account_of(document: Document) -> User | None:
    """The account of the holder, if there is one."""
    identity = identity_of(document)
    return User.objects.filter(identity=identity, is_active=True).first() if identity else None


def documents_of(user: User) -> "QuerySet[Document]":
    """What was issued to this person in the cases of others, the newest first; what waits to be signed is not there yet."""
    own = persons.entries_of(user.identity) if user.identity else []
    return Document.objects.filter(person__in=own).exclude(file="").order_by("-ordered_at", "number", "-is_reference", "language")
