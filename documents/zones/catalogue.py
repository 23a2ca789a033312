"""The zones of each letter and the variables that their texts may name; the frame of a letter is nobody's to edit."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from documents.laws import Language
from documents.rendering.assets import ROOT
from documents.wording import LETTERS, TITLES, Text, languages_of
from documents.zones.kinds import (
    ADDRESS,
    CODE,
    COUNT,
    DATE,
    GENDER,
    HOURS,
    LAW,
    MOMENT,
    MONTHS,
    NAME,
    PAPER,
    PERIOD,
    RANK,
    TEXT,
    TIME,
    Kind,
    citing,
)  # fmt: skip
from documents.zones.syntax import LONGEST as LONGEST
from documents.zones.titles import REMARKS as REMARKS
from documents.zones.titles import TITLES_OF_ZONES
from documents.zones.variants import Facts, Variant
from documents.zones.varied import VARIED

CLAUSE = "clause"

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
_LEVEL: dict[str, Kind] = {"level.title": TEXT, "level.rank": RANK}
_PAPERS: dict[str, Kind] = {"holder.born_at": TEXT, "holder.identity": PAPER, "holder.identity_number": CODE}
_PLACE: dict[str, Kind] = {"place.session": CODE, "place.training": TEXT}
_HOLDER: dict[str, Kind] = {"holder.name": TEXT, "holder.civility": GENDER, "holder.born_on": DATE}
_SESSION: dict[str, Kind] = {
    "session.committee": NAME, "session.number": CODE, "session.date": DATE, "session.time": TIME, "session.place": TEXT,
    "quorum": COUNT,
}  # fmt: skip
_VISIT: dict[str, Kind] = {"structure": TEXT, "place": TEXT, "visit_on": DATE, "time": TIME}
# Letter → its zones beside the remarks, and its variables beside the common ones.
_DECLARED: dict[str, tuple[tuple[str, ...], dict[str, Kind]]] = {
    "ACK": (("introduction", "check", "value"), {**_FILED, "submitted_at": MOMENT}),
    "RET": (("introduction", "consequence"), {**_FILED, "answer": PERIOD}),
    "REC": (("introduction", "limit"), _REGISTERED),
    "CPL": (("introduction", "consequence"), {**_REGISTERED, "answer": PERIOD, "law": LAW}),
    "INA": (("opening", "competent"), {**_FILED, "object": TEXT}),
    "LAP": (("opening", "consequence"), {**_FILED, "asked_on": DATE, "limit": PERIOD}),
    "AWB": (("introduction", "answer"), {**_REGISTERED, **_HOLDER, **_DIPLOMA, "answer": PERIOD, "reply_to": CODE}),
    "ADV": (("opening", "answer"), {**_REGISTERED, "object": TEXT, "answer": PERIOD, "law": LAW}),
    "TST": (
        ("introduction", "practical"),
        {**_REGISTERED, **_HOLDER, **_DIPLOMA, "test_on": DATE, "time": TIME, "place": TEXT},
    ),
    "OPR": (
        ("introduction", "answer"),
        {**_REGISTERED, "object": TEXT, "applicant": TEXT, "answer": PERIOD, "law": LAW},
    ),
    "REF": (("opening", "ranking", "again"), {**_REGISTERED, "object": TEXT}),
    "FRA": (("heard", "referral"), {**_REGISTERED, **_DIPLOMA, "object": TEXT, "heard_on": DATE}),
    "EQD": (
        ("award", "scope", "entered", "notified"),
        {
            **_REGISTERED,
            **_HOLDER,
            **_DIPLOMA,
            "session_on": DATE,
            "minutes": CODE,
            **_PAPERS,
            **_LEVEL,
            "level.code": CODE,
            "diploma.duration_months": MONTHS,
            "diploma.hours": HOURS,
        },
    ),
    "RAP": ((), {**_REGISTERED, **_HOLDER, **_DIPLOMA}),
    "CDCR": (("opening", "next_steps"), {**_REGISTERED, "structure": TEXT, **citing("L2008-10", "CDC")}),
    "CONF": (("opening", "practical"), {**_REGISTERED, "structure": TEXT, "site": TEXT, "address": TEXT, "capacity": COUNT}),
    "OBJ": ((), {**_REGISTERED, "object": TEXT}),
    "INT": (("decision", "protected"), {**_REGISTERED, "structure": TEXT, "site": TEXT, "since": DATE, "until": DATE}),
    "RESU": (("decision",), {**_REGISTERED, "structure": TEXT, "site": TEXT, "resumed_on": DATE, "since": DATE}),
    "AUT": ((), {**_REGISTERED, "foreign": TEXT, "client": TEXT, "valid_until": DATE}),
    "CLOT": ((), {**_REGISTERED, "structure": TEXT, "training": TEXT, "closing_on": DATE}),
    "CLO": (("decision",), {**_REGISTERED, "structure": TEXT, "closed_on": DATE}),
    "PRGR": ((), {**_REGISTERED, "structure": TEXT, "programme_number": CODE}),
    "ELI": (("decision", "file"), {**_REGISTERED, **_HOLDER, "diploma_title": TEXT, **_LEVEL}),
    "DIPV": ((), {**_REGISTERED, **_HOLDER, "jury_on": DATE}),
    "VPART": ((), {**_REGISTERED, **_HOLDER, "jury_on": DATE, "until": DATE}),
    "CCA": ((), {**_REGISTERED, "structure": TEXT, "speciality": TEXT, "starts_on": DATE, "ends_on": DATE}),
    "TRC": (("opening", "condition", "practical"), {**_REGISTERED, **_HOLDER, "trainer_number": CODE, **_PAPERS}),
    "MO": (("practical",), {**_REGISTERED, **_VISIT}),
    "CONVV": (("practical",), {**_REGISTERED, **_VISIT}),
    "RES": (("next_steps",), {**_REGISTERED, "structure": TEXT, "visit_on": DATE, "answer": PERIOD}),
    "PROPO": (("next_steps",), {**_REGISTERED, "answer": PERIOD}),
    "CONVI": ((), {**_REGISTERED, "interview_on": DATE, "time": TIME, "place": TEXT}),
    "PLC": ((), {**_REGISTERED, "level": CODE, "starts_on": DATE, "ends_on": DATE}),
    "AGREC": (("opening", "practical"), {**_REGISTERED, "structure": TEXT, "partner": TEXT, "ends_on": DATE, **citing("CDC")}),
    "EVG": ((), {**_REGISTERED, "structure": TEXT, "project": TEXT}),
    "AGR": ((), {**_REGISTERED, "structure": TEXT, "project": TEXT, "starts_on": DATE, "ends_on": DATE}),
    "PAYO": ((), {**_REGISTERED, "structure": TEXT, "project": TEXT, "paid_on": DATE}),
    "VR": ((), {**_REGISTERED, "structure": TEXT, "held_on": DATE}),
    "CAP": (("next_steps",), {**_REGISTERED, "structure": TEXT}),
    "CAPC": (("visited",), {**_REGISTERED, "structure": TEXT}),
    "GRI": (("opening", "practical"), {**_REGISTERED, "structure": TEXT, "answer": PERIOD, "origin": CODE}),
    "CONVH": (("opening", "practical"), {**_REGISTERED, "structure": TEXT, "hearing_on": DATE, "time": TIME, "place": TEXT}),
    "SAN": (("measure", "effect"), {**_REGISTERED, "structure": TEXT, "heard_on": DATE, "measure": TEXT}),
    "APR": (
        ("opening",),
        {**_REGISTERED, "contested": CODE, "silence_on": DATE, "court_until": DATE, "asks": TEXT, "filed_on": DATE},
    ),
    "APD": (("decision",), {**_REGISTERED, "contested": CODE}),
    "IREJ": (
        ("opening",),
        {**_REGISTERED, "contested": CODE, "silence_on": DATE, "court_until": DATE, "filed_on": DATE, **citing("L72-40")},
    ),
    "PREC": ((), {**_REGISTERED, "structure": TEXT, "place": TEXT, "hearing_on": DATE}),
    "DISM": (("opening",), {**_REGISTERED, "structure": TEXT, "origin": CODE}),
    "CEASE": (("consequence", "repeated"), {**_REGISTERED, "suspect": TEXT, "answer": PERIOD}),
    "PROSEC": ((), {**_REGISTERED, "suspect": TEXT}),
    "JMIN": (
        ("opening", "next_steps"),
        {**_REGISTERED, "structure": TEXT, "claims": PERIOD, "examination": CODE, "met_on": DATE, **_PLACE},
    ),
    "CONVE": (("opening", "practical"), {**_REGISTERED, "structure": TEXT, "site": TEXT, "address": TEXT, **_PLACE}),
    "CAMP": (("consequence",), {**_REGISTERED, "structure": TEXT, "opened_on": DATE, "due_on": DATE}),
    "NOTICE": ((), {**_REGISTERED, "structure": TEXT, "answer": PERIOD}),
    "VALR": (
        ("opening", "differences"),
        {**_REGISTERED, "structure": TEXT, "filed_on": DATE, "report": CODE, "period": TEXT, **citing("CDC")},
    ),
    "AGD": (("rules", "absence"), _SESSION),
    "AUTH": (("decision",), _REGISTERED),
    "CANS": (("decision",), _REGISTERED),
    "CLA": (("basis",), _REGISTERED),
    "DUP": (("effect",), {**_REGISTERED, "line.number": CODE}),
    "HOM": (
        ("decision", "conditions", "joint"),
        {
            **_REGISTERED,
            "structure": TEXT,
            "site": TEXT,
            "address": TEXT,
            "speciality": TEXT,
            "level": TEXT,
            "starts_on": DATE,
            "ends_on": DATE,
        },
    ),
    "LISTV": (("opening", "late"), {**_REGISTERED, "structure": TEXT, **_PLACE, "starts_on": DATE, "ends_on": DATE}),
    "MODR": (("opening",), {**_REGISTERED, "structure": TEXT}),
    "NAUT": (("decision", "heard"), _REGISTERED),
    "REM": (("opening", "due"), _REGISTERED),
    "SESR": (("opening",), {**_REGISTERED, "structure": TEXT, **_PLACE, **citing("CDC")}),
    "VER": (("opening",), _REGISTERED),
    "WARN": (("opening", "advice"), {**_REGISTERED, "structure": TEXT}),
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
    variant: Variant | None = None  # one of several texts of the same place

    @property
    def place(self) -> str:
        """Where it stands in the letter, which its variants share."""
        return self.name.partition(".")[0]

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
    return list(_zones(letter))


@cache
def _zones(letter: str) -> tuple[Zone, ...]:
    names, variables = _DECLARED.get(letter, ((), {}))
    known = {**COMMON, **variables}
    return tuple(zone for name in (*names, REMARKS) for zone in _at(letter, name, known))


def _at(letter: str, name: str, known: Mapping[str, Kind]) -> list[Zone]:
    titled = TITLES_OF_ZONES[name]
    variants = VARIED.get(letter, {}).get(name)
    if variants is None:
        return [Zone(f"{letter}.{name}", letter, name, titled, languages_of(letter), known)]
    return [
        Zone(f"{letter}.{name}.{v.name}", letter, f"{name}.{v.name}", titled, languages_of(letter), {**known, **v.variables}, v)
        for v in variants
    ]


def taken(letter: str, place: str, facts: Facts) -> Zone | None:
    """The text that a letter with these facts prints at a place; None where no variant fits, so that nothing stands there."""
    return next((z for z in _zones(letter) if z.place == place and (z.variant is None or z.variant.holds(facts))), None)


def zones_taken(letter: str, facts: Facts) -> list[Zone]:
    """Of every place of a letter, the text that it prints with these facts."""
    found = (taken(letter, place, facts) for place in dict.fromkeys(zone.place for zone in _zones(letter)))
    return [zone for zone in found if zone is not None]


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
