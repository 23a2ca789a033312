"""What an applicant fills in and sends: a draft, or the answers to what was asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import get_language

from accounts.models import User
from workflow import cases, completeness
from workflow.machine import Transition
from workflow.models import Case, ItemRequest
from workflow.procedures import procedure_of
from workflow.refusals import NotEntitled
from workflow.terms import Duty

FIELD, OTHER = "field:", "other:"


def sending(case: Case) -> Transition | None:
    """The transition by which the applicant sends what was filled in at this stage, if the case waits for that."""
    leaving = procedure_of(case).machine.leaving(case.stage)
    return next((t for t in leaving if t.terms.duty is Duty.FILES), None)


def open_fields(case: Case) -> frozenset[str] | None:
    """The fields that may be changed now; None stands for all of them."""
    if procedure_of(case).is_filled_in(case.stage):
        return None
    # What an answer has put in question beside itself is open as well: nobody can send answers that do not hold.
    return asked_fields(case).union(procedure_of(case).application.to_correct(case))


def asked_fields(case: Case) -> frozenset[str]:
    """The fields that were asked for again."""
    request = completeness.open_request(case)
    codes = [item["code"] for item in request.items] if request else []
    return frozenset(code.removeprefix(FIELD) for code in codes if code.startswith(FIELD))


def to_correct(case: Case) -> list[str]:
    """The fields that were not asked for and must be corrected all the same, in the order of the application."""
    application = procedure_of(case).application
    found = application.to_correct(case) - asked_fields(case)
    return [name for section in application.sections for name in section.base_fields if name in found]


@transaction.atomic
def save_section(
    *, case: Case, section: str, data: Mapping[str, Any], by: User, revision: int | None = None, is_final: bool = False
) -> tuple[Case, Any]:
    """Keeps one section as it was typed, valid or not; the other sections stay as they are, whoever saved them last.

    Args:
        is_final: the person says that the section is done, so what was asked in it counts as answered where it is valid.

    Returns:
        The case with its new answers, and the form with its errors.

    Raises:
        NotEntitled, Outdated: nothing was saved.
    """
    # Read under the lock: two windows that save two sections at once must not undo each other.
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    only = open_fields(locked)
    form = procedure_of(locked).application.clean_section(locked, section, data, only=only)
    saved = cases.save_answers(case=locked, answers={**locked.answers, section: form.kept()}, by=by, revision=revision)
    if only is not None and is_final:
        for name in asked_fields(locked) & form.fields.keys():
            if name not in form.errors:
                cases.answer_item(case=saved, code=f"{FIELD}{name}", by=by)
    return saved, form


@transaction.atomic
def withdraw_answer(*, case: Case, code: str, by: User) -> None:
    """Marks an asked item as open again, when the last file that answered it was removed."""
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if not cases.may_edit(locked, by):
        raise NotEntitled
    request = ItemRequest.objects.select_for_update().filter(case=locked, answered_at__isnull=True).first()
    for item in request.items if request else []:
        if item["code"] == code:
            item["answered"] = False
    if request:
        request.save(update_fields=["items"])


# What was asked ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """One item that the administration asked for, with its reason."""

    code: str
    label: str
    why: str
    is_answered: bool
    text: str = ""

    @property
    def is_field(self) -> bool:
        return self.code.startswith(FIELD)

    @property
    def field(self) -> str:
        return self.code.removeprefix(FIELD)

    @property
    def takes_text(self) -> bool:
        """An item that is no document of the catalogue can be answered in words as well."""
        return self.code.startswith(OTHER)


def asked(case: Case) -> list[Asked]:
    """The items of the open request, in the officer's order."""
    request = completeness.open_request(case)
    return [_asked(item) for item in request.items] if request else []


def asked_item(case: Case, code: str) -> Asked | None:
    return next((item for item in asked(case) if item.code == code), None)


def _asked(item: Mapping[str, Any]) -> Asked:
    label = item.get("label", {})
    words = (
        label.get((get_language() or "ar")[:2]) or label.get("fr") or item["code"] if isinstance(label, Mapping) else str(label)
    )
    return Asked(item["code"], words, item.get("why", ""), bool(item.get("answered")), item.get("text", ""))
