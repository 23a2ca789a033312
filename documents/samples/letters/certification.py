"""Sample contexts of the letters: what is drawn from the register of certificates."""

from typing import Any

from documents.samples.figures import BASE, CENTRE, LEVEL, NAME

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
STRUCTURE = {"ar": "شركة المثال للتكوين", "fr": "Société Exemple Formation"}
ABOUT = [
    {"label": {"ar": "صاحب الشهادة", "fr": "Titulaire"}, "value": NAME},
    {"label": {"ar": "عدد الشهادة", "fr": "Numéro du certificat"}, "value": "2024-BTP-11-000045-K"},
    {"label": {"ar": "تسمية الشهادة", "fr": "Intitulé du certificat"}, "value": "Technicienne en maintenance industrielle"},
    {"label": {"ar": "الهيكل المسند", "fr": "Structure"}, "value": "Centre fictif de formation"},
]
EXAMPLES: dict[str, dict[str, Any]] = {
    "VISA": {
        **BASE,
        "addressee": {"civility": "body", "name": STRUCTURE, "lines": ["3 rue du Modèle", "6000 Gabès"]},
        "structure": STRUCTURE,
        "session": "PRG-000012-2025-001",
        "training": {"ar": "المحاسبة", "fr": "Comptabilité"},
        "starts_on": "2025-09-01",
        "ends_on": "2025-12-19",
        "sample": 5,
        "lines": [
            {"trainee": "Yasmine Exemple", "number": "ATT-1", "enrolment": "ENR-2025-0000012", "hours": 280},
            {"trainee": "Nabil Imaginé", "number": "ATT-2", "enrolment": "ENR-2025-0000013", "hours": 300},
        ],
    },
    "AUTH": {**CENTRE, "about": ABOUT, "line": LINE, "basis": "register"},
    "NAUT": {
        **CENTRE,
        "outcome": "not_authentic",
        "object": {"ar": "التثبت من صحة الشهادة «تقني»", "fr": "l’authentification du certificat « Technicien »"},
        "about": ABOUT,
        "ground": {"ar": "الأرومة مخالفة للوثيقة", "fr": "La souche diffère du document"},
        "reason": {"ar": "العدد مسند إلى شهادة أخرى.", "fr": "Le numéro est celui d’un autre certificat."},
        "heard_on": "2026-02-02",
        "answer": "",
    },
    "WARN": {
        **CENTRE,
        "addressee": {"civility": "body", "name": {"ar": "العموم", "fr": "Public"}, "lines": []},
        "document": "Technicien en maintenance industrielle",
        "structure": "Centre fictif de formation",
        "established_on": "2026-02-20",
    },
    "VER": {
        **CENTRE,
        "addressee": {"civility": "body", "name": "Centre fictif de formation", "lines": ["3 rue du Modèle", "6000 Gabès"]},
        "about": ABOUT,
        "question": {"ar": "ما هو عدد الأرومة؟", "fr": "Quel est le numéro de la souche ?"},
        "asked_on": "2026-02-01",
        "reminder": 1,
        "answer": {"days": 20, "unit": "working", "due_on": "2026-03-02"},
        "reply_to": "registre@example.tn",
    },
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
