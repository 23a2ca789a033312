"""Sample contexts of the letters: complaints, guidance and placement."""

from typing import Any

from documents.samples.figures import BASE

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
}
