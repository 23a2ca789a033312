"""What a document achieves for its holder, read from its frozen content: the level, the diploma, the attested fact."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from documents import dates

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Achievement:
    """`kind` is an achievement type of Open Badges 3.0, or an extension of it (`ext:…`)."""

    kind: str
    name: str
    description: str
    criteria: str
    level: str = ""
    about: str = ""  # what tells it from another of the same kind and level
    certificate: str = ""  # number in the register of certificates, where the document prints it
    until: str = ""  # the last day on which it holds; empty: it does not end with time


Reader = Callable[[Content, str], Achievement | None]


def _said(value: Any, language: str) -> str:
    return str(value.get(language) or value.get("fr") or "") if isinstance(value, Mapping) else str(value or "")


def _about(title: Any) -> str:
    """A name of the diploma for machines, the same in every language."""
    return hashlib.sha256(_said(title, "fr").encode()).hexdigest()[:12]


def _level(level: Mapping[str, Any] | None, language: str) -> str:
    return f"{_said(level['title'], language)} ({level['code']})" if level else ""


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
        "level": _level(level, language),
        "title": diploma["title"],
        "body": _said(diploma["awarding_body"], language),
    }
    name, description, criteria = (text.format(**words) for text in _EQUIVALENCE[language])
    return Achievement("ext:Equivalence", name, description, criteria, level=level["code"])


_CLASSIFICATION = {
    "ar": (
        "تنظير: {level}",
        "شهادة وطنية مصنّفة في مستوى {level} من السلم الوطني للمهارات.",
        "استنادا إلى جدول التنظير أو إلى رأي اللجنة.",
    ),
    "fr": (
        "Classement : {level}",
        "Certificat national classé au niveau {level} de la classification nationale des qualifications.",
        "Sur la base du tableau de classement ou de l’avis de la commission.",
    ),
}


def classification(content: Content, language: str) -> Achievement:
    """The level at which a national certificate was placed."""
    words = {"level": _level(content["level"], language)}
    name, description, criteria = (text.format(**words) for text in _CLASSIFICATION[language])
    return Achievement("ext:Classification", name, description, criteria, level=content["level"]["code"])


_DIPLOMA = {"ar": "شهادة «{title}»", "fr": "Diplôme « {title} »"}
_BY_EXAMINATION = {
    "ar": "النجاح في الامتحان عدد {examination} بالهيكل «{structure}».",
    "fr": "Réussite à l’examen n° {examination}, structure « {structure} ».",
}
_BY_EXPERIENCE = {
    "ar": "المصادقة على مكتسبات الخبرة: {units}.",
    "fr": "Validation des acquis de l’expérience : {units}.",
}


def _diploma(content: Content, language: str, *, criteria: str, **more: str) -> Achievement:
    title, level = _said(content["diploma_title"], language), content["level"]
    name = _DIPLOMA[language].format(title=title)
    told = {"level": level["code"] if level else "", "about": _about(content["diploma_title"]), **more}
    return Achievement("Diploma", name, " – ".join(filter(None, [name, _level(level, language)])), criteria, **told)


def diploma(content: Content, language: str) -> Achievement:
    """The diploma of an examination."""
    words = {"examination": content["examination"], "structure": _said(content["structure"], language)}
    criteria = _BY_EXAMINATION[language].format(**words)
    return _diploma(content, language, criteria=criteria, certificate=content["certificate"])


def _units(content: Content, which: str, language: str) -> str:
    return ("، " if language == "ar" else ", ").join(_said(unit["title"], language) for unit in content[which])


def experience(content: Content, language: str) -> Achievement:
    """The same diploma, by validated experience."""
    return _diploma(content, language, criteria=_BY_EXPERIENCE[language].format(units=_units(content, "units", language)))


_PARTIAL = {
    "ar": ("وحدات من شهادة «{title}»", "الوحدات المصادق عليها: {units}."),
    "fr": ("Unités du diplôme « {title} »", "Unités validées : {units}."),
}


def partial(content: Content, language: str) -> Achievement | None:
    """The units of a diploma that a jury validated, for as long as they are kept; none, when none was."""
    if not content["validated"]:
        return None
    units = _units(content, "validated", language)
    words = {"title": _said(content["diploma_title"], language), "units": units}
    name, description = (text.format(**words) for text in _PARTIAL[language])
    criteria = _BY_EXPERIENCE[language].format(units=units)
    # What is achieved are these units: another set is another achievement.
    about = _about(_said(content["diploma_title"], "fr") + _units(content, "validated", "fr"))
    terms = {"level": content["level"]["code"], "about": about, "until": content["until"]}
    return Achievement("Competency", name, description, criteria, **terms)


_KINDS = {
    "diploma": "Diploma",
    "experience": "Diploma",
    "equivalence": "ext:Equivalence",
    "classification": "ext:Classification",
    "attestation": "CertificateOfCompletion",
}
_IN_REGISTER = {
    "ar": "مضمّن بسجل الشهادات تحت عدد {number} بتاريخ {on}.",
    "fr": "Inscrit au registre des certificats sous le n° {number}, le {on}.",
}
_CORRECTED = {
    "ar": "شهادة مصلحة تعوّض الشهادة عدد {number} المؤرخة في {on}.",
    "fr": "Certificat rectifié, qui remplace le n° {number} du {on}.",
}


def registered(content: Content, language: str) -> Achievement | None:
    """The certificate of which the register says so: a duplicate, a corrected diploma, an attestation of success.

    None for the end of an enrolment, by which nothing was obtained.
    """
    line = content.get("line")
    if not line:
        return None
    title, level = _said(line["title"], language), line["level"]
    description = " – ".join(filter(None, [title, _level(level, language), _said(line["mention"], language)]))
    is_corrected = content.get("is_duplicate") is False  # it has a number of its own, which the letter does not print
    words = {"number": line["number"], "on": dates.in_letters(date.fromisoformat(line["issued_on"]), language)}
    criteria = (_CORRECTED if is_corrected else _IN_REGISTER)[language].format(**words)
    certificate = "" if is_corrected else line["number"]
    told = {"level": level["code"] if level else "", "about": _about(line["title"]), "certificate": certificate}
    return Achievement(_KINDS[line["kind"]], title, description, criteria, **told)
