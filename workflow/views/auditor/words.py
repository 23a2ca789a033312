"""Events of every stream in words: what was done, to what, and what the payload says."""

import re
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.regions import Region
from accounts.roles import Role
from workflow.ledger.record import COLUMNS
from workflow.models import Case, Event
from workflow.procedure import Procedure
from workflow.procedures import procedures
from workflow.views.told import KINDS as CASE_KINDS
from workflow.views.told import value_in_words

KINDS: dict[str, Any] = {kind: label for kind, (label, _tone) in CASE_KINDS.items()} | {
    "refusal": gettext_lazy("Act refused"),
    "reading.case": gettext_lazy("Case read"),
    "reading.attachment": gettext_lazy("File read"),
    "reading.document": gettext_lazy("Document read"),
    "reading.wording": gettext_lazy("Case read to try a text of a letter"),
    "reading.ledger": gettext_lazy("Ledger read"),
    "reading.event": gettext_lazy("Event read"),
    "reading.stream": gettext_lazy("History read"),
    "ledger.verified": gettext_lazy("Ledger verified"),
    "ledger.exported": gettext_lazy("History exported"),
    "case.erased": gettext_lazy("Personal data of a case erased"),
    "reading.script": gettext_lazy("Verifier taken"),
    "document.issued": gettext_lazy("Document issued"),
    "document.replaced": gettext_lazy("Document replaced by another"),
    "document.withdrawn": gettext_lazy("Document withdrawn: its certificate is void"),
    "document.stamped": gettext_lazy("Time stamp added to a document"),
    "delivery.prepared": gettext_lazy("Delivery prepared"),
    "delivery.posted": gettext_lazy("Registered letter posted"),
    "delivery.delivered": gettext_lazy("Delivery proved"),
    "delivery.returned": gettext_lazy("Registered letter returned"),
    "delivery.corrected": gettext_lazy("Delivery corrected"),
    "delivery.read": gettext_lazy("Document opened by its addressee"),
    "delivery.reminder": gettext_lazy("Reminder of a document that nobody opened"),
    "number.void_proposed": gettext_lazy("Number proposed to be made void"),
    "number.void_rejected": gettext_lazy("Number kept: the proposal was rejected"),
    "number.voided": gettext_lazy("Number made void"),
    "register.searched": gettext_lazy("Register searched"),
    "register.read": gettext_lazy("Register entry read"),
    "register.extracted": gettext_lazy("Register extract taken"),
    "task.taken": gettext_lazy("Work taken"),
    "task.released": gettext_lazy("Work put back"),
    "task.reassigned": gettext_lazy("Work given to another person"),
    "task.snoozed": gettext_lazy("Work put off"),
    "session.planned": gettext_lazy("Committee meeting planned"),
    "session.convened": gettext_lazy("Committee convened"),
    "session.presence": gettext_lazy("Presence noted"),
    "session.opened": gettext_lazy("Committee meeting opened"),
    "session.closed": gettext_lazy("Committee meeting closed"),
    "session.minutes_signed": gettext_lazy("Minutes signed"),
    "user.created": gettext_lazy("Account opened"),
    "user.amended": gettext_lazy("Account amended"),
    "user.link_sent": gettext_lazy("Link to choose a password sent"),
    "second_factor.reset": gettext_lazy("Second factor taken away"),
    "posting.opened": gettext_lazy("Role given"),
    "posting.ended": gettext_lazy("Role ended"),
    "absence.declared": gettext_lazy("Absence declared"),
    "absence.ended": gettext_lazy("Absence ended"),
    "interest.declared": gettext_lazy("Tie declared"),
    "interest.withdrawn": gettext_lazy("Declared tie withdrawn"),
    "delegation.opened": gettext_lazy("Signature lent"),
    "delegation.revoked": gettext_lazy("Delegation revoked"),
    "parameter.proposed": gettext_lazy("Parameter proposed"),
    "parameter.in_force": gettext_lazy("Parameter put in force"),
    "parameter.rejected": gettext_lazy("Parameter rejected"),
    "restriction.proposed": gettext_lazy("Restriction proposed"),
    "restriction.confirmed": gettext_lazy("Restriction confirmed"),
    "restriction.declined": gettext_lazy("Restriction declined"),
    "wording.written": gettext_lazy("Text of a letter written"),
    "wording.proposed": gettext_lazy("Text of a letter proposed"),
    "wording.taken_back": gettext_lazy("Text of a letter taken back"),
    "wording.in_force": gettext_lazy("Text of a letter put in force"),
    "wording.rejected": gettext_lazy("Text of a letter rejected"),
    "holiday.entered": gettext_lazy("Day off entered or moved"),
    "holiday.removed": gettext_lazy("Day off struck off"),
    "holiday.seeded": gettext_lazy("Holidays of a year entered"),
    "outbox.retried": gettext_lazy("Work after commit tried again"),
}
LABELS: dict[str, Any] = {
    "role": gettext_lazy("Role"),
    "region": gettext_lazy("Region"),
    "procedure": gettext_lazy("Procedure"),
    "stage": gettext_lazy("Stage"),
    "source": gettext_lazy("From"),
    "target": gettext_lazy("To"),
    "transition": gettext_lazy("Act"),
    "reason": gettext_lazy("Reason"),
    "code": gettext_lazy("Code"),
    "rule": gettext_lazy("Rule"),
    "since": gettext_lazy("First day"),
    "until": gettext_lazy("Last day"),
    "committee": gettext_lazy("Committee"),
    "number": gettext_lazy("Number"),
    "documents": gettext_lazy("Documents"),
    "conditions": gettext_lazy("Conditions"),
    "clocks": gettext_lazy("Clocks"),
    "value": gettext_lazy("Value"),
    "valid_from": gettext_lazy("Holds from"),
    "changed": gettext_lazy("Changed"),
    "email": gettext_lazy("E-mail address"),
    "body": gettext_lazy("Text"),
    "date": gettext_lazy("Date"),
    "before": gettext_lazy("Before"),
    "after": gettext_lazy("After"),
    "due": gettext_lazy("Due"),
    "events": gettext_lazy("Events"),
    "version": gettext_lazy("Version"),
    "kind": gettext_lazy("Kind"),
    "level": gettext_lazy("Level"),
    "act": gettext_lazy("Act"),
    "fields": gettext_lazy("Answers that were not accepted"),
    "unmet": gettext_lazy("Conditions not met"),
    "no_more_today": gettext_lazy("Repeated: not told again on this day"),
    "register": gettext_lazy("Register"),
}
# Why an act was refused, by the code of the refusal.
REFUSALS: dict[str, Any] = {
    "not_entitled": gettext_lazy("No role for this act here"),
    "duties_conflict": gettext_lazy("Separation of duties"),
    "conditions_unmet": gettext_lazy("Conditions not met"),
    "form_invalid": gettext_lazy("Answers not accepted"),
    "not_a_transition": gettext_lazy("Not possible at this stage"),
    "outdated": gettext_lazy("The case had changed meanwhile"),
    "key_reused": gettext_lazy("A form sent twice with other content"),
    "attachment_refused": gettext_lazy("A file that was not taken"),
    "refused": gettext_lazy("Refused"),
}
# What may be refused outside the acts of a case, in the words of what is told when it succeeds.
ATTEMPTS = {
    "signature.list": gettext_lazy("Opening the list of what waits for a signature"),
    "case.open": gettext_lazy("Opening a case of the ministry's own motion"),
    "letter": gettext_lazy("Sending a letter"),
    "parameter.propose": KINDS["parameter.proposed"],
    "parameter.decide": KINDS["parameter.in_force"],
    "restriction.propose": KINDS["restriction.proposed"],
    "restriction.decide": KINDS["restriction.confirmed"],
    "holiday.enter": KINDS["holiday.entered"],
    "holiday.remove": KINDS["holiday.removed"],
    "session.plan": KINDS["session.planned"],
    "session.convene": KINDS["session.convened"],
    "session.note_presence": KINDS["session.presence"],
    "session.open_meeting": KINDS["session.opened"],
    "session.close_meeting": KINDS["session.closed"],
    "session.sign_minutes": KINDS["session.minutes_signed"],
    "task.take": KINDS["task.taken"],
    "task.release": KINDS["task.released"],
    "task.reassign": KINDS["task.reassigned"],
    "task.snooze": KINDS["task.snoozed"],
}
LANGUAGES = {"ar", "fr", "en"}
# The families that the filter offers, by the beginnings of their kinds.
FAMILIES: dict[str, tuple[Any, tuple[str, ...]]] = {
    "cases": (gettext_lazy("Acts on cases"), ("transition.", "letter.", "message.", "note.", "attachment.", "task.", "session.")),
    "decisions": (gettext_lazy("Documents and numbers"), ("document.", "number.")),
    "refusals": (gettext_lazy("Refusals"), ("refusal",)),
    "readings": (gettext_lazy("Readings"), ("reading.", "register.", "ledger.")),
    "people": (
        gettext_lazy("Accounts and roles"),
        ("user.", "posting.", "absence.", "interest.", "delegation.", "second_factor."),
    ),
    "settings": (
        gettext_lazy("Parameters, calendar, operation"),
        ("parameter.", "restriction.", "wording.", "holiday.", "outbox.", "case."),
    ),
    "time": (gettext_lazy("Time limits"), ("reminder", "alert.", "clock.")),
}
_CASE_STREAM = re.compile(r"(?:case|reading|refusal|task):([0-9a-f-]{36})")


def _procedure(code: str) -> type[Procedure] | None:
    return next((p for p in procedures() if p.code == code), None)


def kind_in_words(kind: str, procedure: str = "") -> str:
    """What was done; the code itself when nobody has given it words."""
    family, _dot, name = kind.partition(".")
    known = _procedure(procedure)
    if known and family == "transition" and name in known.machine.transitions:
        return str(known.machine.transitions[name].label)
    if known and family == "letter" and name in known.letters:
        return str(known.letters[name].label)
    return str(KINDS.get(kind, kind))


def refusal_in_words(event: Event, body: Any) -> str:
    """Which act was refused, and by which rule; nothing for other events."""
    if event.kind != "refusal" or not isinstance(body, Mapping):
        return ""
    known, name = _procedure(event.procedure), body.get("transition") or body.get("act") or ""
    told = [_value("transition", name, known), body.get("rule") or _value("code", body.get("code", ""), known)]
    return " – ".join(str(word) for word in told if word)


def tone_of(kind: str) -> str:
    family = kind.partition(".")[0]
    return {"transition": "active", "document": "success", "refusal": "danger", "alert": "warning"}.get(family, "neutral")


def case_ids(streams: Iterable[str]) -> set[uuid.UUID]:
    """The cases that these streams tell of; some of the identifiers may be of other things."""
    found = (_CASE_STREAM.fullmatch(stream) for stream in streams)
    return {uuid.UUID(match[1]) for match in found if match}


class Names:
    """What streams and people are called, for one page of events: three queries at most."""

    def __init__(self, events: Iterable[Event]) -> None:
        streams = {event.stream for event in events}
        ids = case_ids(streams)
        self.cases = dict(Case.objects.filter(pk__in=ids).values_list("pk", "number")) if ids else {}
        accounts = {uuid.UUID(s[5:]) for s in streams if re.fullmatch(r"user:[0-9a-f-]{36}", s)} | (ids - self.cases.keys())
        self.people = {u.uuid: u.full_name for u in User.objects.filter(uuid__in=accounts)} if accounts else {}

    def stream(self, name: str) -> str:
        """A case's number, a person's name, or the stream itself."""
        family, _colon, rest = name.partition(":")
        try:
            key = uuid.UUID(rest)
        except ValueError:
            return str(STREAMS.get(name) or rest or name)
        if key in self.cases:
            return self.cases[key] or _("Draft")
        return self.people.get(key) or f"{family} {rest[:8]}"


STREAMS = {"calendar": gettext_lazy("Calendar"), "reading:ledger": gettext_lazy("Ledger"), "erasure": gettext_lazy("Erasures")}


def by_in_words(event: Event) -> str:
    """Who acted, and in whose place or by which delegation."""
    who = event.actor.full_name if event.actor else _("The system")
    family, _colon, rest = event.on_behalf_of.partition(":")
    if family == "user":
        return _("%(who)s, in the place of account %(number)s") % {"who": who, "number": rest}
    if family == "delegation":
        return _("%(who)s, by delegation no. %(number)s") % {"who": who, "number": rest}
    return who


def payload_in_words(event: Event, body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The payload line by line; what nobody has given words keeps its own."""
    known = _procedure(event.procedure)
    rows = []
    for key, value in body.items():
        if value not in ("", None, [], {}) and key != COLUMNS:
            rows.append({"label": LABELS.get(key, key.replace("_", " ")), "value": _value(key, value, known)})
    return rows


def _value(key: str, value: Any, procedure: type[Procedure] | None) -> str:
    if key == "role" and value in Role.values:
        return str(Role(value).label)
    if key in ("act", "transition") and value in ATTEMPTS:
        return str(ATTEMPTS[value])
    if key == "code" and value in REFUSALS:
        return str(REFUSALS[value])
    if key == "region" and value in Region.values:
        return str(Region(value).label)
    if key in ("stage", "source", "target") and procedure and value in procedure.stages.values:
        return str(procedure.stage_label(value))
    if key == "transition" and procedure and value in procedure.machine.transitions:
        return str(procedure.machine.transitions[value].label)
    if key == "changed" and isinstance(value, Mapping):
        return "\n".join(f"{name}: {' → '.join(map(str, pair))}" for name, pair in value.items())
    if isinstance(value, Mapping) and not value.keys() & LANGUAGES:
        lines = ((name, _value(name, item, procedure)) for name, item in value.items() if item not in ("", None, [], {}))
        return "\n".join(f"{LABELS.get(name, name.replace('_', ' '))}: {text}" for name, text in lines if text)
    if isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
        return "\n".join(_value(key, item, procedure).replace("\n", " · ") for item in value)
    return value_in_words(value)
