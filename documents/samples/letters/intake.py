"""Sample contexts of the letters: intake."""

from typing import Any

from documents.samples.figures import BASE, GROUNDS, ITEMS, OBJECT

EXAMPLES: dict[str, dict[str, Any]] = {
    "ACK": {
        "number": "2026/ACK/0044",
        "case": {**BASE["case"], "number": None, "registered_on": None},
        "submitted_at": "2026-01-12T10:15",
        "received": [{"ar": "بطاقة التعريف الوطنية", "fr": "Carte d’identité nationale"}, {"ar": "الشهادة", "fr": "Diplôme"}],
        "completeness": {"days": 3, "unit": "working", "due_on": "2026-01-15"},
        "signature": None,
    },
    "RET": {
        "case": {**BASE["case"], "number": None, "registered_on": None},
        "items": ITEMS,
        "answer": {"days": 30, "unit": "calendar", "due_on": "2026-03-24"},
    },
    "REC": {
        "stages": [
            {
                "title": {"ar": "التثبت الجهوي", "fr": "Vérification régionale"},
                "limit": {"days": 5, "unit": "working", "due_on": "2026-01-21"},
            },
            {"title": {"ar": "الدرس المركزي", "fr": "Instruction centrale"}, "limit": {"days": 20, "unit": "working"}},
            {"title": {"ar": "اللجنة", "fr": "Commission"}, "limit": {"days": 30, "unit": "working"}},
            {"title": {"ar": "الإمضاء", "fr": "Signature"}, "limit": {"days": 10, "unit": "working"}},
        ],
        "legal_limit": {"days": 90, "unit": "calendar", "due_on": "2026-04-14"},
        "suspended_by_complements": True,
    },
    "CPL": {
        "items": ITEMS,
        "answer": {"days": 30, "unit": "calendar", "due_on": "2026-03-24"},
        "law": "A2010-79",
        "copy_to": [{"ar": "إدارة التكوين المهني الخاص", "fr": "Direction de la formation professionnelle privée"}],
    },
    "INA": {
        "object": OBJECT,
        "grounds": GROUNDS[:1],
        "competent": {"ar": "وزارة التعليم العالي والبحث العلمي", "fr": "ministère de l’enseignement supérieur"},
    },
    "LAP": {
        "asked_on": "2026-01-20",
        "asked_in": "2026/CPL/0031",
        "limit": {"days": 30, "unit": "calendar", "due_on": "2026-02-19"},
        "missing": [item["what"] for item in ITEMS],
        "signature": None,
    },
}
