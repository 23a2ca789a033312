"""Sample contexts of the letters of campaigns."""

from typing import Any

from documents.samples.figures import BASE, CENTRE

REPORT: dict[str, Any] = {
    "structure": {"ar": "مركز المثال للتكوين", "fr": "Centre Exemple de formation"},
    "report": "REP-2025-A-SP-61-0042",
    "period": {"ar": "سنة 2025", "fr": "année 2025"},
}
ANNUAL = {"ar": "التقرير السنوي البيداغوجي والمالي (حملة)", "fr": "Rapport annuel pédagogique et financier (campagne)"}
BASE_CASE: dict[str, Any] = {**BASE["case"], "number": "MON-01/2026/000042", "procedure": ANNUAL}

EXAMPLES: dict[str, dict[str, Any]] = {
    "CAMP": {
        **CENTRE,
        "case": BASE_CASE,
        "signature": None,
        **REPORT,
        "opened_on": "2026-01-30",
        "due_on": "2026-03-31",
    },
    "NOTICE": {
        **BASE,
        "case": BASE_CASE,
        "structure": REPORT["structure"],
        "facts": {
            "ar": "لم يودع التقرير عدد REP-2025-A-SP-61-0042 بعنوان سنة 2025 في أجله المحدد بيوم 31/03/2026.",
            "fr": "le rapport n° REP-2025-A-SP-61-0042, année 2025, n’a pas été déposé à l’échéance du 31/03/2026.",
        },
        "asked": {
            "ar": "إيداع «التقرير السنوي البيداغوجي والمالي» بعنوان سنة 2025 على المنصة.",
            "fr": "le dépôt sur la plateforme du « Rapport annuel pédagogique et financier », année 2025.",
        },
        "answer": {"days": 15, "unit": "calendar", "due_on": "2026-05-04"},
        "consequence": {
            "ar": "تُعاين حالة التخلف ويحال الملف على إجراءات العقوبة، ويُذكر ذلك في القائمة العمومية للهياكل.",
            "fr": "la défaillance est constatée, le dossier est transmis en procédure de sanction et la liste publique des "
            "structures en porte la mention.",
        },
    },
    "VALR": {
        **BASE,
        "case": BASE_CASE,
        **REPORT,
        "filed_on": "2026-03-24",
        "late": 0,
        "differences": 2,
        "automatic": False,
    },
}
