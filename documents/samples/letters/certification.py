"""Sample contexts of the letters: what is drawn from the register of certificates."""

from typing import Any

from documents.samples.figures import CENTRE, LEVEL, NAME

LINE = {
    "number": "2024-BTP-11-000045-K",
    "kind": "diploma",
    "title": {"ar": "تقني في الصيانة الصناعية", "fr": "Technicienne en maintenance industrielle"},
    "level": LEVEL,
    "speciality": {"ar": "صيانة", "fr": "maintenance"},
    "mention": {"ar": "قريب من الحسن", "fr": "assez bien"},
    "issued_on": "2024-07-12",
    "holder": NAME,
    "born_on": "1998-05-14",
}
EXAMPLES: dict[str, dict[str, Any]] = {
    "DUP": {**CENTRE, "line": LINE, "is_duplicate": True, "lost_on": "2026-01-05", "corrected": []},
    "ATT": {**CENTRE, "line": LINE, "copies": 2},
    "TRS": {
        **CENTRE,
        "line": LINE,
        "marks": [
            {"unit": {"ar": "الكهرباء التقنية", "fr": "Électrotechnique"}, "mark": "14,50"},
            {"unit": {"ar": "الورشة", "fr": "Atelier"}, "mark": "12,00"},
        ],
        "copies": 1,
    },
}
