"""Sample contexts of the letters: trainees, sessions and examinations."""

from typing import Any

from documents.samples.figures import BASE, CENTRE, HOLDER

ORIGIN = {
    "provider": {"ar": "مركز المثال للتكوين", "fr": "Centre Exemple de formation"},
    "training": {"ar": "الصيانة الصناعية", "fr": "Maintenance industrielle"},
    "session": "PRG-000123-2026-001",
    "enrolment": "ENR-2026-0000042",
}
PLACE = {k: v for k, v in ORIGIN.items() if k != "enrolment"}
RECEIVER = {
    "provider": {"ar": "معهد النموذج للتكوين", "fr": "Institut Modèle de formation"},
    "training": {"ar": "الصيانة الصناعية", "fr": "Maintenance industrielle"},
    "session": "PRG-000456-2026-002",
}
UNITS = [{"module": "U1 – Bases", "mark": "13.50"}, {"module": "U2 – Atelier", "mark": "15.00"}]
MOVING = {"ar": "تغيير الإقامة", "fr": "changement de résidence"}

EXAMPLES: dict[str, dict[str, Any]] = {
    "TRF": {
        **BASE,
        "holder": HOLDER,
        "law": "CDC",
        "origin": ORIGIN,
        "destination": RECEIVER,
        "reason": MOVING,
        "starts_on": "2026-03-02",
        "attendance": "92.5",
        "units": UNITS,
        "price": "450.000",
        "refund": "120.000",
    },
    "SESR": {
        **BASE,
        "structure": ORIGIN["provider"],
        "place": PLACE,
        "address": {"ar": "5 نهج الاختراع، قابس", "fr": "5, rue Inventée, Gabès"},
        "starts_on": "2026-03-16",
        "ends_on": "2026-09-30",
        "group_max": 15,
        "price": "900.000",
        "homologated": True,
        "list_due_on": "2026-04-07",
        "tacit": False,
    },
    "LISTV": {
        **BASE,
        "structure": ORIGIN["provider"],
        "place": PLACE,
        "starts_on": "2026-03-16",
        "ends_on": "2026-09-30",
        "enrolled": [
            {
                "number": "ENR-2026-0000042",
                "name": {"ar": "ياسمين التجريبية", "fr": "Yasmine Exemple"},
                "born_on": "2004-05-14",
                "contract": "C-12",
                "entry_level": {"ar": "البكالوريا", "fr": "baccalauréat"},
            },
            {
                "number": "ENR-2026-0000043",
                "name": {"ar": "نبيل التخيلي", "fr": "Nabil Imaginé"},
                "born_on": "2003-11-02",
                "contract": "C-13",
                "entry_level": {"ar": "الثانية ثانوي", "fr": "2e année secondaire"},
            },
        ],
        "late": False,
        "tacit": False,
    },
    "REM": {
        **BASE,
        "about": "PRG-000123-2026-001",
        "what": {"ar": "إيداع القائمة الاسمية للمتكوّنين.", "fr": "Dépôt de la liste nominative des apprenants."},
        "due": "2026-04-07",
    },
    "FTR": {
        **CENTRE,
        "structure": ORIGIN["provider"],
        "place": PLACE,
        "trainees": [
            {
                "name": "Aïcha Imaginaire",
                "nationality": {"ar": "السنغال", "fr": "Sénégal", "en": "Senegal"},
                "passport": "A0123456",
                "born_on": "2004-03-02",
            },
            {
                "name": "Moussa Fictif",
                "nationality": {"ar": "مالي", "fr": "Mali", "en": "Mali"},
                "passport": "B0654321",
                "born_on": "2003-11-20",
            },
        ],
        "guarantee": "2400.000",
        "opinions": [{"administration": "الإدارة المكلفة بالأجانب", "given_on": "2026-02-10"}],
        "conditions": {"ar": "تجديد التأمين كل سنة.", "fr": "Renouvellement annuel de l’assurance."},
    },
}
