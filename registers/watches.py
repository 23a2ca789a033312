"""The register of advertising under watch: what was seen, with its captures, and what followed."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from registers import numbers
from registers.entries import Cause, Named, key_of
from registers.models import AdvertisingWatch, Provider

Status = AdvertisingWatch.Status


def enter(
    *, facts: Mapping[str, Any], cause: Cause, provider: Named | None = None, complaint: Named | None = None
) -> AdvertisingWatch:
    """What was seen; `facts` are columns by name (suspect_kind, suspect_name, channels, text_seen, offence_kind …)."""
    of = Provider.of(provider) if provider else None
    names = {"provider_ar": of.corporate_name_ar, "provider_fr": of.corporate_name_fr} if of else {}
    suspect = facts.get("suspect_name") or facts.get("name_and_address", "")
    return AdvertisingWatch.entered_once(
        cause=cause,
        origin="watch",
        number=lambda: numbers.yearly_number("WAT", on=cause.on),
        facts={**facts, **names, "suspect_name": suspect},
        provider=of,
        complaint=complaint,
    )


def amend(*, watch: Named, facts: Mapping[str, Any], cause: Cause) -> AdvertisingWatch:
    return AdvertisingWatch.of(watch).changed(
        cause=cause, facts={k: v for k, v in facts.items() if k not in ("status", "provider")}
    )


def add_captures(*, watch: Named, channels: Iterable[Mapping[str, Any]], cause: Cause) -> AdvertisingWatch:
    """More captures, each with its day, address and hash; each once."""
    now = AdvertisingWatch.of(watch)
    return now.changed(cause=cause, channels=[*now.channels, *(dict(c) for c in channels if dict(c) not in now.channels)])


def serve_notice(*, watch: Named, cause: Cause) -> AdvertisingWatch:
    return AdvertisingWatch.of(watch).changed(cause=cause, notice_on=cause.on)


def cease(*, watch: Named, cause: Cause, outcome: str = "") -> AdvertisingWatch:
    return AdvertisingWatch.of(watch).moved(Status.CEASED, cause=cause, outcome=outcome)


def refer(*, watch: Named, cause: Cause, outcome: str) -> AdvertisingWatch:
    """To a sanction, or to the prosecutor."""
    return AdvertisingWatch.of(watch).moved(Status.REFERRED, cause=cause, outcome=outcome)


def dismiss(*, watch: Named, cause: Cause, outcome: str = "") -> AdvertisingWatch:
    return AdvertisingWatch.of(watch).moved(Status.DISMISSED, cause=cause, outcome=outcome)


# What conditions ask.


def get(watch: Named) -> AdvertisingWatch:
    return AdvertisingWatch.of(watch)


def offences(provider: Named) -> QuerySet[AdvertisingWatch]:
    """What was established against a provider: everything but what was dismissed."""
    found = AdvertisingWatch.objects.current().filter(provider=key_of(provider))
    return found.exclude(status=Status.DISMISSED).order_by("number")
