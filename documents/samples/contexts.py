"""One plainly fictional context per letter: what samples are printed from, and what tests read back."""

from copy import deepcopy
from typing import Any

PROCEDURE = {
    "ar": "معادلة شهادة تكوين مهني أجنبية",
    "fr": "Équivalence d’un diplôme étranger de formation professionnelle",
    "en": "Equivalence of a foreign vocational diploma",
}
NAME = {"ar": "ياسمين التجريبية", "fr": "Yasmine Exemple"}
LEVEL = {"code": "BTP", "title": {"ar": "مؤهّل التقني المهني", "fr": "brevet de technicien professionnel"}, "rank": 3}
COMMITTEE = {
    "ar": "اللجنة الاستشارية لمعادلة شهادات التكوين الأجنبية",
    "fr": "commission consultative d’équivalence des diplômes étrangers",
}
HOLDER = {
    "civility": "ms",
    "name": NAME,
    "born_on": "1998-05-14",
    "born_at": {"ar": "قابس", "fr": "Gabès"},
    "identity": "cin",
    "identity_number": "01234567",
}
DIPLOMA = {
    "title": "Technicienne en maintenance industrielle",
    "awarding_body": "Institut Fictif des Métiers",
    "country": {"ar": "فرنسا", "fr": "France", "en": "France"},
    "awarded_on": "2023-07-01",
    "duration_months": 24,
    "hours": 1215,
    "mode": "alternating",
}
SESSION = {
    "committee": COMMITTEE,
    "number": "2026/03",
    "date": "2026-03-03",
    "time": "10:00",
    "place": {"ar": "قاعة الاجتماعات بمقر الوزارة", "fr": "salle de réunion du ministère"},
}
ITEMS: list[dict[str, Any]] = [
    {
        "what": {"ar": "البرنامج الرسمي والحجم الساعي", "fr": "Programme et volume horaire officiels"},
        "why": {"ar": "النسخة المقدمة لا تتضمن عدد ساعات كل وحدة", "fr": "La copie fournie n’indique pas les heures par unité"},
        "form": {"ar": "نسخة رقمية كاملة بصيغة PDF", "fr": "Copie numérique complète, format PDF"},
    },
    {
        "what": {"ar": "كشوف الأعداد", "fr": "Relevés de notes"},
        "why": "السنة الثانية غير مقروءة",
        "where": {"ar": "الإدارة الجهوية أو المنصة", "fr": "Direction régionale ou plateforme"},
    },
]
GROUNDS = [
    {
        "title": {"ar": "عدم ثبوت الاعتراف بالجهة المانحة", "fr": "Reconnaissance de l’organisme délivrant non établie"},
        "law": "A2010-79",
        "fact": {
            "ar": "لا تتضمن الوثيقة المقدمة بتاريخ 12 جانفي 2026 أي إشارة إلى اعتراف السلطات المختصة في البلد بالمؤسسة.",
            "fr": "La pièce produite le 12 janvier 2026 ne mentionne aucune reconnaissance par les autorités du pays.",
        },
    },
    {
        "title": {"ar": "عدم كفاية الحجم الساعي", "fr": "Volume horaire insuffisant"},
        "law": "D2009-2139",
        "fact": {"ar": "الحجم الساعي الثابت 400 ساعة.", "fr": "Le volume établi est de 400 heures."},
    },
]
BASE: dict[str, Any] = {
    "draft": False,
    "number": "2026/EQV/0012",
    "date": "2026-02-22",
    "letterhead": {
        "directorate": {
            "ar": "الإدارة الجهوية للتشغيل والتكوين المهني بقابس",
            "fr": "Direction régionale de l’emploi et de la formation professionnelle de Gabès",
        },
        "place": {"ar": "قابس", "fr": "Gabès"},
        "contact": {
            "ar": "نهج المثال عدد 1، 6000 قابس – الهاتف 70 000 000 – contact@example.tn",
            "fr": "1, rue de l’Exemple, 6000 Gabès – tél. 70 000 000 – contact@example.tn",
        },
    },
    "addressee": {"civility": "ms", "name": NAME, "lines": ["12 rue Imaginaire", "6000 Gabès"]},
    "case": {
        "number": "EQV-01/2026/000123",
        "deposit": "D-7K3M-92QX",
        "procedure": PROCEDURE,
        "submitted_on": "2026-01-12",
        "registered_on": "2026-01-14",
        "url": "https://takwin.example.tn/cases/7b0d7a52",
    },
    "signature": {
        "name": {"ar": "منير الافتراضي", "fr": "Mounir Fictif"},
        "function": {"ar": "المدير الجهوي للتشغيل والتكوين المهني", "fr": "Le directeur régional"},
        "delegated": False,
    },
    "verification": {"url": "https://takwin.example.tn/v/7K3M-92QX-4T8B-ZH5N-W", "code": "7K3M-92QX-4T8B-ZH5N-W"},
}
MINISTER = {
    "name": {"ar": "سلمى النموذجية", "fr": "Salma Modèle"},
    "function": {"ar": "المدير العام للتكوين المهني", "fr": "Le directeur général de la formation professionnelle"},
    "delegated": True,
    "electronic": "TN-2026-00F1-77AC",
}
CENTRE = {
    "letterhead": {
        **BASE["letterhead"],
        "directorate": {
            "ar": "إدارة التكوين المهني الخاص",
            "fr": "Direction de la formation professionnelle privée",
        },
        "place": {"ar": "تونس", "fr": "Tunis"},
    },
    "signature": MINISTER,
}
OBJECT = {
    "ar": "معادلة شهادة «Technicienne en maintenance industrielle»",
    "fr": "l’équivalence du diplôme « Technicienne en maintenance industrielle »",
}

OWN: dict[str, dict[str, Any]] = {
    "ACK": {
        "number": "2026/ACK/0044",
        "case": {**BASE["case"], "number": None, "registered_on": None},
        "submitted_at": "2026-01-12T10:15",
        "received": [{"ar": "بطاقة التعريف الوطنية", "fr": "Carte d’identité nationale"}, {"ar": "الشهادة", "fr": "Diplôme"}],
        "completeness": {"days": 3, "unit": "working", "due_on": "2026-01-15"},
        "signature": None,
    },
    "RET": {
        "case": {**BASE["case"], "number": None, "registered_on": None},
        "items": ITEMS,
        "answer": {"days": 30, "unit": "calendar", "due_on": "2026-03-24"},
    },
    "REC": {
        "stages": [
            {
                "title": {"ar": "التثبت الجهوي", "fr": "Vérification régionale"},
                "limit": {"days": 5, "unit": "working", "due_on": "2026-01-21"},
            },
            {"title": {"ar": "الدرس المركزي", "fr": "Instruction centrale"}, "limit": {"days": 20, "unit": "working"}},
            {"title": {"ar": "اللجنة", "fr": "Commission"}, "limit": {"days": 30, "unit": "working"}},
            {"title": {"ar": "الإمضاء", "fr": "Signature"}, "limit": {"days": 10, "unit": "working"}},
        ],
        "legal_limit": {"days": 90, "unit": "calendar", "due_on": "2026-04-14"},
        "suspended_by_complements": True,
    },
    "CPL": {
        "items": ITEMS,
        "answer": {"days": 30, "unit": "calendar", "due_on": "2026-03-24"},
        "law": "A2010-79",
        "copy_to": [{"ar": "إدارة التكوين المهني الخاص", "fr": "Direction de la formation professionnelle privée"}],
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
    "AGD": {
        **CENTRE,
        "addressee": {"civility": "mr", "name": {"ar": "حاتم المثالي", "fr": "Hatem Témoin"}, "function": "عضو اللجنة"},
        "session": SESSION,
        "items": [
            {
                "case_number": f"EQV-01/2026/00012{number}",
                "holder": NAME,
                "diploma": DIPLOMA["title"],
                "country": DIPLOMA["country"],
                "requested_level": LEVEL["title"],
                "rapporteur": {"ar": "نبيل التخيلي", "fr": "Nabil Imaginé"},
            }
            for number in range(3, 6)
        ],
        "quorum": 5,
    },
    "MIN": {
        **CENTRE,
        "session": SESSION,
        "opened_at": "10:05",
        "closed_at": "12:30",
        "members": [
            {"name": "سلمى النموذجية", "capacity": {"ar": "رئيسة", "fr": "présidente"}, "presence": "present", "chairs": True},
            {"name": "حاتم المثالي", "capacity": {"ar": "عضو", "fr": "membre"}, "presence": "present", "chairs": False},
            {"name": "نبيل التخيلي", "capacity": {"ar": "عضو", "fr": "membre"}, "presence": "excused", "chairs": False},
        ],
        "quorum": 2,
        "recusals": [
            {
                "name": "حاتم المثالي",
                "case_number": "EQV-01/2026/000124",
                "reason": {"ar": "صلة قرابة بصاحب الشهادة", "fr": "lien de parenté avec le titulaire"},
            }
        ],
        "items": [
            {
                "case_number": "EQV-01/2026/000123",
                "holder": NAME,
                "diploma": DIPLOMA["title"],
                "votes": {"cast_for": 1, "against": 1, "abstained": 0, "chair_decided": True},
                "opinion": "favourable",
                "level": LEVEL,
                "reasons": [{"ar": "الحجم الساعي مطابق", "fr": "volume horaire conforme"}],
            },
            {
                "case_number": "EQV-01/2026/000124",
                "holder": NAME,
                "diploma": DIPLOMA["title"],
                "votes": None,
                "opinion": "adjourned",
                "level": None,
                "reasons": [{"ar": "عدم اكتمال النصاب بعد التنحي", "fr": "quorum perdu après un déport"}],
            },
        ],
        "secretary": {"ar": "أمينة الوهمية", "fr": "Amina Factice"},
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
    "REF": {
        **CENTRE,
        "object": OBJECT,
        "grounds": GROUNDS,
        "session_on": "2026-03-03",
        "minutes": "2026/03",
        "may_ask_again": True,
        "lifted_by": [{"ar": "ما يثبت الاعتراف بالمؤسسة", "fr": "la preuve de reconnaissance de l’organisme"}],
    },
    "FRA": {
        **CENTRE,
        "object": OBJECT,
        "grounds": GROUNDS[:1],
        "heard_on": "2026-02-02",
        "answer": "لم أكن على علم بعدم صحة الوثيقة.",
        "diploma": DIPLOMA,
    },
    "INA": {
        "object": OBJECT,
        "grounds": GROUNDS[:1],
        "competent": {"ar": "وزارة التعليم العالي والبحث العلمي", "fr": "ministère de l’enseignement supérieur"},
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
    "TST": {
        **CENTRE,
        "holder": HOLDER,
        "diploma": DIPLOMA,
        "time": "09:30",
        "test_on": "2026-03-10",
        "place": {"ar": "المركز الافتراضي للتكوين بتونس", "fr": "Centre fictif de formation, Tunis"},
        "reason": {"ar": "التثبت من المهارات التطبيقية", "fr": "vérification des compétences pratiques"},
    },
    "LAP": {
        "asked_on": "2026-01-20",
        "asked_in": "2026/CPL/0031",
        "limit": {"days": 30, "unit": "calendar", "due_on": "2026-02-19"},
        "missing": [item["what"] for item in ITEMS],
        "signature": None,
    },
}


def example(code: str, **changes: Any) -> dict[str, Any]:
    """A fresh context for a letter."""
    return deepcopy({**BASE, **OWN[code], **changes})
