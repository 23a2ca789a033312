"""The levels of the national classification at which a foreign diploma may be placed."""

from collections.abc import Mapping

from documents.contexts.words import text
from documents.wording import Level, Text

# Names vary between texts: to be confirmed on an official specimen.
_TITLES: Mapping[str, tuple[int, Text]] = {
    "CC": (1, text("شهادة المهارة", "certificat de compétence", "certificate of competence")),
    "CAP": (2, text("شهادة الكفاءة المهنية", "certificat d’aptitude professionnelle", "certificate of vocational aptitude")),
    "BTP": (3, text("مؤهّل التقني المهني", "brevet de technicien professionnel", "vocational technician certificate")),
    "BTS": (4, text("مؤهّل التقني السامي", "brevet de technicien supérieur", "higher technician certificate")),
}


def level(code: str) -> Level | None:
    """The level by its code; none when no level is proposed."""
    if not code:
        return None
    rank, title = _TITLES[code]
    return {"code": code, "title": title, "rank": rank}


def title_of(code: str) -> Text:
    return _TITLES[code][1]
