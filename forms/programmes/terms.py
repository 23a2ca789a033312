"""What a document and an advertisement of a private structure may not promise."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.blocks.misleading import check_no_university_title
from registers.normalise import fold

# A document of training without homologation calls itself by one of these.
_MODEST = ("attestation", "certificat de formation", "شهادة تكوين", "شهادة في التكوين", "شهادة حضور", "شهادة مشاركة")
_DIPLOMAS = (
    *("diplome", "diploma", "brevet", "bts", "btp", "cap", "licence", "master", "doctorat", "ingenieur"),
    *("ديبلوم", "دبلوم", "إجازة", "ماجستير", "دكتوراه", "مؤهل التقني", "شهادة الكفاءة", "مهندس"),
)
_PROMISES = (
    *("diplome d'etat", "reconnu par l'etat", "reconnue par l'etat", "agree par l'etat", "homologue", "homologuee", "equivalent"),
    *("emploi garanti", "معترف به من الدولة", "معترف بها من الدولة", "شهادة دولة", "منظر", "منظرة", "تشغيل مضمون"),
)


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w)(?:ال|بال|لل|و)?{re.escape(fold(word))}s?(?!\w)" for word in words))


_DIPLOMA, _PROMISE = _any_of(_DIPLOMAS), _any_of((*_PROMISES, *_DIPLOMAS))


def check_certificate_title(title: str) -> None:
    """Raises ValidationError unless the document calls itself an attestation of training, and no diploma."""
    told = fold(title)
    if _DIPLOMA.search(told):
        raise ValidationError(_("Only a homologated programme leads to a diploma: take this word out."), code="diploma")
    if not any(fold(word) in told for word in _MODEST):
        raise ValidationError(_("Call it an attestation or a certificate of training."), code="modest")


def check_advertisement(text: str) -> None:
    """Raises ValidationError when the text promises what only homologation, a university or the state gives."""
    check_no_university_title(text)
    if found := _PROMISE.search(fold(text)):
        told = {"term": found[0]}
        raise ValidationError(_("This term may not be used in an advertisement: “%(term)s”."), code="term", params=told)
