"""Sample contexts of the letters: committees."""

from typing import Any

from documents.samples.figures import CENTRE, DIPLOMA, LEVEL, NAME, SESSION

EXAMPLES: dict[str, dict[str, Any]] = {
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
}
