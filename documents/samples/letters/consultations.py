"""Sample contexts of the letters: consultations."""

from typing import Any

from documents.samples.figures import CENTRE

EXAMPLES: dict[str, dict[str, Any]] = {
    "OPR": {
        **CENTRE,
        "addressee": {
            "civility": "body",
            "name": {"ar": "الإدارات المستشارة", "fr": "Les administrations consultées"},
            "lines": ["وزارة الصحة", "وزارة النقل"],
        },
        "object": {"ar": "تنظير اختصاص خاضع لتراتيب خاصة", "fr": "Homologation dans une spécialité réglementée"},
        "applicant": {"ar": "مركز النموذج للتكوين", "fr": "Centre Modèle de formation"},
        "question": {
            "ar": "هل تستجيب تجهيزات القاعة المختصة وشروط التأطير لتراتيب القطاع؟",
            "fr": "Les équipements de la salle spécialisée et l’encadrement répondent-ils aux règles du secteur ?",
        },
        "binding": ["وزارة الصحة"],
        "answer": {"days": 30, "unit": "working", "due_on": "2026-04-08"},
        "law": "L2008-10",
    },
}
