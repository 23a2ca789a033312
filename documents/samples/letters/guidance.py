"""Sample contexts of the letters: complaints, guidance and placement."""

from typing import Any

from documents.samples.figures import BASE
from documents.samples.letters.training import ORIGIN, PLACE, RECEIVER

PLACEMENT = {
    **BASE["case"],
    "number": "PUB-02/2026/000017",
    "procedure": {"ar": "مطلب توجيه والتحاق بالتكوين", "fr": "Demande d’orientation et de placement en formation"},
}
CHOSEN = {
    "place": PLACE,
    "level": "CAP",
    "region": {"ar": "قابس", "fr": "Gabès"},
    "address": {"ar": "5 نهج الاختراع، قابس", "fr": "5, rue Inventée, Gabès"},
    "starts_on": "2026-03-16",
    "ends_on": "2027-02-26",
    "price": "900.000",
}

EXAMPLES: dict[str, dict[str, Any]] = {
    "CANS": {
        **BASE,
        "case": {
            **BASE["case"],
            "number": "PUB-01/2026/000031",
            "procedure": {"ar": "شكاية أو تبليغ من متكوّن أو مواطن", "fr": "Réclamation ou signalement"},
        },
        "structure": {"ar": "مركز المثال للتكوين", "fr": "Centre Exemple de formation"},
        "about": {"ar": "استرجاع معلوم", "fr": "Remboursement"},
        "outcome": "upheld",
        "answer": {
            "ar": "أرجع الهيكل مبلغ 300 دينار بتاريخ 2 مارس 2026، وأدلى بوصل في ذلك.",
            "fr": "La structure a remboursé 300 dinars le 2 mars 2026 et en a produit le reçu.",
        },
    },
    "CONVI": {
        **BASE,
        "case": PLACEMENT,
        "interview_on": "2026-03-02",
        "time": "10:00",
        "place": {"ar": "مكتب التوجيه، 4 شارع المثال، قابس", "fr": "Bureau d’orientation, 4, avenue Exemple, Gabès"},
        "unclear": "both",
    },
    "PROPO": {
        **BASE,
        "case": PLACEMENT,
        "proposals": [
            CHOSEN,
            {
                **CHOSEN,
                "place": RECEIVER,
                "region": {"ar": "صفاقس", "fr": "Sfax"},
                "address": {"ar": "8 نهج الخيال، صفاقس", "fr": "8, rue Imaginée, Sfax"},
                "starts_on": "2026-04-06",
                "price": "750.000",
            },
        ],
        "answer": {"days": 15, "unit": "calendar", "due_on": "2026-03-09"},
    },
    "PLC": {**BASE, "case": PLACEMENT, "signature": None, **CHOSEN, "place": ORIGIN},
}
