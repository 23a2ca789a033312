"""Sample contexts of the letters: programmes, homologations and trainers."""

from typing import Any

from documents.samples.figures import CENTRE, HOLDER

PARTICULARS = [
    {"label": {"ar": "العنوان بالعربية", "fr": "Intitulé en arabe"}, "value": "تقني في الصيانة"},
    {"label": {"ar": "العنوان بالفرنسية", "fr": "Intitulé en français"}, "value": "Maintenance industrielle"},
    {"label": {"ar": "مجموع الساعات", "fr": "Volume horaire"}, "value": "300"},
    {"label": {"ar": "السعر بالدينار", "fr": "Prix en dinars"}, "value": "900.000"},
]
STRUCTURE = {"ar": "مركز النموذج للتكوين", "fr": "Centre Modèle de formation"}
EXAMPLES: dict[str, dict[str, Any]] = {
    "PRGR": {
        "structure": STRUCTURE,
        "programme_number": "PRG-000042",
        "particulars": PARTICULARS,
        "sites": ["Centre Exemple"],
        "has_advertisement": True,
        "tacit": False,
    },
    "HOM": {
        **CENTRE,
        "structure": STRUCTURE,
        "site": "Centre Exemple",
        "address": "5 rue du Modèle, 1000 Tunis",
        "speciality": {"ar": "تقني في الصيانة", "fr": "Maintenance industrielle"},
        "level": "BTP",
        "particulars": PARTICULARS,
        "groups_per_year": 2,
        "starts_on": "2026-03-10",
        "ends_on": "2031-03-09",
        "session_on": "2026-03-03",
        "minutes": "2026/03",
        "committee": {"ar": "لجنة تنظير برامج التكوين المهني", "fr": "commission d’homologation"},
        "regional_opinion_on": "2026-02-10",
        "conditions": ["Recruter un second formateur d’automatismes."],
        "conditions_days": 90,
    },
    "CCA": {
        "structure": STRUCTURE,
        "site": "Centre Exemple",
        "address": "5 rue du Modèle, 1000 Tunis",
        "speciality": {"ar": "مساعد في الطبخ", "fr": "Aide en cuisine"},
        "particulars": PARTICULARS,
        "units": [
            {"unit": {"ar": "تحضير المواد", "fr": "Préparer les produits"}, "hours": 120},
            {"unit": {"ar": "الطبخ الجماعي", "fr": "Cuisiner pour une collectivité"}, "hours": 180},
        ],
        "starts_on": "2026-03-10",
        "ends_on": "2029-03-09",
        "session_on": "2026-03-03",
        "minutes": "2026/03",
        "committee": {
            "ar": "اللجنة الجهوية لشهادة المهارة بتونس",
            "fr": "commission régionale du certificat de compétence (Tunis)",
        },
    },
    "TRC": {
        "holder": HOLDER,
        "trainer_number": "TR-000042",
        "specialities": ["Électricité (BTP)", "Automatismes (CAP)"],
        "hours_week": 20,
        "condition": {"ar": "تقديم شهادة في البيداغوجيا", "fr": "produire un certificat de pédagogie"},
        "condition_until": "2027-03-10",
    },
}
