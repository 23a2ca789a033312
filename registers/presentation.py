"""Entries as the components take them: lines of a list, facts of an entry, its versions with the case behind each."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from registers.catalogue import REGISTERS, Register, day
from registers.entries import Entry


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


def facts(register: Register, entry: Entry, pointed: Mapping[str, tuple[Register, Entry]]) -> list[dict[str, Any]]:
    """The facts of a version, then what it names in other registers."""
    rows = [register.shown(entry, name) for name in register.facts]
    for name, (target, other) in pointed.items():
        label = f"{target.model._meta.verbose_name}"
        rows.append(
            {"name": name, "label": label[:1].upper() + label[1:], "value": f"{other.heading} · {other.number}", "dir": "auto"}
        )
    return rows


def links(pointed: Mapping[str, tuple[Register, Entry]], readable: Sequence[str]) -> list[dict[str, str]]:
    """Links to the entries that this one names, in the registers that the person may read."""
    known = [(target, other) for target, other in pointed.values() if target.code in readable]
    return [{"label": str(t.title), "value": f"{e.heading} · {e.number}", "url": entry_url(t, e.entry)} for t, e in known]


def history(register: Register, versions: Sequence[Entry], shown: Entry | None) -> list[dict[str, Any]]:
    """The versions, newest first: from when to when, what changed, and by which case."""
    items: list[dict[str, Any]] = []
    for before, version in zip([None, *versions], versions, strict=False):
        until = day(version.valid_to) if version.valid_to else _("today")
        items.append(
            {
                "title": _("Version %(number)s") % {"number": version.version},
                "when_label": f"{day(version.valid_from)} – {until}",
                "text": _changed(register, before, version),
                "url": case_url(version.case_id),
                "url_label": _("Case %(number)s") % {"number": version.case_number},
                "is_current": version is shown,
                "tone": "success" if version.is_current else "neutral",
            }
        )
    return items[::-1]


def _changed(register: Register, before: Entry | None, version: Entry) -> str:
    if before is None:
        return _("Entered.")
    names = [*register.facts, *([register.status] if register.status else [])]
    labels = [register.label(n) for n in names if getattr(before, n) != getattr(version, n)]
    return _("Changed: %(fields)s.") % {"fields": _(", ").join(labels)}


def entry_url(register: Register, entry: uuid.UUID, *, on: date | None = None) -> str:
    return _on(reverse("registers:entry", args=[register.code, entry]), on)


def extract_url(register: Register, entry: uuid.UUID, *, on: date | None = None) -> str:
    return _on(reverse("registers:extract", args=[register.code, entry]), on)


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


def listing_url(code: str) -> str:
    return reverse("registers:listing", args=[REGISTERS[code].code])
