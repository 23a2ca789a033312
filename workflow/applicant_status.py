"""A filed case as its applicant reads it: where it stands, what happened, what comes next, what was issued."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import PARTY_ROLES, Role
from workflow import panel, pathway, plain_words
from workflow.models import Case, Event, Message
from workflow.procedure import Procedure
from workflow.procedures import procedure_of

LANGUAGE_NAMES = {"ar": "العربية", "fr": "Français", "en": "English"}
DOCUMENT_TONES = {
    "issued": "success",
    "ordered": "waiting",
    "to_be_signed": "waiting",
    "withdrawn": "danger",
    "replaced": "neutral",
}


def waits_for_applicant(procedure: type[Procedure], stage: str) -> bool:
    desk = procedure.machine.desks.get(stage)
    return desk is not None and desk.role in PARTY_ROLES - {Role.PARTNER}


# What happened -------------------------------------------------------------------------------------------------------


def moves(case: Case) -> list[Event]:
    """The changes of stage, oldest first: neither votes nor notes nor what officers say to each other."""
    events = Event.objects.filter(stream=case.stream, kind__startswith="transition.").exclude(target="")
    return list(events.exclude(target=F("source")).order_by("seq"))


def timeline(case: Case, events: Iterable[Event]) -> list[dict[str, Any]]:
    """Past, present and what usually follows. Named by stages, never by transitions: those would tell a proposal."""
    procedure = procedure_of(case)
    told = [_past(case, procedure, event) for event in events]
    if told:
        told[-1] |= {"is_current": True, "text": plain_words.told(procedure, case.stage)}
    return told + _to_come(case, procedure)


def _past(case: Case, procedure: type[Procedure], event: Event) -> dict[str, Any]:
    machine = procedure.machine
    transition = machine.transitions.get(event.kind.removeprefix("transition."))
    title: Any = procedure.stage_label(event.target)
    if procedure.is_draft(event.source) and not machine.is_final(event.target):
        title = _("Application filed") if event.actor_id == case.applicant_id else _("Application filed at the counter")
    elif transition and transition.terms.starts_clock:
        title = _("Application registered: examination begins")
    elif waits_for_applicant(procedure, event.target):
        title = _("We asked you for something")
    elif waits_for_applicant(procedure, event.source) and not machine.is_final(event.target):
        title = _("You sent what was asked")
    tone = panel.stage_tone(procedure, event.target)
    return {"title": title, "when_label": moment(event.at), "tone": tone if machine.is_final(event.target) else ""}


def _to_come(case: Case, procedure: type[Procedure]) -> list[dict[str, Any]]:
    if procedure.machine.is_final(case.stage):
        return []
    stages = pathway.stages_to_decision(procedure, source=case.stage)[1:]
    return [
        *({"title": procedure.stage_label(s), "is_future": True} for s in stages),
        {"title": _("Decision"), "is_future": True},
    ]


def moment(at: Any) -> str:
    """Day and hour, in figures that read the same in every language."""
    return date_format(timezone.localtime(at), "d/m/Y H:i")


# What was issued -----------------------------------------------------------------------------------------------------


def documents(case: Case) -> list[dict[str, Any]]:
    """The documents meant for the applicant, newest first; the two languages of one act are one line."""
    titles = {code: d.title for code, d in procedure_of(case).documents().items()}
    acts: dict[Any, list[Any]] = {}
    for document in case.documents.filter(is_for_applicant=True).order_by("-ordered_at", "number", "-is_reference", "language"):
        acts.setdefault(document.act, []).append(document)
    return [document_row(each, titles) for each in acts.values()]


def document_row(languages: list[Any], titles: Mapping[str, Any], *, is_holder: bool = False) -> dict[str, Any]:
    """One document in all its languages, the first of them foremost, with every form in which it can be had.

    The credential of a document that has a holder of its own is for the holder alone.
    """
    first = languages[0]
    others = [d for d in languages[1:] if d.file]
    return {
        "code": "",
        "kind": first.kind,
        "title": titles.get(first.kind, first.kind),
        "holder": first.holder_label,
        "number": first.number,
        "date": timezone.localdate(first.ordered_at),
        "status_label": "" if first.status == "issued" else first.get_status_display(),
        "status_tone": DOCUMENT_TONES.get(first.status, "neutral"),
        "url": reverse("documents:document", args=[first.pk]) if first.file else "",
        "language_label": LANGUAGE_NAMES.get(first.language, first.language),
        "copies": [
            *(_link("documents:document", "PDF", d) for d in others),
            *(_link("documents:document_docx", "Word", d) for d in languages if d.file),
            *(_link("documents:credential", _("Credential"), d) for d in languages if _offers_credential(d, is_holder=is_holder)),
        ],
        "first_read_at": first.first_read_at,
    }


def _offers_credential(document: Any, *, is_holder: bool) -> bool:
    return bool(document.file and document.has_credential and (is_holder or document.person is None))


def _link(name: str, label: str, document: Any) -> dict[str, str]:
    language = LANGUAGE_NAMES.get(document.language, document.language)
    return {"url": reverse(name, args=[document.pk]), "label": f"{label} – {language}"}


# What was said -------------------------------------------------------------------------------------------------------


def thread(case: Case, user: User) -> list[dict[str, Any]]:
    """The messages of the case; officers write in the ministry's name."""
    return [
        {
            "from": _("You") if m.side == Message.Side.APPLICANT and m.author_id == user.pk else _side(m),
            "when": timezone.localtime(m.at),
            "text": m.body,
            "is_mine": m.side == Message.Side.APPLICANT,
        }
        for m in Message.objects.filter(case=case).order_by("at", "id")
    ]


def _side(message: Message) -> str:
    return _("The ministry") if message.side == Message.Side.ADMINISTRATION else _("For the applicant")
