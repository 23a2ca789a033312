"""The fictional example of a letter as a given variant of its text asks for it: every sentence can be looked at."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from documents.samples.contexts import example
from documents.zones.catalogue import Zone
from documents.zones.variants import MISSING, lookup

# What the example of a letter does not tell by itself, where a variant needs it.
_TOLD: Mapping[str, Mapping[str, Any]] = {
    "VALR": {"late": 4},
    "REF": {
        "ranking": {
            "rank": 7,
            "ranked": 12,
            "criteria": [
                {"title": {"ar": "ملاءمة الحاجيات", "fr": "Pertinence pour les besoins"}, "weight": 60, "marks": [3, 2]},
                {"title": {"ar": "كلفة المتكوّن", "fr": "Coût par apprenant"}, "weight": 40, "marks": [2, 3]},
            ],
            "totals": ["52.00", "48.00"],
            "mean": "50.00",
        },
    },
    "ACK": {"case.number": "EQV-01/2026/000123"},
    "HOM": {
        "renewal": {"number": "HOM/2023/0041", "what": "renewal"},
        "joint": {
            "ministry": {"ar": "وزارة الفلاحة", "fr": "le ministère de l’Agriculture"},
            "name": {"ar": "فلانة المثال", "fr": "Mme Exemple"},
            "function": {"ar": "المديرة العامة", "fr": "directrice générale"},
        },
    },
    "AUTH": {"answered_on": "2026-03-02"},
    "NAUT": {"answer": {"ar": "سلّمت الوثيقة كما تسلّمتها.", "fr": "J’ai remis le document tel que je l’ai reçu."}},
    "CANS": {"competent": {"ar": "تفقدية الشغل", "fr": "l’inspection du travail"}},
    "WARN": {
        "text": {"ar": "نشاط التكوين موقوف بهذا الهيكل.", "fr": "L’activité de formation de cette structure est suspendue."},
        "place": {"ar": "تونس", "fr": "Tunis"},
    },
}


def example_for(zone: Zone, *, letter: str) -> dict[str, Any]:
    """The example of the letter, in a case that takes the variant."""
    facts = example(letter)
    if zone.variant is None:
        return facts
    asked_of = zone.variant.fits
    for name, value in _TOLD.get(letter, {}).items():
        if not lookup(facts, name) and asked_of.get(name) is not MISSING:
            _tell(facts, name, deepcopy(value))
    for name, asked in asked_of.items():
        if isinstance(asked, str):
            _tell(facts, name, asked)
        elif asked is MISSING:
            _tell(facts, name, _EMPTY.get(type(lookup(facts, name))))
        elif not lookup(facts, name):
            _tell(facts, name, True)
    return facts


_EMPTY: Mapping[type, Any] = {bool: False, int: 0, list: [], str: ""}


def _tell(facts: dict[str, Any], name: str, value: Any) -> None:
    *heads, last = name.split(".")
    inner = facts
    for head in heads:
        inner[head] = {**(inner.get(head) or {})}
        inner = inner[head]
    inner[last] = value
