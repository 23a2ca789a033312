"""Sample contexts of the letters: financing and partnerships."""

from typing import Any

from documents.samples.figures import BASE

STRUCTURE = {"ar": "مركز المثال للتكوين", "fr": "Centre Exemple de formation"}
EXAMPLES: dict[str, dict[str, Any]] = {
    "AGREC": {
        **BASE,
        "case": {
            **BASE["case"],
            "number": "FIN-02/2026/000008",
            "procedure": {
                "ar": "تسجيل اتفاقية شراكة أو تربص",
                "fr": "Enregistrement d’une convention de partenariat ou de terrain de stage",
            },
        },
        "structure": STRUCTURE,
        "partner": {"ar": "شركة النموذج الصناعية", "fr": "Société Modèle industrielle"},
        "particulars": [
            {"label": {"ar": "نوع الاتفاقية", "fr": "Nature"}, "value": {"ar": "تكوين بالتداول", "fr": "Alternance"}},
            {"label": {"ar": "الأماكن", "fr": "Places"}, "value": "12"},
            {"label": {"ar": "البداية", "fr": "Début"}, "value": "01/03/2026"},
            {"label": {"ar": "النهاية", "fr": "Fin"}, "value": "28/02/2029"},
        ],
        "ends_on": "2029-02-28",
        "tacit": False,
    },
}
