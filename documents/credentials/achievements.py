"""What a document achieves for its holder, read from its frozen content: the level, the diploma, the attested fact."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Achievement:
    """`kind` is an achievement type of Open Badges 3.0, or an extension of it (`ext:…`)."""

    kind: str
    name: str
    description: str
    criteria: str
    level: str = ""


Reader = Callable[[Content, str], Achievement]


def _said(value: Any, language: str) -> str:
    return str(value.get(language) or value.get("fr") or "") if isinstance(value, Mapping) else str(value or "")


_EQUIVALENCE = {
    "ar": (
        "معادلة: {level}",
        "شهادة «{title}» المسندة من {body} معادلة لمستوى {level}.",
        "بعد التثبت لدى الجهة المانحة ورأي اللجنة الاستشارية.",
    ),
    "fr": (
        "Équivalence : {level}",
        "Le diplôme « {title} » délivré par {body} est reconnu équivalent au niveau {level}.",
        "Après vérification auprès de l’organisme délivrant et avis de la commission consultative.",
    ),
}


def equivalence(content: Content, language: str) -> Achievement:
    """The level at which a foreign diploma was placed."""
    level, diploma = content["level"], content["diploma"]
    words = {
        "level": f"{_said(level['title'], language)} ({level['code']})",
        "title": diploma["title"],
        "body": _said(diploma["awarding_body"], language),
    }
    name, description, criteria = (text.format(**words) for text in _EQUIVALENCE[language])
    return Achievement("ext:Equivalence", name, description, criteria, level=level["code"])
