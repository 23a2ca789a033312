"""Sample contexts of the letters of sanctions."""

from typing import Any

from documents.samples.figures import BASE, CENTRE
from documents.samples.letters.visits import LICENSING, STRUCTURE

PLACES = ["Centre Exemple, 5, rue Inventée"]
FILE: dict[str, Any] = {
    **LICENSING,
    **CENTRE,
    "case": {
        **BASE["case"],
        "number": "SAN-01/2026/000004",
        "procedure": {"ar": "عقوبة مع استماع", "fr": "Sanction avec procédure contradictoire"},
    },
    "structure": STRUCTURE,
}
GRIEVANCES = [
    {
        "law": "L2008-10",
        "fact": {"ar": "مواصلة التكوين بمحل لم تقع معاينته.", "fr": "Formation poursuivie dans un local jamais contrôlé."},
        "dated": "2026-03-10",
        "evidence": {"ar": "محضر المعاينة وصور 10 مارس 2026", "fr": "Constat et photographies du 10 mars 2026"},
        "severity": {"ar": "خطيرة", "fr": "critique"},
    },
    {
        "law": "CDC",
        "fact": {"ar": "غياب تعليق الأسعار.", "fr": "Absence d’affichage des tarifs."},
        "dated": "2026-03-10",
        "evidence": {"ar": "صورة المدخل", "fr": "Photographie de l’entrée"},
        "severity": {"ar": "بسيطة", "fr": "mineure"},
    },
]
SESSION = {
    "session_on": "2026-05-20",
    "minutes": "2026/02",
    "committee": {"ar": "لجنة التأديب", "fr": "commission de discipline"},
}
EXAMPLES: dict[str, dict[str, Any]] = {
    "GRI": {
        **FILE,
        "sites": PLACES,
        "origin": "MON-03/2026/000012",
        "grounds": GRIEVANCES,
        "answer": {"days": 15, "unit": "working", "due_on": "2026-04-14"},
    },
    "CONVH": {
        **FILE,
        "notified_on": "2026-03-23",
        "hearing_on": "2026-05-05",
        "time": "10:00",
        "place": {"ar": "مقر الوزارة، القاعة عدد 2", "fr": "Siège du ministère, salle 2"},
    },
    "HMIN": {
        **FILE,
        "held_on": "2026-05-05",
        "attendance": [
            {
                "name": {"ar": "كريم الخيالي", "fr": "Karim Imaginaire"},
                "quality": {"ar": "الممثل القانوني", "fr": "Représentant légal"},
                "power": {"ar": "القانون الأساسي", "fr": "Statuts"},
            }
        ],
        "statement": {
            "ar": "أقرّ بالوقائع وصرّح بأن أشغال التهيئة انتهت بتاريخ 20 أفريل.",
            "fr": "Il reconnaît les faits et déclare les travaux achevés le 20 avril.",
        },
        "signed": True,
        "defended_on": "2026-04-02",
    },
    "SAN": {
        **FILE,
        "sites": PLACES,
        "grounds": GRIEVANCES,
        "notified_on": "2026-03-23",
        "defended_on": "2026-04-02",
        "heard_on": "2026-05-05",
        "attended": True,
        **SESSION,
        "measure": {"ar": "غلق وقتي", "fr": "la fermeture temporaire"},
        "months": 2,
        "homologations": [],
        "basis": {
            "ar": "ثبت استغلال محل غير معاين، ولم يرفع الهيكل المخالفة إلا بعد تبليغ المآخذ.",
            "fr": "L’exploitation d’un local non contrôlé est établie ; elle n’a cessé qu’après la notification des griefs.",
        },
        "protected": [
            {
                "session": "SES-2026-000101",
                "trainee": {"ar": "كل متكوّني الدورة", "fr": "Tous les apprenants de la session"},
                "protection": {"ar": "الانتقال إلى هيكل آخر", "fr": "transfert vers une autre structure"},
            }
        ],
        "is_public": True,
    },
    "PREC": {
        **FILE,
        "case": {
            **FILE["case"],
            "number": "SAN-02/2026/000002",
            "procedure": {
                "ar": "غلق أو تعليق تحفظي (حالة استعجال)",
                "fr": "Fermeture ou suspension conservatoire (urgence)",
            },
        },
        "place": PLACES[0],
        "danger": {"ar": "حريق", "fr": "Incendie"},
        "facts": {
            "ar": "عاين المتفقدون يوم 10 مارس 2026 أسلاكا كهربائية مكشوفة قرب مخزن مواد سريعة الالتهاب.",
            "fr": "Les inspecteurs ont constaté le 10 mars 2026 des fils dénudés près d’un dépôt de produits inflammables.",
        },
        "measure": {"ar": "غلق المقر", "fr": "la fermeture du site"},
        "days": 30,
        "solutions": [
            {
                "session": "SES-2026-000101",
                "solution": {"ar": "مواصلة الدروس بالمقر الثاني", "fr": "Cours poursuivis au second site"},
            }
        ],
        "hearing_on": "2026-03-23",
        "time": "10:00",
        "hearing_place": {"ar": "مقر الإدارة الجهوية", "fr": "Siège de la direction régionale"},
    },
    "DISM": {
        **FILE,
        "origin": "MON-03/2026/000012",
        "notified_on": "2026-03-23",
        **SESSION,
        "reason": {"ar": "تبيّن أن المحل وقعت معاينته بتاريخ سابق.", "fr": "Il est apparu que le local avait été contrôlé."},
    },
}
