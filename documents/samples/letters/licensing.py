"""Sample contexts of the letters: opening, conformity, objection, changes, closure."""

from typing import Any

from documents.samples.figures import CENTRE
from documents.samples.letters.visits import LICENSING, STRUCTURE

PROGRAMMES = [{"ar": "تقني في الصيانة", "fr": "Maintenance industrielle"}, {"ar": "محاسبة", "fr": "Comptabilité"}]
EXAMPLES: dict[str, dict[str, Any]] = {
    "CDCR": {
        **LICENSING,
        "structure": STRUCTURE,
        "particulars": [
            {"label": {"ar": "المعرف الوحيد", "fr": "Identifiant unique RNE"}, "value": "1234567R"},
            {"label": {"ar": "تسمية المقر", "fr": "Nom du site"}, "value": {"ar": "مركز المثال", "fr": "Centre Exemple"}},
        ],
        "programmes": PROGRAMMES,
        "tacit": False,
    },
    "CONF": {
        **LICENSING,
        "structure": STRUCTURE,
        "site": {"ar": "مركز المثال", "fr": "Centre Exemple"},
        "address": {"ar": "5 نهج الاختراع، 1002 تونس", "fr": "5, rue Inventée, 1002 Tunis"},
        "capacity": 40,
        "programmes": PROGRAMMES,
        "visit_on": "2026-03-10",
        "grade": "A",
        "tacit": False,
    },
    "MODR": {
        **LICENSING,
        "structure": STRUCTURE,
        "changes": [
            {
                "label": {"ar": "طاقة الاستيعاب الآنية", "fr": "Capacité simultanée"},
                "before": "40",
                "after": "60",
            }
        ],
        "effective_on": "2026-04-15",
        "tacit": False,
    },
    "INT": {
        **LICENSING,
        "structure": STRUCTURE,
        "site": "Centre Exemple (SP-TN-11-0001-01)",
        "since": "2026-04-01",
        "until": "2026-12-31",
        "extended": False,
        "sessions": [
            {
                "session": "PRG-000012-2026-001",
                "solution": {"ar": "تتواصل بالمقر الثاني", "fr": "Poursuivie dans le second site"},
            }
        ],
        "tacit": False,
    },
    "RESU": {
        **LICENSING,
        "structure": STRUCTURE,
        "site": "Centre Exemple (SP-TN-11-0001-01)",
        "since": "2026-04-01",
        "resumed_on": "2026-10-05",
        "visit_on": "2026-09-22",
        "grade": "B",
    },
    "AUT": {
        **CENTRE,
        **LICENSING,
        "foreign": "Institut Fictif de Formation",
        "country": {"ar": "إيطاليا", "fr": "Italie"},
        "registration": "RM-123456",
        "client": STRUCTURE,
        "actions": [
            {
                "title": {"ar": "صيانة الآلات الرقمية", "fr": "Maintenance des machines numériques"},
                "place": {"ar": "تونس", "fr": "Tunis"},
                "start": "2026-05-04",
                "end": "2026-05-15",
                "hours": 60,
                "trainees": 12,
            }
        ],
        "trainers": [{"name": "Mario Esempio", "passport": "YA1234567"}],
        "issued": {"ar": "شهادة حضور", "fr": "Attestation de présence"},
        "valid_until": "2026-05-15",
    },
    "CLOT": {
        **LICENSING,
        "addressee": {
            "civility": "ms",
            "name": {"ar": "سلمى التجريبية", "fr": "Salma Exemple"},
            "lines": ["مركز المثال للتكوين", "5 نهج الاختراع"],
        },
        "holder": {"civility": "ms", "name": {"ar": "سلمى التجريبية", "fr": "Salma Exemple"}, "born_on": "2006-05-14"},
        "structure": STRUCTURE,
        "sites": ["Centre Exemple (SP-TN-11-0001-01)"],
        "closing_on": "2026-06-30",
        "enrolment": "ENR-2026-0000041",
        "training": {"ar": "الصيانة الصناعية", "fr": "Maintenance industrielle"},
        "solution": "transfer",
        "goes_on": {
            "structure": {"ar": "معهد الخيال للتكوين", "fr": "Institut Imaginé de formation"},
            "address": {"ar": "8 نهج الخيال، تونس", "fr": "8, rue Imaginée, Tunis"},
            "session": "SES-11-2026-000012",
            "starts_on": "2026-05-04",
        },
    },
    "CLO": {
        **CENTRE,
        **LICENSING,
        "structure": STRUCTURE,
        "whole": True,
        "sites": ["Centre Exemple (SP-TN-11-0001-01)"],
        "closed_on": "2026-06-30",
        "transferred": 5,
        "completed": 30,
        "refunded": 2,
        "registers": 4,
        "counterfoils": 12,
        "archives_at": {"ar": "أرشيف الإدارة المركزية", "fr": "Archives de l’administration centrale"},
        "of_office": False,
    },
    "OBJ": {
        **CENTRE,
        **LICENSING,
        "object": {"ar": "إحداث الهيكل «شركة المثال للتكوين»", "fr": "l’ouverture de la structure « Société Exemple Formation »"},
        "grounds": [
            {
                "title": {"ar": "إخلال بشروط السلامة", "fr": "Manquement aux conditions de sécurité"},
                "law": "L2008-10",
                "fact": {"ar": "لا توجد شهادة وقاية سارية.", "fr": "Aucune attestation de prévention en vigueur."},
            }
        ],
        "heard_on": "2026-03-12",
        "visit_on": "2026-03-10",
        "receipt": "2026/CDCR/0007",
    },
}
