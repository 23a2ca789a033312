"""Entries as the components take them: lines of a list, facts of an entry, its versions with the case behind each."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.forms import BoundField
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from registers.catalogue import Register
from registers.entries import Entry
from registers.forms import Filters
from registers.register import day

_LEFT_OPEN: tuple[Any, ...] = ("", None, [], {})
Pointed = Mapping[str, tuple[Register, Entry]]  # see queries.pointed_to


def line(register: Register, entry: Entry, *, on: date | None) -> dict[str, Any]:
    url = entry_url(register, entry.entry, on=on)
    return {
        "url": url,
        "number": entry.number,
        "heading": entry.heading,
        "cells": [register.shown(entry, name) for name in register.columns],
        "status": register.status_label(entry),
        "tone": register.tone(entry),
    }


def filters(form: Filters) -> list[dict[str, Any]]:
    """The fields of a list's filters, with what was asked."""
    kinds = {"q": "search", "on": "date", "status": ""}
    return [_filter(form[name], kinds[name]) for name in form.fields]


def _filter(field: BoundField, kind: str) -> dict[str, Any]:
    options = [{"value": v, "label": label} for v, label in getattr(field.field, "choices", [])]
    return {"name": field.name, "label": field.label, "value": field.value() or "", "type": kind, "options": options}


def facts(register: Register, entry: Entry, pointed: Pointed) -> list[dict[str, Any]]:
    """What a version says, without what it leaves open; then what it names in other registers."""
    shown = (register.shown(entry, name) for name in register.facts if getattr(entry, name) not in _LEFT_OPEN)
    rows = [row for row in shown if row["value"] not in _LEFT_OPEN]
    if entry.former:
        numbers = "; ".join(" · ".join(text for text in (f["number"], f["receipt"]) if text) for f in entry.former)
        rows.append({"label": _("Numbers and receipts of merged duplicates"), "value": numbers, "dir": "ltr"})
    for target, other in pointed.values():
        label = str(target.model._meta.verbose_name)
        rows.append({"label": label[:1].upper() + label[1:], "value": _named(other), "dir": "auto"})
    return rows


def links(pointed: Pointed) -> list[dict[str, str]]:
    """Links to the entries that this one names."""
    return [{"label": str(t.title), "value": _named(e), "url": entry_url(t, e.entry)} for t, e in pointed.values()]


def _named(entry: Entry) -> str:
    return f"{entry.heading} · {entry.number}"


def history(register: Register, versions: Sequence[Entry], shown: Entry | None) -> list[dict[str, Any]]:
    """The versions, newest first: from when to when, what changed, and by which case."""
    items: list[dict[str, Any]] = []
    for before, version in zip([None, *versions], versions, strict=False):
        until = day(version.valid_to) if version.valid_to else _("today")
        url, case = case_url(version.case_id), format_html("{} {}", _("Case"), ltr(version.case_number))
        changed = _changed(register, before, version)
        items.append(
            {
                "title": _("Version %(number)s") % {"number": version.version},
                "when_label": f"{day(version.valid_from)} – {until}",
                "text": changed if url or not version.case_number else format_html("{} {}.", changed, case),
                "url": url,
                "url_label": case,
                "is_current": version is shown,
                "tone": "success" if version.is_current else "neutral",
            }
        )
    return items[::-1]


def _changed(register: Register, before: Entry | None, version: Entry) -> str:
    if before is None:
        return _("Entered.")
    if version.merged_into:
        return _("Found to be a duplicate.")
    if len(version.former) > len(before.former):
        return _("A duplicate was merged into it.")
    names = [*register.facts, *register.points_to, *([register.status] if register.status else [])]
    labels = [register.label(n) for n in names if getattr(before, n) != getattr(version, n)]
    return _("Changed: %(fields)s.") % {"fields": _(", ").join(labels)}


def entry_url(register: Register, entry: uuid.UUID, *, on: date | None = None) -> str:
    return _on(reverse("registers:entry", args=[register.code, entry]), on)


def extract_url(register: Register, entry: uuid.UUID, *, on: date | None = None) -> str:
    return _on(reverse("registers:extract", args=[register.code, entry]), on)


def merge_url(register: Register, entry: uuid.UUID) -> str:
    return reverse("registers:merge", args=[register.code, entry])


def _on(url: str, day: date | None) -> str:
    return f"{url}?on={day.isoformat()}" if day else url


def case_url(case_id: uuid.UUID | None) -> str:
    """The page of the case; empty when there is none. The screens of cases lie above the registers and may be absent."""
    try:
        return reverse("workflow:case", args=[case_id]) if case_id else ""
    except NoReverseMatch:
        return ""


def trail(*steps: tuple[str, Any]) -> list[dict[str, Any]]:
    """The breadcrumb of a screen, from the index of registers on."""
    first = {"url": reverse("registers:index"), "label": _("Registers")}
    return [first, *({"url": url, "label": label} for url, label in steps)]


def ltr(number: str) -> str:
    """A number that stays left to right wherever it stands."""
    return format_html('<bdi dir="ltr">{}</bdi>', number)


def step(register: Register) -> tuple[str, Any]:
    """The list of a register, as a step of the trail."""
    return reverse("registers:listing", args=[register.code]), register.title
