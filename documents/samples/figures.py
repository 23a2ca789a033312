"""The plainly fictional people, diplomas and sessions of the sample letters."""

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
