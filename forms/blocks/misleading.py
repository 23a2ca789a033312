"""Names that make a private structure or its training look like a university."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from registers.normalise import fold

_WORDS = (
    *("universite", "university", "faculte", "faculty", "ecole superieure", "institut superieur"),
    *("جامعة", "كلية", "مدرسة عليا", "المدرسة العليا", "معهد عالي", "المعهد العالي"),
)
_FORBIDDEN = re.compile("|".join(rf"(?<!\w)(?:ال|بال|لل|و)?{re.escape(fold(w))}s?(?!\w)" for w in _WORDS))


def check_no_university_title(name: str) -> None:
    """Raises ValidationError when the name claims to be higher education, in any spelling."""
    if _FORBIDDEN.search(fold(name)):
        raise ValidationError(_("This name is reserved to higher education: take out words such as university or faculty."))
