"""The zones of each letter and the variables that their texts may name; the frame of a letter is nobody's to edit."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from documents.laws import Language
from documents.rendering.assets import ROOT
from documents.wording import LETTERS, TITLES, Text, languages_of
from documents.zones.kinds import ADDRESS, CODE, COUNT, DATE, GENDER, LAW, MOMENT, NAME, PERIOD, TEXT, TIME, Kind
from documents.zones.syntax import LONGEST as LONGEST

REMARKS = "remarks"  # the zone that every letter has, empty as it is built in
CLAUSE = "clause"
TITLES_OF_ZONES: dict[str, Any] = {
    "introduction": _("Introduction"),
    "next_steps": _("What happens next"),
    "consequence": _("What is asked, and what happens without an answer"),
    "answer": _("How and until when to answer"),
    "practical": _("Practical information"),
    "referral": _("Referral to another service"),
    "rules": _("Rules of the session"),
    "absence": _("Those who cannot come"),
    REMARKS: _("Added text, after the body of the letter"),
}

# What every letter knows, and what clauses may therefore name.
COMMON: dict[str, Kind] = {
    "date": DATE,
    "addressee.name": TEXT,
    "addressee.civility": GENDER,
    "letterhead.directorate": NAME,
    "letterhead.contact": TEXT,
    "case.procedure": NAME,
    "case.url": ADDRESS,
}
_FILED: dict[str, Kind] = {"case.deposit": CODE, "case.submitted_on": DATE}
_REGISTERED: dict[str, Kind] = {**_FILED, "case.number": CODE, "case.registered_on": DATE}
_DIPLOMA: dict[str, Kind] = {
    "diploma.title": TEXT, "diploma.awarding_body": TEXT, "diploma.country": NAME, "diploma.awarded_on": DATE,
}  # fmt: skip
_HOLDER: dict[str, Kind] = {"holder.name": TEXT, "holder.civility": GENDER, "holder.born_on": DATE}
_SESSION: dict[str, Kind] = {
    "session.committee": NAME, "session.number": CODE, "session.date": DATE, "session.time": TIME, "session.place": TEXT,
    "quorum": COUNT,
}  # fmt: skip
_VISIT: dict[str, Kind] = {"structure": TEXT, "place": TEXT, "visit_on": DATE, "time": TIME}
# Letter → its zones beside the remarks, and its variables beside the common ones.
_DECLARED: dict[str, tuple[tuple[str, ...], dict[str, Kind]]] = {
    "ACK": (("introduction",), {**_FILED, "submitted_at": MOMENT}),
    "RET": (("introduction", "consequence"), {**_FILED, "answer": PERIOD}),
    "REC": (("introduction",), _REGISTERED),
    "CPL": (("introduction", "consequence"), {**_REGISTERED, "answer": PERIOD, "law": LAW}),
    "INA": ((), {**_FILED, "object": TEXT}),
    "LAP": (("consequence",), {**_FILED, "asked_on": DATE, "limit": PERIOD}),
    "AWB": (("introduction", "answer"), {**_REGISTERED, **_HOLDER, **_DIPLOMA, "answer": PERIOD, "reply_to": CODE}),
    "ADV": (("answer",), {**_REGISTERED, "object": TEXT, "answer": PERIOD, "law": LAW}),
    "TST": (
        ("introduction", "practical"),
        {**_REGISTERED, **_HOLDER, **_DIPLOMA, "test_on": DATE, "time": TIME, "place": TEXT},
    ),
    "OPR": (
        ("introduction", "answer"),
        {**_REGISTERED, "object": TEXT, "applicant": TEXT, "answer": PERIOD, "law": LAW},
    ),
    "REF": ((), {**_REGISTERED, "object": TEXT}),
    "FRA": (("referral",), {**_REGISTERED, **_DIPLOMA, "object": TEXT, "heard_on": DATE}),
    "EQD": ((), {**_REGISTERED, **_HOLDER, **_DIPLOMA, "session_on": DATE, "minutes": CODE}),
    "RAP": ((), {**_REGISTERED, **_HOLDER, **_DIPLOMA}),
    "CDCR": (("next_steps",), {**_REGISTERED, "structure": TEXT}),
    "CONF": (("practical",), {**_REGISTERED, "structure": TEXT, "site": TEXT, "address": TEXT, "capacity": COUNT}),
    "OBJ": ((), {**_REGISTERED, "object": TEXT}),
    "INT": ((), {**_REGISTERED, "structure": TEXT, "site": TEXT, "since": DATE, "until": DATE}),
    "RESU": ((), {**_REGISTERED, "structure": TEXT, "site": TEXT, "resumed_on": DATE}),
    "AUT": ((), {**_REGISTERED, "foreign": TEXT, "client": TEXT, "valid_until": DATE}),
    "CLO": ((), {**_REGISTERED, "structure": TEXT, "closed_on": DATE}),
    "PRGR": ((), {**_REGISTERED, "structure": TEXT, "programme_number": CODE}),
    "ELI": ((), {**_REGISTERED, **_HOLDER}),
    "DIPV": ((), {**_REGISTERED, **_HOLDER, "jury_on": DATE}),
    "VPART": ((), {**_REGISTERED, **_HOLDER, "jury_on": DATE, "until": DATE}),
    "CCA": ((), {**_REGISTERED, "structure": TEXT, "speciality": TEXT, "starts_on": DATE, "ends_on": DATE}),
    "TRC": (("practical",), {**_REGISTERED, **_HOLDER, "trainer_number": CODE}),
    "MO": (("practical",), {**_REGISTERED, **_VISIT}),
    "CONVV": (("practical",), {**_REGISTERED, **_VISIT}),
    "RES": (("next_steps",), {**_REGISTERED, "structure": TEXT, "visit_on": DATE, "answer": PERIOD}),
    "PROPO": (("next_steps",), {**_REGISTERED, "answer": PERIOD}),
    "PLC": ((), {**_REGISTERED, "level": CODE, "starts_on": DATE, "ends_on": DATE}),
    "AGREC": (("practical",), {**_REGISTERED, "structure": TEXT, "partner": TEXT, "ends_on": DATE}),
    "EVG": ((), {**_REGISTERED, "structure": TEXT, "project": TEXT}),
    "AGR": ((), {**_REGISTERED, "structure": TEXT, "project": TEXT, "starts_on": DATE, "ends_on": DATE}),
    "PAYO": ((), {**_REGISTERED, "structure": TEXT, "project": TEXT, "paid_on": DATE}),
    "VR": ((), {**_REGISTERED, "structure": TEXT, "held_on": DATE}),
    "CAP": (("next_steps",), {**_REGISTERED, "structure": TEXT}),
    "CAPC": ((), {**_REGISTERED, "structure": TEXT}),
    "GRI": (("practical",), {**_REGISTERED, "structure": TEXT, "answer": PERIOD}),
    "CONVH": (("practical",), {**_REGISTERED, "structure": TEXT, "hearing_on": DATE, "time": TIME, "place": TEXT}),
    "SAN": ((), {**_REGISTERED, "structure": TEXT, "heard_on": DATE}),
    "APR": ((), {**_REGISTERED, "contested": CODE, "silence_on": DATE, "court_until": DATE}),
    "APD": ((), {**_REGISTERED, "contested": CODE}),
    "IREJ": ((), {**_REGISTERED, "contested": CODE, "silence_on": DATE, "court_until": DATE}),
    "PREC": ((), {**_REGISTERED, "structure": TEXT, "place": TEXT, "hearing_on": DATE}),
    "DISM": ((), {**_REGISTERED, "structure": TEXT}),
    "CEASE": (("consequence",), {**_REGISTERED, "suspect": TEXT, "answer": PERIOD}),
    "PROSEC": ((), {**_REGISTERED, "suspect": TEXT}),
    "JMIN": (("next_steps",), {**_REGISTERED, "structure": TEXT, "claims": PERIOD}),
    "CONVE": (("practical",), {**_REGISTERED, "structure": TEXT, "site": TEXT}),
    "CAMP": (("consequence",), {**_REGISTERED, "structure": TEXT, "opened_on": DATE, "due_on": DATE}),
    "NOTICE": ((), {**_REGISTERED, "structure": TEXT, "answer": PERIOD}),
    "VALR": ((), {**_REGISTERED, "structure": TEXT, "filed_on": DATE}),
    "AGD": (("rules", "absence"), _SESSION),
    "MIN": ((), _SESSION),
}


@dataclass(frozen=True)
class Zone:
    """A place in a letter, or a clause that letters refer to: `code` is what versions of its text are kept under."""

    code: str
    letter: str  # "" for a clause
    name: str
    title: Any
    languages: tuple[Language, ...]
    variables: Mapping[str, Kind]

    @property
    def is_clause(self) -> bool:
        return not self.letter

    def builtin(self, language: Language) -> str:
        """The text of this release; "" for remarks and clauses, which staff alone write."""
        return "" if self.is_clause else _builtin(self.letter, self.name, language)

    @property
    def builtins(self) -> Text:
        return {language: self.builtin(language) for language in self.languages}  # type: ignore[return-value]


def zones_of(letter: str) -> list[Zone]:
    """Every letter has the zone of remarks; a letter that declares nothing has that one alone."""
    names, variables = _DECLARED.get(letter, ((), {}))
    known = {**COMMON, **variables}
    return [
        Zone(f"{letter}.{name}", letter, name, TITLES_OF_ZONES[name], languages_of(letter), known) for name in (*names, REMARKS)
    ]


def clause(name: str) -> Zone:
    return Zone(f"{CLAUSE}.{name}", "", name, name, ("ar", "fr"), COMMON)


def zone_of(code: str) -> Zone:
    """The zone or clause that versions are kept under. Raises KeyError when nothing declares it."""
    head, _dot, name = code.partition(".")
    if head == CLAUSE:
        return clause(name)
    found = {zone.name: zone for zone in zones_of(head)} if head in LETTERS else {}
    return found[name]


def letter_title(letter: str) -> Text:
    return TITLES[letter]


@cache
def _builtin(letter: str, name: str, language: Language) -> str:
    path = ROOT / "templates" / "documents" / language / "zones" / f"{letter.lower()}.{name}.txt"
    return path.read_text(encoding="utf-8").strip() if name != REMARKS else ""
