"""The places of letters whose sentence depends on the case, each with its variants in the order in which they are tried.

Visas, the formula that enacts, the headings of articles and the notice of remedies are no places: they stay with the release.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from documents.zones.kinds import CODE, COUNT, DATE, MONTHS, NAME, PERIOD, SEVERAL, TEXT, Kind, citing
from documents.zones.variants import GIVEN, MISSING, Variant

Places = Mapping[str, tuple[Variant, ...]]
_ELSE = _("In every other case")
_TACIT = _("When the administration kept silent until the end of its time limit")
_EXPRESS = _("When the administration decided")
_NUMBERED = _("When the case has its number")
_DEPOSITED = _("When it has only the reference of its deposit")
_ANSWERED = _("When the person answered the grievances")
_SILENT = _("When no answer came in time")
_DATED = _("When the date of the contested decision is known")
_UNDATED = _("When its date is not known")
_ABOUT_STRUCTURE = _("When it is about a structure")
_ABOUT_FORGERY = _("When it is about forged documents")


def _one(
    name: str, when: Any, fits: Mapping[str, bool | str], variables: Mapping[str, Kind] | None = None
) -> tuple[Variant, ...]:
    """A sentence that stands in the letter in some cases only."""
    return (Variant(name, when, fits, variables or {}),)


def _two(
    first: tuple[str, Any], second: tuple[str, Any], by: str, variables: Mapping[str, Kind] | None = None
) -> tuple[Variant, ...]:
    """Two texts, told apart by one fact; the variables are those of the case in which it is given."""
    return (Variant(*first, {by: GIVEN}, variables or {}), Variant(*second, {by: MISSING}))


_TACIT_OR_NOT = _two(("tacit", _TACIT), ("express", _EXPRESS), "tacit")
_ANSWER = {"answer": MISSING}
_HEARD = (Variant("answered", _ANSWERED, {"answer": GIVEN}), Variant("silent", _SILENT, _ANSWER))
_CONTESTED = _two(("dated", _DATED), ("undated", _UNDATED), "contested_on", {"contested_on": DATE})
_OPINION: dict[str, Kind] = {"minutes": CODE, "session_on": DATE, "committee": NAME}
_SITES: dict[str, Kind] = {"sites": SEVERAL}
_DIPLOMA: dict[str, Kind] = {
    "diploma.title": TEXT,
    "diploma.awarding_body": TEXT,
    "diploma.country": NAME,
    "diploma.awarded_on": DATE,
}
_RANKING: dict[str, Kind] = {"ranking.rank": COUNT, "ranking.ranked": COUNT, "ranking.mean": CODE}
_LIMIT: dict[str, Kind] = {"legal_limit": PERIOD}
_LAST_DAY: dict[str, Kind] = {"legal_limit.due_on": DATE}
_FOR_MONTHS: dict[str, Kind] = {"months": MONTHS}

VARIED: Mapping[str, Places] = {
    # Refusals
    "REF": {
        "opening": _two(("after_opinion", _("After an opinion of a committee")), ("alone", _ELSE), "session_on", _OPINION),
        "ranking": _one("ranked", _("When a project was ranked"), {"ranking": GIVEN}, _RANKING),
        "again": (
            Variant("with_pieces", _("When a new request is possible, with the documents named below it"),
                    {"may_ask_again": GIVEN, "lifted_by": GIVEN}),
            Variant("alone", _("When a new request is possible, and no document is named"),
                    {"may_ask_again": GIVEN, "lifted_by": MISSING}),
        ),
    },
    "INA": {
        "opening": _two(("registered", _NUMBERED), ("deposited", _DEPOSITED), "case.number", {"case.number": CODE}),
        "competent": _one("named", _("When another authority can be named"), {"competent": GIVEN}, {"competent": TEXT}),
    },
    "LAP": {
        "opening": (
            Variant("by_letter", _("When a numbered letter asked, and the case has its number"),
                    {"asked_in": GIVEN, "case.number": GIVEN}, {"asked_in": CODE, "case.number": CODE}),
            Variant("by_letter_deposited", _("When a numbered letter asked, before the case had its number"),
                    {"asked_in": GIVEN, "case.number": MISSING}, {"asked_in": CODE}),
            Variant("registered", _NUMBERED, {"asked_in": MISSING, "case.number": GIVEN}, {"case.number": CODE}),
            Variant("deposited", _DEPOSITED, {"asked_in": MISSING, "case.number": MISSING}),
        ),
    },
    "FRA": {"heard": _HEARD},
    "ADV": {"opening": _two(("diploma", _("When the doubt is about a diploma")), ("facts", _ELSE), "diploma", _DIPLOMA)},
    "NAUT": {
        "decision": (
            Variant("not_authentic", _("When the document is not authentic"), {"outcome": "not_authentic"}),
            Variant("inconclusive", _("When nothing could be established"), {"outcome": "inconclusive"}),
        ),
        "heard": (
            Variant("answered", _ANSWERED, {"heard_on": GIVEN, "answer": GIVEN}, {"heard_on": DATE}),
            Variant("silent", _SILENT, {"heard_on": GIVEN, **_ANSWER}, {"heard_on": DATE}),
        ),
    },
    "CANS": {
        "decision": (
            Variant("upheld", _("When the complaint is well founded"), {"outcome": "upheld"}),
            Variant("resolved", _("When the complaint was settled"), {"outcome": "resolved"}),
            Variant("mediated", _("When mediation succeeded"), {"outcome": "mediated"}),
            Variant("unfounded", _("When the complaint is not well founded"), {"outcome": "unfounded"}),
            Variant("referred", _("When another authority is competent"), {"outcome": "referred"}, {"competent": TEXT}),
        ),
    },
    "DISM": {
        "opening": (
            Variant("notified_after_opinion", _("When grievances were notified and a committee was heard"),
                    {"notified_on": GIVEN, "session_on": GIVEN}, {"notified_on": DATE, **_OPINION}),
            Variant("notified", _("When grievances were notified, without a committee"),
                    {"notified_on": GIVEN, "session_on": MISSING}, {"notified_on": DATE}),
            Variant("after_opinion", _("After an opinion of a committee"),
                    {"notified_on": MISSING, "session_on": GIVEN}, _OPINION),
            Variant("alone", _ELSE, {"notified_on": MISSING, "session_on": MISSING}),
        ),
    },
    "APR": {"opening": _CONTESTED},
    "IREJ": {"opening": _CONTESTED},
    "APD": {
        "decision": (
            Variant("grant", _("When the appeal is granted"), {"outcome": "grant"}),
            Variant("partial", _("When the appeal is granted in part"), {"outcome": "partial"}),
            Variant("reject", _("When the appeal is rejected"), {"outcome": "reject"}),
        ),
    },
    # Decisions
    "EQD": {
        "notified": _two(
            ("with_region", _("When a regional directorate is told too")), ("alone", _ELSE),
            "regional_directorate", {"regional_directorate": NAME},
        ),
    },
    "CLA": {
        "basis": (
            Variant("table", _("When the table of correspondence decides"), {"rests_on": "table"}),
            Variant("opinion", _("When the committee gave its opinion"), {"rests_on": "opinion"}),
        ),
    },
    "ELI": {
        "decision": _two(
            ("eligible", _("When the candidate may have the experience validated")),
            ("refused", _("When the request is refused")), "eligible", {"years": CODE},
        ),
        "file": _one("eligible", _("When the candidate may have the experience validated"), {"eligible": GIVEN}, {"until": DATE}),
    },
    "HOM": {
        "decision": (
            Variant("first", _("When it is a first homologation"), {"renewal": MISSING}),
            Variant("amendment", _("When a homologation is amended"), {"renewal": GIVEN, "renewal.what": "amendment"}),
            Variant("both", _("When a homologation is renewed and amended"), {"renewal": GIVEN, "renewal.what": "both"}),
            Variant("renewal", _("When a homologation is renewed"), {"renewal": GIVEN, "renewal.what": "renewal"}),
        ),
        "conditions": _one("given", _("When the homologation has conditions"), {"conditions": GIVEN}, {"conditions_days": COUNT}),
        "joint": _one("given", _("When another ministry signs too"), {"joint": GIVEN},
                      {"joint.ministry": TEXT, "joint.name": TEXT, "joint.function": TEXT}),
    },
    "CLO": {
        "decision": (
            Variant("office_whole", _("When the ministry closes the whole structure"), {"of_office": GIVEN, "whole": GIVEN}),
            Variant("office_sites", _("When the ministry closes some of its sites"), {"of_office": GIVEN, "whole": MISSING}),
            Variant("asked_whole", _("When the structure asked to close"), {"of_office": MISSING, "whole": GIVEN}),
            Variant("asked_sites", _("When the structure asked to close some of its sites"),
                    {"of_office": MISSING, "whole": MISSING}),
        ),
    },
    "INT": {
        "decision": (
            Variant("tacit_extended", _("When silence extends the interruption"), {"tacit": GIVEN, "extended": GIVEN}),
            Variant("tacit", _("When silence grants the interruption"), {"tacit": GIVEN, "extended": MISSING}),
            Variant("extended", _("When the interruption is extended"), {"tacit": MISSING, "extended": GIVEN}),
            Variant("granted", _("When the interruption is granted"), {"tacit": MISSING, "extended": MISSING}),
        ),
        "protected": _one("sessions", _("When sessions are under way"), {"sessions": GIVEN}),
    },
    "RESU": {
        "decision": _two(("visited", _("After a visit")), ("alone", _ELSE), "visit_on", {"visit_on": DATE, "grade": CODE}),
    },
    "AUTH": {
        "decision": (
            Variant("register", _("When the register tells it"), {"basis": "register"}),
            Variant("answered", _("When the structure confirmed it, on a known day"),
                    {"basis": "structure", "answered_on": GIVEN}, {"answered_on": DATE}),
            Variant("structure", _("When the structure confirmed it"), {"basis": "structure", "answered_on": MISSING}),
        ),
    },
    "DUP": {
        "effect": _two(
            ("duplicate", _("When it is a duplicate")), ("corrected", _("When the diploma is corrected")), "is_duplicate"
        ),
    },
    "SAN": {
        "measure": (
            Variant("months_sites", _("For a number of months, at named sites"),
                    {"months": GIVEN, "sites": GIVEN}, {**_FOR_MONTHS, **_SITES}),
            Variant("months", _("For a number of months"), {"months": GIVEN, "sites": MISSING}, _FOR_MONTHS),
            Variant("sites", _("At named sites"), {"months": MISSING, "sites": GIVEN}, _SITES),
            Variant("alone", _ELSE, {"months": MISSING, "sites": MISSING}),
        ),
        "effect": _two(("public", _("When it is entered on the public list")), ("alone", _ELSE), "is_public"),
    },
    # Receipts and what is granted by silence
    "CDCR": {"opening": _TACIT_OR_NOT},
    "MODR": {"opening": _TACIT_OR_NOT},
    "AGREC": {"opening": _TACIT_OR_NOT},
    "SESR": {"opening": _TACIT_OR_NOT},
    "LISTV": {"opening": _TACIT_OR_NOT, "late": _one("late", _("When the list was filed late"), {"late": GIVEN})},
    "CONF": {
        "opening": (
            Variant("tacit", _TACIT, {"tacit": GIVEN}),
            Variant("visited", _("After a visit"), {"tacit": MISSING}, {"visit_on": DATE, "grade": CODE}),
        ),
    },
    "VALR": {
        "opening": (
            Variant("late_automatic", _("When a late report was validated automatically"),
                    {"late": GIVEN, "automatic": GIVEN}, {"late": COUNT}),
            Variant("late", _("When a late report was validated by a person"),
                    {"late": GIVEN, "automatic": MISSING}, {"late": COUNT}),
            Variant("automatic", _("When the report was validated automatically"), {"late": MISSING, "automatic": GIVEN}),
            Variant("express", _("When the report was validated by a person"), {"late": MISSING, "automatic": MISSING}),
        ),
        "differences": _one("given", _("When figures differed"), {"differences": GIVEN}, {"differences": COUNT}),
    },
    "TRC": {
        "condition": _one("given", _("When the trainer is entered under a condition"), {"condition": GIVEN},
                          {"condition": TEXT, "condition_until": DATE}),
    },
    "ACK": {
        "check": (
            Variant("numbered_read", _("When the case has its number and a check of completeness follows"),
                    {"case.number": GIVEN, "completeness": GIVEN}, {"case.number": CODE, "completeness": PERIOD}),
            Variant("numbered", _NUMBERED, {"case.number": GIVEN, "completeness": MISSING}, {"case.number": CODE}),
            Variant("desk", _("When the front desk checks the application"),
                    {"case.number": MISSING, "completeness": GIVEN}, {"completeness": PERIOD}),
            Variant("register", _("When a register is consulted at once"), {"case.number": MISSING, "completeness": MISSING}),
        ),
        "value": _two(("numbered", _NUMBERED), ("deposited", _DEPOSITED), "case.number"),
    },
    "REC": {
        "limit": (
            Variant("suspended_dated", _("When a request for documents suspends the time limit, whose last day is known"),
                    {"legal_limit": GIVEN, "suspended_by_complements": GIVEN, "legal_limit.due_on": GIVEN},
                    {**_LIMIT, **_LAST_DAY}),
            Variant("suspended", _("When a request for documents suspends the time limit"),
                    {"legal_limit": GIVEN, "suspended_by_complements": GIVEN, "legal_limit.due_on": MISSING}, _LIMIT),
            Variant("dated", _("When nothing suspends the time limit, whose last day is known"),
                    {"legal_limit": GIVEN, "suspended_by_complements": MISSING, "legal_limit.due_on": GIVEN},
                    {**_LIMIT, **_LAST_DAY}),
            Variant("length", _("When nothing suspends the time limit"),
                    {"legal_limit": GIVEN, "suspended_by_complements": MISSING, "legal_limit.due_on": MISSING}, _LIMIT),
        ),
    },
    # Other letters
    "GRI": {"opening": _two(("sites", _("When sites are named")), ("alone", _ELSE), "sites", _SITES)},
    "CONVH": {
        "opening": _two(("notified", _("When grievances were notified")), ("alone", _ELSE), "notified_on", {"notified_on": DATE}),
    },
    "CEASE": {"repeated": _one("registered", _("When the register knows the structure"), {"registered": GIVEN})},
    "CAPC": {"visited": _one("visited", _("After a visit"), {"visited_on": GIVEN}, {"visited_on": DATE})},
    "VER": {
        "opening": _two(("reminder", _("When it is a reminder")), ("first", _ELSE),
                        "reminder", {"reminder": COUNT, "asked_on": DATE}),
    },
    "WARN": {
        "opening": (
            Variant("structure", _ABOUT_STRUCTURE, {"text": GIVEN}, {"place": TEXT, **citing("L2008-10", "CDC")}),
            Variant("forgery", _ABOUT_FORGERY, {"text": MISSING}, {"document": TEXT, "established_on": DATE}),
        ),
        "advice": _two(("structure", _ABOUT_STRUCTURE), ("forgery", _ABOUT_FORGERY), "text"),
    },
    "CONVE": {"opening": _two(("postponed", _("When other dates were told before")), ("first", _ELSE), "is_postponed")},
    "JMIN": {"opening": _two(("reopened", _("When the deliberation was opened again")), ("first", _ELSE), "is_reopened")},
    "REM": {
        "opening": _two(("session", _("When it is about a session")), ("case", _("When it is about a case")),
                        "about", {"about": TEXT}),
        "due": _one("given", _("When there is a last day"), {"due": GIVEN}, {"due": DATE}),
    },
}  # fmt: skip
