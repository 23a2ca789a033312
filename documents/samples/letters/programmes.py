"""Sample contexts of the letters: programmes, homologations and trainers."""

from typing import Any

from documents.samples.figures import HOLDER

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
    "TRC": {
        "holder": HOLDER,
        "trainer_number": "TR-000042",
        "specialities": ["Électricité (BTP)", "Automatismes (CAP)"],
        "hours_week": 20,
        "condition": {"ar": "تقديم شهادة في البيداغوجيا", "fr": "produire un certificat de pédagogie"},
        "condition_until": "2027-03-10",
    },
}
