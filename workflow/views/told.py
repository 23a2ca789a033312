"""Events and facts of a case in words: what was done, by whom, by which title, and what was written."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role
from workflow import notifications as notifications_sent
from workflow.actor import SYSTEM
from workflow.machine import Transition
from workflow.models import Case, Event
from workflow.procedures import procedure_of
from workflow.terms import Duty, Letter

KINDS: dict[str, tuple[Any, str]] = {
    "message.sent": (gettext_lazy("Message sent"), "info"),
    "note.written": (gettext_lazy("Internal note written"), "neutral"),
    "case.opened": (gettext_lazy("Case opened"), "active"),
    "link.opened": (gettext_lazy("Linked case opened"), "active"),
    "reminder": (gettext_lazy("Reminder sent to the applicant"), "waiting"),
    "alert.amber": (gettext_lazy("Half of the time is used: the officer was told"), "warning"),
    "alert.red": (gettext_lazy("The time limit has passed: the director was told"), "danger"),
    "alert.weekly": (gettext_lazy("Put on the weekly list of the central director"), "danger"),
    "clock.moved": (gettext_lazy("Deadline moved by a change of the calendar"), "info"),
    "attachment.added": (gettext_lazy("File joined"), "neutral"),
    "attachment.removed": (gettext_lazy("File taken off"), "neutral"),
}
ASKED = gettext_lazy("Items")


def when(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "d/m/Y H:i")


def in_language(text: Mapping[str, str]) -> str:
    """The words of a text kept in several languages."""
    language = (get_language() or "ar")[:2]
    return text.get(language) or text.get("fr") or text.get("ar") or text.get("en") or ""


def value_in_words(value: Any, field: Any = None) -> str:
    """A kept value as a person reads it; `field` is the question that it answers, when there is one."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        cells = getattr(field, "cells", {})
        return "\n".join(
            filter(None, (_row_in_words(v, cells) if isinstance(v, Mapping) else value_in_words(v, field) for v in value))
        )
    if isinstance(value, Mapping):
        return _row_in_words(value, {})
    if hasattr(field, "label_from_instance"):
        entry = field.queryset.model.objects.filter(pk=value).first()
        return str(field.label_from_instance(entry)) if entry else str(value)
    chosen = dict(_choices(field)).get(value)
    if chosen is not None:
        return str(chosen)
    try:
        return date_format(date.fromisoformat(value), "d/m/Y") if isinstance(value, str) and len(value) == 10 else str(value)
    except ValueError:
        return str(value)


def _choices(field: Any) -> Iterable[tuple[Any, Any]]:
    for value, label in getattr(field, "choices", ()):
        if isinstance(label, (list, tuple)):
            yield from label
        else:
            yield value, label


def _row_in_words(row: Mapping[str, Any], cells: Mapping[str, Any]) -> str:
    if row.keys() & {"ar", "fr"} and row.keys() <= {"ar", "fr", "en"}:
        return in_language(row)
    if "attachment" in row:
        return _("File joined")
    if isinstance(row.get("label"), Mapping):  # an item that was asked for
        why = str(row.get("why", ""))
        return f"{in_language(row['label'])}: {why}" if why else in_language(row["label"])
    if isinstance(row.get("title"), Mapping):  # a ground
        return f"{in_language(row['title'])}: {row.get('fact', '')}"
    shown = cells or dict.fromkeys(row)
    return " – ".join(
        filter(None, (value_in_words(row[name], field) for name, field in shown.items() if row.get(name) not in (None, "")))
    )


def _fields(form: Any, case: Case) -> Mapping[str, Any]:
    """The questions of a form; when what it offers depends on the case, those that this case would be asked."""
    fields: Mapping[str, Any] = getattr(form, "base_fields", {})
    asked = [*fields.values(), *(cell for f in fields.values() for cell in getattr(f, "cells", {}).values())]
    if any(_offers_nothing_yet(f) for f in asked):
        fields = form(None, None, case=case, actor=SYSTEM).fields
    return fields


def _offers_nothing_yet(field: Any) -> bool:
    return hasattr(field, "choices") and not hasattr(field, "queryset") and not any(value for value, _label in _choices(field))


def answers_in_words(form: Any, answers: Mapping[str, Any], *, case: Case) -> list[dict[str, Any]]:
    """What was filled in, question by question; ticks and technical fields are left out."""
    fields = _fields(form, case) if answers else {}
    rows = []
    for name, value in answers.items():
        field = fields.get(name)
        if value is True or (field is None and name != "items") or (field is not None and field.widget.is_hidden):
            continue
        row = {"label": field.label if field else ASKED, "value": value_in_words(value, field)}
        if isinstance(value, Mapping) and "attachment" in value:
            row |= {"url": attachment_url(value["attachment"]), "value": _("Open the file")}
        rows.append(row)
    return rows


def attachment_url(key: Any) -> str:
    try:
        return reverse("forms:attachment", args=[key])
    except NoReverseMatch:
        return ""


def recipients(notifications: Iterable[Mapping[str, str]]) -> list[str]:
    """Whom an act told, each once, in words."""
    codes = dict.fromkeys(n.get("to", "") for n in notifications)
    words = {notifications_sent.OFFICERS: _("whoever had the case"), Role.APPLICANT: _("the applicant")}
    return [str(words.get(code) or Role(code).label) for code in codes if code in words or code in Role.values]


class Teller:
    """Tells the events of one case; the people named are read once."""

    def __init__(self, case: Case, events: Sequence[Event]) -> None:
        self.case, self.procedure = case, procedure_of(case)
        absent = {int(e.on_behalf_of[5:]) for e in events if e.on_behalf_of.startswith("user:")}
        self.names = {u.pk: u.full_name for u in User.objects.filter(pk__in=absent)} if absent else {}

    def body(self, event: Event) -> Mapping[str, Any]:
        return event.payload.body or {}

    def by(self, event: Event) -> str:
        """The person, the role used, and on whose behalf."""
        if event.actor is None:
            return _("The system")
        role = self.body(event).get("role", "")
        label = str(Role(role).label) if role in Role.values else ""
        who = f"{event.actor.full_name} ({label})" if label else event.actor.full_name
        if event.on_behalf_of.startswith("user:"):
            return _("%(who)s, in the place of %(name)s") % {"who": who, "name": self.names.get(int(event.on_behalf_of[5:]), "–")}
        if event.on_behalf_of:
            number = event.on_behalf_of.removeprefix("delegation:")
            return _("%(who)s, by delegation no. %(number)s") % {"who": who, "number": number}
        return who

    def item(self, event: Event) -> dict[str, Any]:
        """One line of the history."""
        title, tone = self._title(event)
        return {"when_label": when(event.at), "title": title, "text": self._text(event), "by": self.by(event), "tone": tone}

    def _title(self, event: Event) -> tuple[Any, str]:
        family, _dot, name = event.kind.partition(".")
        if family == "transition" and (transition := self.procedure.machine.transitions.get(name)):
            return transition.label, "success" if transition.terms.duty is Duty.SIGNS else "active"
        if family == "letter" and (letter := self.procedure.letters.get(name)):
            return letter.label, "active"
        return KINDS.get(event.kind, (_("Entry of the record"), "neutral"))

    def _text(self, event: Event) -> str:
        body = self.body(event)
        if event.payload.body is None:
            return _("The contents were erased.")
        said = []
        if event.target and event.source != event.target:
            stages = {"source": self.procedure.stage_label(event.source), "target": self.procedure.stage_label(event.target)}
            said.append(_("From “%(source)s” to “%(target)s”.") % stages)
        kinds = self.procedure.documents()
        if issued := [str(kinds[c].title) for c in body.get("documents", ()) if c in kinds]:
            said.append(_("Issued: %(documents)s.") % {"documents": ", ".join(issued)})
        if told := recipients(body.get("notifications", ())):
            said.append(_("Told by e-mail: %(recipients)s.") % {"recipients": ", ".join(told)})
        if event.kind == "clock.moved":
            said.append(f"{value_in_words(body.get('before', ''))} → {value_in_words(body.get('after', ''))}")
        if body.get("reason") and not is_vote(self.transition(event)):
            said.append(_("Reason: %(reason)s") % {"reason": body["reason"]})
        return " ".join(said)

    def transition(self, event: Event) -> Transition | None:
        return self.procedure.machine.transitions.get(event.kind.removeprefix("transition."))

    def statements(self, events: Sequence[Event]) -> list[dict[str, Any]]:
        """What officers wrote in their acts, newest first: opinions, reports, answers, proposals. Votes are told elsewhere."""
        found = []
        for event in reversed(events):
            act: Transition | Letter | None = self.transition(event)
            if event.kind.startswith("letter."):
                act = self.procedure.letters.get(event.kind.removeprefix("letter."))
            body = self.body(event)
            if act is None or body.get("role") in (Role.APPLICANT, None) or (isinstance(act, Transition) and is_vote(act)):
                continue
            rows = answers_in_words(act.form, body.get("answers", {}), case=self.case)
            if body.get("reason"):
                rows.append({"label": _("Reason"), "value": body["reason"]})
            if rows:
                found.append({"title": act.label, "by": self.by(event), "when": when(event.at), "rows": rows})
        return found


def is_vote(transition: Transition | None) -> bool:
    """Votes and recusals: what a member says of a case in the committee's room."""
    return transition is not None and transition.by == (Role.COMMITTEE_MEMBER,)
