"""Sample contexts of the letters of a validation of experience."""

from typing import Any

from documents.samples.figures import CENTRE, HOLDER, LEVEL

UNITS = [
    {"code": "U1", "title": {"ar": "الصيانة الوقائية", "fr": "Maintenance préventive"}},
    {"code": "U2", "title": {"ar": "إصلاح الآلات", "fr": "Réparation des machines"}},
]
TARGET = {
    **CENTRE,
    "holder": HOLDER,
    "diploma_title": {"ar": "تقني في الصيانة الصناعية", "fr": "Technicien en maintenance industrielle"},
    "level": LEVEL,
}
EXAMPLES: dict[str, dict[str, Any]] = {
    "ELI": {**TARGET, "eligible": True, "years": "6,5", "units": UNITS, "until": "2027-03-10"},
    "DIPV": {**TARGET, "units": UNITS, "jury_on": "2026-03-03"},
    "VPART": {
        **TARGET,
        "validated": UNITS[:1],
        "left": UNITS[1:],
        "remarks": {"ar": "تُستكمل الوحدة الثانية بفترة تكوين تطبيقي.", "fr": "L’unité 2 est à compléter par un stage pratique."},
        "jury_on": "2026-03-03",
        "until": "2031-03-09",
    },
}
