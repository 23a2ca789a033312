"""The register of programmes: announced, declared or homologated, with their price and their advertising text."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from registers import numbers
from registers.entries import Cause, Named, key_of
from registers.models import Programme, Provider

Status = Programme.Status
LEVELS = ("none", "CC", "CAP", "BTP", "BTS")
# How high an entry level stands, so that a trainee's can be compared with the programme's.
ENTRY_ORDER = {"none": 0, "primary": 1, "9_base": 2, "CAP": 3, "2_secondary": 3, "BTP": 4, "bac": 4, "licence": 5, "master": 6}


def enter(*, provider: Named, facts: Mapping[str, Any], cause: Cause, status: str = Status.ANNOUNCED, line: int = 1) -> Programme:
    """A new programme of a provider; `line` tells apart several programmes of one case. A `title` alone stands for both."""
    of = Provider.of(provider)
    title = facts.get("title", "")
    told = {"title_ar": title, "title_fr": title, "price_date": cause.on, **facts}
    told["sites"] = [str(key_of(s)) for s in facts.get("sites") or ()]
    told.setdefault("target_level", facts.get("level", ""))
    return Programme.entered_once(
        cause=cause, origin=f"programme:{line}", number=numbers.programme_number, facts=told, provider=of, status=status
    )


def declare(*, provider: Named, facts: Mapping[str, Any], cause: Cause) -> Programme:
    """A programme without homologation: the announced one of the same title, or a new one."""
    return _enter_or_take(provider, facts, cause, Status.DECLARED)


def homologate(*, provider: Named, facts: Mapping[str, Any], cause: Cause, competence: bool = False) -> Programme:
    """A programme that was homologated, or authorised for a certificate of competence."""
    return _enter_or_take(provider, facts, cause, Status.CC_AUTHORISED if competence else Status.HOMOLOGATED)


def _enter_or_take(provider: Named, facts: Mapping[str, Any], cause: Cause, status: str) -> Programme:
    known = Programme.of(facts["programme"]) if facts.get("programme") else _same_title(provider, facts)
    if known is None:
        return enter(provider=provider, facts=facts, cause=cause, status=status)
    told = {k: v for k, v in facts.items() if k not in ("provider", "status")}
    if "sites" in told:
        told["sites"] = [str(key_of(s)) for s in told["sites"] or ()]
    return known.moved(status, cause=cause, **told)


def _same_title(provider: Named, facts: Mapping[str, Any]) -> Programme | None:
    known = of_provider(provider).filter(target_level__in=["", facts.get("target_level") or ""])
    for column in ("title_ar", "title_fr"):
        if (title := facts.get(column)) and (found := known.filter(**{column: title}).first()):
            return found
    return None


def amend(*, programme: Named, facts: Mapping[str, Any], cause: Cause) -> Programme:
    """A new version; a new price is dated."""
    now = Programme.of(programme)
    told = {k: v for k, v in facts.items() if k not in ("status", "provider")}
    if now.differing(**{k: v for k, v in Programme.taken(told).items() if k == "price_tnd"}):
        told.setdefault("price_date", cause.on)
    return now.changed(cause=cause, facts=told)


def approve_text(*, programme: Named, text: str, cause: Cause) -> Programme:
    """The advertising text that may be shown, with the day on which it was seen."""
    return Programme.of(programme).changed(cause=cause, advert_text=text, advert_approved_on=cause.on)


def join(*, programme: Named, agreement: Named, cause: Cause) -> Programme:
    """Makes it a joint programme under an agreement."""
    return Programme.of(programme).changed(cause=cause, agreement=key_of(agreement))


def suspend(*, programme: Named, cause: Cause) -> Programme:
    return Programme.of(programme).moved(Status.SUSPENDED, cause=cause)


def resume(*, programme: Named, to: str, cause: Cause) -> Programme:
    """Out of suspension; `to` says as what: declared, homologated or cc_authorised."""
    return Programme.of(programme).moved(to, cause=cause)


def end(*, programme: Named, cause: Cause) -> Programme:
    return Programme.of(programme).moved(Status.ENDED, cause=cause)


# What conditions ask.


def get(programme: Named) -> Programme:
    return Programme.of(programme)


def of_provider(provider: Named) -> QuerySet[Programme]:
    """The programmes of a provider that have not ended."""
    return Programme.objects.current().filter(provider=key_of(provider)).exclude(status=Status.ENDED).order_by("number")


def admits(programme: Named, *, entry_level: str) -> bool:
    """Whether who has this level may enter; a level that nobody knows admits nowhere but where none is asked."""
    asked = Programme.of(programme).entry_level or "none"
    return ENTRY_ORDER.get(entry_level or "none", 0) >= ENTRY_ORDER.get(asked, 0)
