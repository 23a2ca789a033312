"""Sample contexts of the letters: monitoring."""

from typing import Any

from documents.samples.letters.visits import LICENSING, STRUCTURE, VISIT

MISSION: dict[str, Any] = {
    **LICENSING,
    "case": {
        **LICENSING["case"],
        "number": "MON-03/2026/000012",
        "procedure": {"ar": "مهمة تفقد (مبرمجة أو فجئية)", "fr": "Mission d’inspection (programmée ou inopinée)"},
    },
    "structure": STRUCTURE,
}
FINDINGS = [
    {
        "code": "APP-02",
        "title": {"ar": "الأسعار والشروط معلّقة ومطابقة", "fr": "Tarifs et conditions affichés et conformes"},
        "answer": {"ar": "غير مطابق", "fr": "Non conforme"},
        "what": {"ar": "لا توجد معلّقة للأسعار بالمدخل.", "fr": "Aucun tarif n’est affiché à l’entrée."},
    }
]
PLAN: dict[str, Any] = {
    **MISSION,
    "case": {
        **MISSION["case"],
        "number": "MON-04/2026/000007",
        "procedure": {"ar": "خطة الإصلاح", "fr": "Plan d’actions correctives"},
    },
    "source": "MON-03/2026/000012",
}
CERTIFICATE = {"ar": "شهادة وقاية من الحماية المدنية سارية", "fr": "Attestation de prévention incendie en cours de validité"}
PRICES = {"ar": "الأسعار والشروط معلّقة ومطابقة", "fr": "Tarifs et conditions affichés et conformes"}
EXAMPLES: dict[str, dict[str, Any]] = {
    "CAP": {
        **PLAN,
        "filed_on": "2026-04-20",
        "lines": [
            {
                "code": "SEC-01",
                "title": CERTIFICATE,
                "severity": {"ar": "حرجة", "fr": "Critique"},
                "action": {
                    "ar": "تجديد الشهادة بعد صيانة أجهزة الإطفاء.",
                    "fr": "Renouveler l’attestation après l’entretien des extincteurs.",
                },
                "responsible": {"ar": "المدير الإداري", "fr": "Le directeur administratif"},
                "due_on": "2026-05-04",
            },
            {
                "code": "APP-02",
                "title": PRICES,
                "severity": {"ar": "هامة", "fr": "Majeure"},
                "action": {"ar": "تعليق الأسعار بالمدخل وعلى الموقع.", "fr": "Afficher les tarifs à l’entrée et sur le site."},
                "responsible": {"ar": "مصلحة التسجيل", "fr": "Le service des inscriptions"},
                "due_on": "2026-06-12",
            },
        ],
    },
    "CAPC": {
        **PLAN,
        "lines": [
            {"code": "SEC-01", "title": CERTIFICATE, "proven_on": "2026-04-30"},
            {"code": "APP-02", "title": PRICES, "proven_on": "2026-05-20"},
        ],
        "visited_on": "2026-06-02",
    },
    "OBS": {
        **MISSION,
        "place": "Centre Exemple, 5, rue Inventée",
        "held_on": "2026-03-10",
        "refused": {"ar": "الدخول إلى المحل", "fr": "l’accès aux locaux"},
        "facts": {
            "ar": "رفض الحارس فتح الباب بعد الاستظهار بالإذن.",
            "fr": "Le gardien a refusé d’ouvrir malgré l’ordre présenté.",
        },
        "witnesses": {"ar": "نبيل التخيلي، متفقد", "fr": "Nabil Imaginé, inspecteur"},
        "team": VISIT["team"],
    },
    "PREP": {
        **MISSION,
        "held_on": "2026-03-10",
        "started_at": "09:30",
        "ended_at": "12:00",
        "met": {"ar": "المدير البيداغوجي", "fr": "Le directeur pédagogique"},
        "trainees_present": 22,
        "team": VISIT["team"],
        "checked": 43,
        "findings": FINDINGS,
        "summary": {"ar": "الهيكل مطابق في مجمله لكراس الشروط.", "fr": "La structure est conforme dans l’ensemble."},
        "score": "91.5",
        "grade": "A",
        "answer": {"days": 15, "unit": "working", "due_on": "2026-04-13"},
    },
    "FREP": {
        **MISSION,
        "held_on": "2026-03-10",
        "sent_on": "2026-03-20",
        "team": VISIT["team"],
        "checked": 43,
        "findings": FINDINGS,
        "summary": {"ar": "الهيكل مطابق في مجمله لكراس الشروط.", "fr": "La structure est conforme dans l’ensemble."},
        "observations": {"ar": "وقع تعليق الأسعار يوم 25 مارس.", "fr": "Les tarifs sont affichés depuis le 25 mars."},
        "observed_on": "2026-03-26",
        "response": {
            "ar": "سُجّل ذلك، وتبقى المعاينة قائمة في تاريخها.",
            "fr": "Il en est pris acte ; le constat demeure à sa date.",
        },
        "score": "91.5",
        "grade": "A",
    },
}
