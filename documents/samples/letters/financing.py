"""Sample contexts of the letters: financing and partnerships."""

from typing import Any

from documents.samples.figures import BASE, CENTRE

STRUCTURE = {"ar": "مركز المثال للتكوين", "fr": "Centre Exemple de formation"}
PROJECT = {
    "case": {
        **BASE["case"],
        "number": "FIN-01/2026/000004",
        "procedure": {
            "ar": "طلب مشاريع: الترشح والاتفاقية والأقساط",
            "fr": "Appel à projets : candidature, convention et tranches",
        },
    },
    "structure": STRUCTURE,
    "project": "تكوين في الصيانة لفائدة المنقطعين عن الدراسة",
}
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
    "EVG": {
        **CENTRE,
        **PROJECT,
        "criteria": [
            {
                "title": {"ar": "ملاءمة الفئة والجهة", "fr": "Pertinence pour le public"},
                "weight": 25,
                "marks": [4, 5],
            },
            {"title": {"ar": "جودة التكوين", "fr": "Qualité de la formation"}, "weight": 25, "marks": [4, 3]},
        ],
        "totals": ["80.00", "76.00"],
        "mean": "78.00",
    },
    "AGR": {
        **CENTRE,
        **PROJECT,
        "call": "2026-1",
        "granted": "40000.000",
        "own_share": "8000.000",
        "instalments": [
            {
                "place": 1,
                "share": 40,
                "amount": "16000.000",
                "condition": {"ar": "انطلاق الدورات", "fr": "Ouverture"},
            },
            {"place": 2, "share": 60, "amount": "24000.000", "condition": {"ar": "ختم الدورات", "fr": "Clôture des sessions"}},
        ],
        "targets": [{"title": {"ar": "المتكوّنون المرسّمون", "fr": "Apprenants inscrits"}, "baseline": 0, "target": 30}],
        "starts_on": "2026-03-16",
        "ends_on": "2027-03-16",
    },
    "PAYO": {
        **CENTRE,
        **PROJECT,
        "payment": "PAY-2026-00012",
        "amount": "16000.000",
        "reference": "OP-2026-118",
        "certified_by": {"ar": "منير الافتراضي", "fr": "Mounir Fictif"},
        "paid_on": "2026-05-04",
        "left": "24000.000",
    },
}
