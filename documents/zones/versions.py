"""Versions of the texts of zones and clauses: written and proposed by one person, put in force from a day on by another."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.standing import standing_of
from documents import policies
from documents.models import Wording
from documents.wording.parts import ZoneText
from documents.zones.catalogue import CLAUSE, Zone, zone_of, zones_taken
from documents.zones.syntax import Unreadable, clauses_of, cleaned, parse, with_clauses
from documents.zones.variants import Facts
from registers import reasons
from workflow.attempts import attempt
from workflow.ledger import record
from workflow.refusals import DutiesConflict, NotEntitled, Refused

Status = Wording.Status


class WordingRefused(Refused):
    """A text that no letter could print; `errors` has a sentence for each language concerned."""

    code = "wording_unreadable"
    status = 422
    sentence = _("The text cannot be printed as it is written.")

    def __init__(self, errors: Mapping[str, str]) -> None:
        self.errors = dict(errors)
        super().__init__(next(iter(self.errors.values()), None), fields=sorted(self.errors))


# What letters print ------------------------------------------------------------------------------------------------


def in_force(*, prefix: str, on: date) -> dict[str, Wording]:
    """By code, the version that holds on a day, the returns to the built-in text among them."""
    rows = Wording.objects.filter(code__startswith=prefix, status=Status.IN_FORCE, valid_from__lte=on)
    return {row.code: row for row in rows.order_by("valid_from")}


def worded(letter: str, *, on: date, facts: Facts) -> dict[str, list[ZoneText]]:
    """What a letter with these facts freezes of the versions in force: nothing when every text it takes is the built-in one."""
    codes = {zone.code for zone in zones_taken(letter, facts)}
    return frozen(row for code, row in in_force(prefix=f"{letter}.", on=on).items() if code in codes)


def frozen(rows: Any) -> dict[str, list[ZoneText]]:
    found: list[ZoneText] = [
        {"zone": row.code.partition(".")[2], "version": row.pk, "text": row.printed} for row in rows if not row.is_builtin
    ]
    return {"wording": sorted(found, key=lambda one: one["zone"])} if found else {}


# Reading what was typed --------------------------------------------------------------------------------------------


def resolved(zone: Zone, texts: Mapping[str, str], *, on: date) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """The texts with their clauses as they hold on that day, and the versions of these.

    Raises:
        WordingRefused: a text is missing, unreadable, or names a clause that nobody put in force.
    """
    clauses = in_force(prefix=f"{CLAUSE}.", on=on)
    used: dict[str, int] = {}
    printed: dict[str, str] = {}
    errors: dict[str, str] = {}
    for language in zone.languages:
        text = cleaned(texts.get(language, ""))
        named = [] if zone.is_clause else clauses_of(text)
        held = {name: row for name in named if (row := clauses.get(f"{CLAUSE}.{name}")) and language in row.printed}
        if unknown := [name for name in named if name not in held]:
            errors[language] = str(_("No clause “%(name)s” is in force on that day in this language.")) % {"name": unknown[0]}
            continue
        bodies = {name: row.printed[language] for name, row in held.items()}
        used |= {name: row.pk for name, row in held.items()}
        try:
            printed[language] = with_clauses(text, bodies) if named else text
            parse(printed[language], zone.variables)
        except Unreadable as refusal:
            errors[language] = refusal.sentence
    written = [language for language, text in printed.items() if text]
    # Every language says it, or none: and none only where nothing is built in.
    for language in zone.languages:
        if language in printed and not printed[language] and (written or zone.is_clause or zone.builtin(language)):
            errors[language] = str(_("Write the text in this language too."))
    if errors:
        raise WordingRefused(errors)
    return printed, [{"name": name, "version": version} for name, version in sorted(used.items())]


# Acts --------------------------------------------------------------------------------------------------------------


def draft_of(code: str, user: User) -> Wording | None:
    """What the person is writing for this zone and has not proposed."""
    return Wording.objects.filter(code=code, proposed_by=user, status=Status.DRAFT).first()


@attempt("wording.write", on="code")
def write(*, code: str, texts: Mapping[str, str], valid_from: date, reason: str, by: User) -> Wording:
    """Keeps a draft, which only its author sees; a later one takes its place.

    Raises:
        Refused: it cannot be printed, the past cannot change, or why is missing.
    """
    if not policies.can_write_wordings(standing_of(by)):
        raise NotEntitled
    zone = zone_of(code)
    _check_day(valid_from)
    if reasons.is_too_short(reason):
        raise Refused(_("Say why the text changes, in at least ten characters."))
    resolved(zone, texts, on=valid_from)
    typed = {language: cleaned(texts.get(language, "")) for language in zone.languages}
    row, _is_new = Wording.objects.update_or_create(
        code=code,
        proposed_by=by,
        status=Status.DRAFT,
        defaults={"texts": typed, "valid_from": valid_from, "reason": reason.strip()[:300]},
    )
    _tell(row, "wording.written", by)
    return row


@attempt("wording.propose", on="wording")
def propose(*, wording: Wording, by: User) -> Wording:
    """Shows a draft to those who may put it in force; it no longer changes."""
    row = _locked(wording, by, Status.DRAFT)
    _check_day(row.valid_from)
    resolved(zone_of(row.code), row.texts, on=row.valid_from)
    row.status = Status.PROPOSED
    row.save(update_fields=["status", "written_at"])
    _tell(row, "wording.proposed", by)
    return row


@attempt("wording.take_back", on="wording")
def take_back(*, wording: Wording, by: User) -> Wording:
    """Its author writes on, as long as nobody has decided."""
    row = _locked(wording, by, Status.PROPOSED)
    if draft_of(row.code, by):
        raise Refused(_("You are already writing another text for the same place."))
    row.status = Status.DRAFT
    row.save(update_fields=["status", "written_at"])
    _tell(row, "wording.taken_back", by)
    return row


@attempt("wording.decide", on="wording")
def decide(*, wording: Wording, accept: bool, by: User) -> Wording:
    """Puts a proposed version in force from its day on, its clauses written into it; or rejects it. Never one's own."""
    row = Wording.objects.select_for_update().get(pk=wording.pk)
    if row.proposed_by_id == by.pk:
        raise DutiesConflict("SD-16", _("A second person must decide on a text that you proposed."))
    if not policies.can_decide_wordings(standing_of(by)):
        raise NotEntitled
    if row.status != Status.PROPOSED:
        raise Refused(_("This proposal has already been decided."))
    if accept:
        _check_day(row.valid_from)
        if Wording.objects.filter(code=row.code, valid_from=row.valid_from, status=Status.IN_FORCE).exists():
            raise Refused(_("Another text is already in force from this day."))
        zone = zone_of(row.code)
        row.printed, row.clauses = resolved(zone, row.texts, on=row.valid_from)
        row.is_builtin = not zone.is_clause and row.printed == zone.builtins
    row.status = Status.IN_FORCE if accept else Status.REJECTED
    row.decided_by, row.decided_at = by, timezone.now()
    row.save(update_fields=["status", "printed", "clauses", "is_builtin", "decided_by", "decided_at", "written_at"])
    _tell(row, "wording.in_force" if accept else "wording.rejected", by)
    return row


def readable_by(user: User) -> "QuerySet[Wording]":
    """Every version but what others are still writing."""
    return Wording.objects.filter(~Q(status=Status.DRAFT) | Q(proposed_by=user))


def _locked(wording: Wording, by: User, status: str) -> Wording:
    row = Wording.objects.select_for_update().get(pk=wording.pk)
    if row.proposed_by_id != by.pk or not policies.can_write_wordings(standing_of(by)):
        raise NotEntitled
    if row.status != status:
        raise Refused(_("This text has changed hands meanwhile. Open it again."))
    return row


def _check_day(valid_from: date) -> None:
    if valid_from < timezone.localdate():
        raise Refused(_("A text changes from today on at the earliest."))


def _tell(row: Wording, kind: str, by: User) -> None:
    payload = {
        "id": row.pk, "code": row.code, "texts": row.printed or row.texts, "clauses": row.clauses,
        "valid_from": row.valid_from.isoformat(), "reason": row.reason,
    }  # fmt: skip
    record.append(stream=f"wording:{row.code}"[:60], kind=kind, by=by, payload=payload)
