"""Sample contexts of the letters: watch cases."""

from typing import Any

from documents.samples.figures import BASE

BREACH: dict[str, Any] = {
    **BASE,
    "addressee": {"civility": "body", "name": "أكاديمية الخيال", "lines": ["9 شارع الافتراض", "1002 تونس"]},
    "case": {
        **BASE["case"],
        "number": "MON-05/2026/000003",
        "procedure": {
            "ar": "حالة مراقبة: إشهار مضلل أو نشاط بدون إيداع",
            "fr": "Cas de veille : publicité trompeuse ou activité sans dépôt",
        },
    },
    "suspect": {"ar": "أكاديمية الخيال", "fr": "Académie Imaginaire"},
    "offence": {
        "ar": "التكوين دون وصل إيداع كراس الشروط",
        "fr": "l’exercice de la formation sans récépissé du cahier des charges",
    },
    "law": "L2008-10",
    "rule": {
        "ar": "لا يمارس نشاط التكوين المهني الخاص إلا بعد الحصول على وصل الإيداع.",
        "fr": "L’activité de formation privée ne s’exerce qu’après le récépissé de dépôt.",
    },
    "text_seen": {
        "ar": "تكوين مساعد تمريض في ثلاثة أشهر مع شهادة معترف بها.",
        "fr": "Devenez aide-soignant en trois mois, diplôme reconnu.",
    },
    "captures": [
        {
            "channel": {"ar": "شبكة اجتماعية", "fr": "réseau social"},
            "place": "https://example.tn/academie",
            "seen_on": "2026-03-02",
            "captured_on": "2026-03-03",
            "fingerprint": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        }
    ],
}
EXAMPLES: dict[str, dict[str, Any]] = {
    "CEASE": {
        **BREACH,
        "demands": {
            "ar": "سحب الإعلان وإيقاف الترسيم وإرجاع المبالغ المقبوضة.",
            "fr": "Retirer l’annonce, cesser d’inscrire et rembourser les sommes perçues.",
        },
        "registered": False,
        "answer": {"days": 5, "unit": "working", "due_on": "2026-03-16"},
    },
    "PROSEC": {
        **BREACH,
        "addressee": {
            "civility": "body",
            "name": {"ar": "السيد وكيل الجمهورية", "fr": "Monsieur le procureur de la République"},
            "lines": [],
        },
        "address": "9 شارع الافتراض، 1002 تونس",
        "ground": {"ar": "انعدام الوصل", "fr": "l’absence de tout récépissé"},
        "reason": {
            "ar": "نُشر الإعلان من جديد بعد تبليغ الإنذار.",
            "fr": "L’annonce a été publiée de nouveau après l’injonction.",
        },
        "civil_party": True,
        "notice_on": "2026-03-09",
    },
}
