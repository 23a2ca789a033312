"""Sample contexts of the letters: visits."""

from typing import Any

from documents.samples.figures import BASE

STRUCTURE = {"ar": "شركة المثال للتكوين", "fr": "Société Exemple Formation"}
LICENSING: dict[str, Any] = {
    "addressee": {"civility": "body", "name": STRUCTURE, "lines": ["3 avenue Imaginaire", "1002 Tunis"]},
    "case": {
        **BASE["case"],
        "number": "LIC-01/2026/000045",
        "procedure": {
            "ar": "إحداث هيكل خاص للتكوين المهني (إيداع كراس الشروط)",
            "fr": "Création d’une structure privée de formation professionnelle (dépôt du cahier des charges)",
        },
    },
}
VISIT: dict[str, Any] = {
    **LICENSING,
    "structure": STRUCTURE,
    "place": {"ar": "5 نهج الاختراع، تونس", "fr": "5, rue Inventée, Tunis"},
    "visit_on": "2026-03-10",
    "time": "09:30",
    "team": [
        {
            "name": {"ar": "نبيل التخيلي", "fr": "Nabil Imaginé"},
            "leads": True,
            "disciplines": [{"ar": "السلامة وحفظ الصحة", "fr": "Sécurité et hygiène"}],
        },
        {
            "name": {"ar": "أمينة الوهمية", "fr": "Amina Factice"},
            "leads": False,
            "disciplines": [{"ar": "المحلات والولوجية", "fr": "Locaux et accessibilité"}],
        },
    ],
}
EXAMPLES: dict[str, dict[str, Any]] = {
    "MO": {
        **VISIT,
        "addressee": {
            "civility": "body",
            "name": {"ar": "أعضاء فريق التفقد", "fr": "Les membres de l’équipe d’inspection"},
            "lines": [],
        },
    },
    "CONVV": VISIT,
    "VR": {
        **LICENSING,
        "addressee": {"civility": "body", "name": {"ar": "المدير الجهوي", "fr": "Le directeur régional"}, "lines": []},
        "structure": STRUCTURE,
        "held_on": "2026-03-10",
        "started_at": "09:30",
        "ended_at": "12:00",
        "met": {"ar": "المدير البيداغوجي", "fr": "Le directeur pédagogique"},
        "trainees_present": 22,
        "team": VISIT["team"],
        "checked": 43,
        "findings": [
            {
                "code": "PRE-03",
                "title": {"ar": "المساحة لكل متكوّن", "fr": "Surface par apprenant"},
                "answer": {"ar": "مطابق جزئيا", "fr": "Partiellement conforme"},
                "what": {"ar": "القاعة عدد 2: 26 مقعدا عوضا عن 24.", "fr": "Salle 2 : 26 places au lieu de 24."},
            }
        ],
        "score": "91.5",
        "grade": "A",
    },
    "RES": {
        **LICENSING,
        "structure": STRUCTURE,
        "visit_on": "2026-03-10",
        "reserves": [
            {
                "code": "SEC-04",
                "title": {"ar": "علامات الإخلاء", "fr": "Signalisation d’évacuation"},
                "what": {"ar": "لا توجد علامات بالطابق الأول.", "fr": "Aucune signalisation au premier étage."},
            }
        ],
        "answer": {"days": 60, "unit": "calendar", "due_on": "2026-05-11"},
    },
}
