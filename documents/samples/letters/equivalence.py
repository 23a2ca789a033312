"""Sample contexts of the letters: equivalence."""

from typing import Any

from documents.samples.figures import BASE, CENTRE, DIPLOMA, GROUNDS, HOLDER, LEVEL, OBJECT

EXAMPLES: dict[str, dict[str, Any]] = {
    "CLA": {
        **CENTRE,
        "holder": HOLDER,
        "about": [
            {"label": {"ar": "تسمية الشهادة", "fr": "Intitulé du certificat"}, "value": "Certificat de menuiserie"},
            {"label": {"ar": "الهيكل المسند", "fr": "Structure"}, "value": "Centre fictif d’apprentissage"},
            {"label": {"ar": "السنة", "fr": "Année"}, "value": "1991"},
        ],
        "level": LEVEL,
        "rests_on": "opinion",
        "basis": {"ar": "تكوين مدته 18 شهرا.", "fr": "Une formation de dix-huit mois."},
        "archive_on": "2026-02-10",
        "session_on": "2026-03-03",
        "minutes": "2026/03",
    },
    "AWB": {
        **CENTRE,
        "addressee": {"civility": "body", "name": "Institut Fictif des Métiers", "lines": ["5 rue du Modèle", "69000 Lyon"]},
        "holder": HOLDER,
        "diploma": DIPLOMA,
        "questions": [],
        "answer": {"days": 60, "unit": "calendar", "due_on": "2026-04-23"},
        "reply_to": "equivalence@example.tn",
        "attachments": [{"ar": "نسخة من الشهادة", "fr": "Copie du diplôme", "en": "Copy of the diploma"}],
    },
    "ADV": {
        **CENTRE,
        "object": OBJECT,
        "diploma": DIPLOMA,
        "facts": {"ar": "رقم الشهادة غير وارد بسجلات المؤسسة.", "fr": "Le numéro du diplôme ne figure pas aux registres."},
        "evidence": {"ar": "رد المؤسسة المضمّن بالملف", "fr": "réponse de l’organisme, versée au dossier"},
        "answer": {"days": 15, "unit": "calendar", "due_on": "2026-03-09"},
        "law": "A2010-79",
    },
    "RAP": {
        **CENTRE,
        "holder": HOLDER,
        "diploma": DIPLOMA,
        "requested_level": LEVEL["title"],
        "grid": [
            {
                "criterion": {"ar": "الحجم الساعي", "fr": "Volume horaire"},
                "foreign": "1215",
                "reference": "1200",
                "verdict": "equal",
            },
            {
                "criterion": {"ar": "مستوى القبول", "fr": "Niveau d’accès"},
                "foreign": {"ar": "ثالثة ثانوي", "fr": "3e année secondaire"},
                "reference": {"ar": "ثانية ثانوي", "fr": "2e année secondaire"},
                "verdict": "higher",
            },
            {
                "criterion": {"ar": "الاعتراف بالجهة المانحة", "fr": "Reconnaissance de l’organisme"},
                "foreign": {"ar": "شهادة اعتراف", "fr": "attestation de reconnaissance"},
                "reference": {"ar": "وجوبي", "fr": "obligatoire"},
                "verdict": "unproven",
                "remark": {"ar": "في انتظار رد الجهة", "fr": "réponse de l’organisme attendue"},
            },
        ],
        "conclusion": {
            "ar": "تستجيب الشهادة لشروط المستوى المطلوب من حيث المدة والمحتوى.",
            "fr": "Le diplôme répond aux conditions du niveau demandé par sa durée et son contenu.",
        },
        "proposed_level": LEVEL,
        "rapporteur": {"ar": "نبيل التخيلي", "fr": "Nabil Imaginé"},
    },
    "TST": {
        **CENTRE,
        "holder": HOLDER,
        "diploma": DIPLOMA,
        "time": "09:30",
        "test_on": "2026-03-10",
        "place": {"ar": "المركز الافتراضي للتكوين بتونس", "fr": "Centre fictif de formation, Tunis"},
        "reason": {"ar": "التثبت من المهارات التطبيقية", "fr": "vérification des compétences pratiques"},
    },
    "EQD": {
        **CENTRE,
        "holder": HOLDER,
        "diploma": DIPLOMA,
        "level": LEVEL,
        "session_on": "2026-03-03",
        "minutes": "2026/03",
        "regional_opinion_on": "2026-01-20",
        "regional_directorate": BASE["letterhead"]["directorate"],
        "awarding_body_answer_on": "2026-02-10",
        "date": "2026-03-12",
    },
    "FRA": {
        **CENTRE,
        "object": OBJECT,
        "grounds": GROUNDS[:1],
        "heard_on": "2026-02-02",
        "answer": "لم أكن على علم بعدم صحة الوثيقة.",
        "diploma": DIPLOMA,
    },
}
