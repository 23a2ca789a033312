"""Sample contexts of the letters: examinations and juries."""

from typing import Any

from documents.samples.figures import BASE, CENTRE, LEVEL, NAME

STRUCTURE = {"ar": "مركز المثال للتكوين", "fr": "Centre Exemple de formation"}
PLACE = {
    "provider": STRUCTURE,
    "training": {"ar": "الصيانة الصناعية", "fr": "Maintenance industrielle"},
    "session": "PRG-000123-2026-001",
}
ADDRESSEE = {"civility": "body", "name": STRUCTURE, "lines": ["3 rue du Modèle", "6000 Gabès"]}
JURY = [
    {
        "name": {"ar": "منير الافتراضي", "fr": "Mounir Fictif"},
        "capacity": "president",
        "quality": "ministry",
        "employer": {"ar": "الإدارة الجهوية", "fr": "Direction régionale"},
    },
    {
        "name": {"ar": "سلمى النموذجية", "fr": "Salma Modèle"},
        "capacity": "member",
        "quality": "profession",
        "employer": {"ar": "شركة الخيال", "fr": "Société Imaginaire"},
    },
    {
        "name": {"ar": "نبيل التخيلي", "fr": "Nabil Imaginé"},
        "capacity": "member",
        "quality": "provider",
        "employer": STRUCTURE,
    },
]
ROOM = {"ar": "قاعة 1", "fr": "Salle 1"}
PAPERS = [
    {
        "date": "2026-10-05",
        "start": "09:00",
        "end": "12:00",
        "room": ROOM,
        "module": {"ar": "الكهرباء", "fr": "Électrotechnique"},
    },
    {"date": "2026-10-06", "start": "09:00", "end": "13:00", "room": ROOM, "module": {"ar": "الورشة", "fr": "Atelier"}},
]
DAYS = {"starts_on": "2026-10-05", "ends_on": "2026-10-06"}
EXAMPLES: dict[str, dict[str, Any]] = {
    "JUR": {
        **BASE,
        "addressee": ADDRESSEE,
        "structure": STRUCTURE,
        "place": PLACE,
        "site": {"ar": "مركز قابس", "fr": "Centre de Gabès"},
        **DAYS,
        "jury": JURY,
    },
    "CONVE": {
        **BASE,
        "addressee": ADDRESSEE,
        "structure": STRUCTURE,
        "place": PLACE,
        "site": {"ar": "مركز قابس", "fr": "Centre de Gabès"},
        "address": {"ar": "5 نهج الاختراع، قابس", "fr": "5, rue Inventée, Gabès"},
        "papers": PAPERS,
        "candidates": [
            {"number": "ENR-2026-0000042", "name": {"ar": "ياسمين التجريبية", "fr": "Yasmine Exemple"}, "born_on": "2004-05-14"},
            {
                "number": "ENR-2026-0000043",
                "name": {"ar": "نبيل التخيلي", "fr": "Nabil Imaginé"},
                "born_on": "2003-11-02",
                "need": {"ar": "ثلث الوقت الإضافي", "fr": "Un tiers de temps en plus"},
            },
        ],
        "is_postponed": False,
    },
    "JMIN": {
        **BASE,
        "addressee": ADDRESSEE,
        "structure": STRUCTURE,
        "place": PLACE,
        "examination": "EX-81-2026-0003",
        "jury": JURY,
        "met_on": "2026-10-20",
        "is_reopened": False,
        "outcomes": [
            {
                "number": "ENR-2026-0000042",
                "name": {"ar": "ياسمين التجريبية", "fr": "Yasmine Exemple"},
                "decision": "admitted",
                "mention": {"ar": "قريب من الحسن", "fr": "assez bien"},
            },
            {
                "number": "ENR-2026-0000043",
                "name": {"ar": "نبيل التخيلي", "fr": "Nabil Imaginé"},
                "decision": "second_session",
                "mention": {"ar": "", "fr": ""},
            },
        ],
        "claims": {"days": 5, "unit": "working"},
    },
    "DIP": {
        **BASE,
        **CENTRE,
        "structure": STRUCTURE,
        "place": PLACE,
        "examination": "EX-81-2026-0003",
        "examined_on": "2026-10-06",
        "certificate": "2026-BTP-81-000045-K",
        "holder": {"civility": "ms", "name": NAME, "born_on": "2004-05-14"},
        "diploma_title": {"ar": "الصيانة الصناعية", "fr": "Maintenance industrielle"},
        "level": LEVEL,
        "mention": {"ar": "قريب من الحسن", "fr": "assez bien"},
    },
    "EXMIN": {
        **BASE,
        "addressee": ADDRESSEE,
        "structure": STRUCTURE,
        "place": PLACE,
        "examination": "EX-81-2026-0003",
        **DAYS,
        "jury": JURY,
        "papers": PAPERS,
        "presented": 2,
        "counted": 3,
        "absences": ["ENR-2026-0000043 – Atelier"],
        "incidents": [
            {
                "on": "2026-10-05",
                "at": "10:20",
                "person": "Nabil Imaginé",
                "facts": {"ar": "استعمال هاتف أثناء الاختبار.", "fr": "Usage d’un téléphone pendant l’épreuve."},
            }
        ],
    },
}
