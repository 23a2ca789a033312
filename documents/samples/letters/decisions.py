"""Sample contexts of the letters: decisions."""

from typing import Any

from documents.samples.figures import CENTRE, COMMITTEE, GROUNDS, OBJECT

EXAMPLES: dict[str, dict[str, Any]] = {
    "REF": {
        **CENTRE,
        "object": OBJECT,
        "grounds": GROUNDS,
        "session_on": "2026-03-03",
        "minutes": "2026/03",
        "committee": COMMITTEE,
        "may_ask_again": True,
        "lifted_by": [{"ar": "ما يثبت الاعتراف بالمؤسسة", "fr": "la preuve de reconnaissance de l’organisme"}],
    },
}
