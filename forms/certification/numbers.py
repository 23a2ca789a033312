"""Numbers of certificates as people type them."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.fields import LineField
from registers.identifiers import is_certificate_number

# What was clearly meant as a number of this register; structures and older registers had numbers of their own.
_MEANT = re.compile(r"\d{4}-[A-Z]{2,4}-\d{2}-\d{6}-[0-9A-Z]", re.ASCII)


class CertificateNumberField(LineField):
    """In capitals; a number of this register must have the right check character."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 30, "width": "m", "autocomplete": "off", **kwargs})
        self.widget.attrs.update({"dir": "ltr"})

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        return typed.upper() if typed else typed

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and _MEANT.fullmatch(value) and not is_certificate_number(value):
            raise ValidationError(_("No certificate has this number: check every character."), code="check")
