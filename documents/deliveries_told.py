"""How the delivery of an act is told on screens: its attempts, the day that notified it, and the time limit for an appeal."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from documents import appeals, deliveries_displays, deliveries_entered
from documents.catalogue import DOCUMENT_TYPES
from documents.deliveries_forms import steps_of
from documents.deliveries_slip import in_language
from documents.models import DeliveryAttempt, Document
from workflow import legal, parameters
from workflow.holidays import calendar
from workflow.models import Case

Channel, Status = DeliveryAttempt.Channel, DeliveryAttempt.Status
TONES = {
    Status.PREPARED: "waiting",
    Status.POSTED: "waiting",
    Status.DISPLAYED: "waiting",
    Status.DELIVERED: "success",
    Status.RETURNED: "danger",
    Status.ABANDONED: "neutral",
}


def acts_of(case: Case, *, for_applicant: bool = False) -> list[dict[str, Any]]:
    """Every act of the case that is delivered against proof, newest first."""
    found = case.documents.filter(is_reference=True, case__isnull=False).exclude(file="").order_by("-ordered_at")
    kept = [d for d in found if DOCUMENT_TYPES[d.kind].needs_delivery and d.status != Document.Status.WITHDRAWN]
    if for_applicant:
        kept = [d for d in kept if d.person is None]  # what is notified to each holder opens no time limit for the applicant
    attempts = deliveries_entered.attempts_of(d.act for d in kept) if kept else {}
    return [told(d, attempts[d.act], for_applicant=for_applicant) for d in kept]


def told(document: Document, attempts: list[DeliveryAttempt], *, for_applicant: bool = False) -> dict[str, Any]:
    proof = deliveries_entered.first_proof(attempts)
    opens_appeal = DOCUMENT_TYPES[document.kind].announces_appeal(document.content)
    return {
        "title": DOCUMENT_TYPES[document.kind].title,
        "number": document.number,
        "act": document.act,
        "document": document,
        "url": reverse("documents:delivery", args=[document.act]),
        "issued_on": timezone.localdate(document.issued_at or document.ordered_at),
        "notified_on": proof.settled_on if proof else None,
        "opens_appeal": opens_appeal,
        "channel": event_of(proof, for_applicant=for_applicant) if proof else "",
        "appeal": appeal_of(proof) if proof and opens_appeal else None,
        "attempts": [] if for_applicant else rows(attempts),
        "waits_at_counter_until": None if proof else at_counter_until(attempts),
        "display": None if proof else display_of(attempts),
    }


def event_of(proof: DeliveryAttempt, *, for_applicant: bool = False) -> str:
    """What happened on the day that notified the act."""
    if proof.channel == Channel.PLATFORM:
        return _("you opened the document here") if for_applicant else _("opened by the addressee on the platform")
    if proof.channel == Channel.POST:
        return _("registered letter no. %(number)s was delivered") % {"number": _isolated(proof.tracking)}
    if proof.channel == Channel.DISPLAY:
        told = {"place": _in_its_own_direction(proof.note), "day": _date(proof.posted_on)}
        return _("end of the display of the document, which could not be delivered: %(place)s, from %(day)s") % told
    return _("handed over at the counter against signature, slip no. %(number)s") % {"number": _isolated(proof.slip)}


def _isolated(number: str) -> str:
    """A number that stays left to right inside a sentence of any script: the marks are invisible, and survive escaping."""
    return f"\u2066{number}\u2069"


def _in_its_own_direction(words: str) -> str:
    """Somebody's words inside a sentence of another script, by marks as invisible."""
    return f"\u2068{words}\u2069"


def appeal_of(proof: DeliveryAttempt, *, on: date | None = None) -> dict[str, Any]:
    """The last day for an appeal, why that day, and what silence would mean for an appeal filed today."""
    today, period = on or timezone.localdate(), deliveries_entered.appeal_period(proof)
    is_over, left = period.is_over(today), period.days_left(today)
    months = parameters.value("appeal.months", on=today)
    if_today = appeals.after_appeal(filed_on=today, months=months, calendar=calendar())
    return {
        "date": period.until,
        "is_over": is_over,
        "left_label": _("Over") if is_over else ngettext("%(count)d day left", "%(count)d days left", left) % {"count": left},
        "left_tone": "neutral" if is_over else ("warning" if left < 15 else ""),
        "explanation": period.explanation(event_of(proof)),
        "legal_basis": f"{legal.title(appeals.LAW)} ({_('articles 37 and 39')})",
        "silence_on": if_today.silence_on,
        "court_until": if_today.court.until,
    }


def at_counter_until(attempts: Iterable[DeliveryAttempt]) -> date | None:
    """Until when a letter that came back waits at the counter."""
    returned = [a.settled_on for a in deliveries_entered.counting(attempts) if a.status == Status.RETURNED and a.settled_on]
    return max(returned) + timedelta(days=parameters.value("delivery.counter_days")) if returned else None


def display_of(attempts: Iterable[DeliveryAttempt]) -> dict[str, Any] | None:
    """Where an act that could not be delivered is displayed, and the day on which it will count as notified."""
    found = next((a for a in deliveries_entered.counting(attempts) if a.status == Status.DISPLAYED), None)
    if found is None:
        return None
    return {"place": _in_its_own_direction(found.note), "since": found.posted_on, "until": deliveries_displays.last_day(found)}


def rows(attempts: list[DeliveryAttempt]) -> list[dict[str, Any]]:
    """The attempts as lines, oldest first; a corrected one says so."""
    counted = {a.pk for a in deliveries_entered.counting(attempts)}
    may_be_displayed = deliveries_entered.first_proof(attempts) is None and display_of(attempts) is None
    return [_row(a, counts=a.pk in counted, may_be_displayed=may_be_displayed) for a in attempts]


def _row(one: DeliveryAttempt, *, counts: bool, may_be_displayed: bool) -> dict[str, Any]:
    steps = {word: form for word, form in steps_of(one).items() if may_be_displayed or word != "display"} if counts else {}
    is_display = one.channel == Channel.DISPLAY
    return {
        "attempt": one,
        "title": one.get_channel_display(),
        "status_label": one.get_status_display() if counts else _("Corrected"),
        "status_tone": TONES[Status(one.status)] if counts else "neutral",
        "facts": facts(one),
        "slip_url": reverse("documents:delivery_slip", args=[one.pk]) if one.slip and counts and not is_display else "",
        "scan_url": reverse("forms:attachment", args=[one.scan]) if one.scan else "",
        "steps": [
            {"url": reverse("documents:delivery_step", args=[one.pk, word]), "label": form.title, "is_main": word != "correct"}
            for word, form in steps.items()
        ],
    }


def facts(one: DeliveryAttempt) -> list[dict[str, Any]]:
    """Everything that is known of an attempt, by name."""
    is_display = one.channel == Channel.DISPLAY
    found: list[dict[str, Any]] = [
        {"label": _("Slip no."), "value": one.slip, "dir": "ltr"},
        {"label": _("Number of the registered letter"), "value": one.tracking, "dir": "ltr"},
        {"label": _("Displayed from") if is_display else _("Posted on"), "value": _date(one.posted_on)},
        {"label": _("Day of the proof"), "value": _date(one.settled_on)},
        {"label": _("Received by"), "value": _receiver(one)},
        {"label": _("Identity paper shown"), "value": " ".join([one.get_identity_kind_display(), one.identity_number]).strip()},
        {"label": _("Place of the display") if is_display else _("What the post wrote on it"), "value": one.note},
        {"label": _("Reason of the correction"), "value": one.reason},
        {"label": _("Fingerprint of the proof (SHA-256)"), "value": one.proof_sha256, "dir": "ltr", "mono": True},
        {"label": _("Recorded by"), "value": one.recorded_by.full_name if one.recorded_by and one.slip else ""},
    ]
    return [fact for fact in found if fact["value"]]


def _receiver(one: DeliveryAttempt) -> str:
    if one.received_by and one.is_representative:
        return _("%(name)s, for the addressee") % {"name": one.received_by}
    return one.received_by


def _date(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""


def addressee(document: Document) -> dict[str, Any]:
    """Name and address to which the act is brought, as the act itself says them."""
    said = document.content.get("addressee", {})
    return {"name": in_language(said.get("name", {}), get_language() or "ar"), "lines": said.get("lines", [])}


def states_of(acts: Iterable[UUID]) -> dict[UUID, str]:
    """For a list: what became of the last attempt of each act, in words."""
    found = {}
    for act, attempts in deliveries_entered.attempts_of(acts).items():
        last = next(iter(reversed(deliveries_entered.counting(attempts))), None)
        found[act] = f"{last.get_channel_display()} – {last.get_status_display()}" if last else _("No attempt yet")
    return found
