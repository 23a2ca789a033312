"""Fields of one line: names in one script, and the identifiers of people and enterprises."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms import text
from registers.identifiers import TAX_LETTERS, compact, is_rib, tax_key

ARABIC_LETTERS = re.compile(r"[\u0621-\u063a\u0641-\u064a\u0671\u067e\u0686\u06a4\u06a5\u06a8\u06ad\u06af]")


class LineField(forms.CharField):
    """One line of text, at most `max_length` characters; `lang` fixes script and direction of the control."""

    def __init__(
        self,
        *,
        max_length: int = 200,
        width: str = "l",
        lang: str = "",
        autocomplete: str = "",
        inputmode: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(max_length=max_length, **kwargs)
        direction = {"": "auto", "ar": "rtl"}.get(lang, "ltr")
        told = {"data-width": width, "lang": lang, "dir": direction, "autocomplete": autocomplete, "inputmode": inputmode}
        self.widget.attrs.update({name: value for name, value in told.items() if value})

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        return text.line(typed) or self.empty_value if typed else typed


class NameField(LineField):
    """A part of a person's name, in one script."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 60, "width": "m", **kwargs})

    def to_python(self, value: Any) -> str:
        name = super().to_python(value)
        if not name:
            return name
        name = re.sub(r"[-\u2010-\u2015]", "-", name)
        if any(c.isdigit() for c in name):
            raise ValidationError(_("A name has no digits."), code="digits")
        self.check(name)
        if not any(c.isalpha() for c in name):
            raise ValidationError(_("Write a name, with at least one letter."), code="letters")
        return name

    def check(self, name: str) -> None:
        raise NotImplementedError


class ArabicNameField(NameField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"lang": "ar", **kwargs})

    def to_python(self, value: Any) -> str:
        return text.MARKS.sub("", super().to_python(value))

    def check(self, name: str) -> None:
        if any("LATIN" in unicodedata.name(c, "") for c in name):
            raise ValidationError(_("Write this name in Arabic letters only."), code="script")
        if not all(ARABIC_LETTERS.match(c) or text.MARKS.match(c) or c in " -" for c in name):
            raise ValidationError(_("Use Arabic letters, spaces and hyphens only."), code="characters")


class LatinNameField(NameField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"lang": "fr", **kwargs})

    def to_python(self, value: Any) -> str:
        typed = value.translate(str.maketrans("’ʼ‘`´", "'''''")) if isinstance(value, str) else value
        return super().to_python(typed)

    def check(self, name: str) -> None:
        if any("ARABIC" in unicodedata.name(c, "") for c in name):
            raise ValidationError(_("Write this name in Latin letters only."), code="script")
        if not all(unicodedata.name(c, "").startswith("LATIN") or c in " -'" for c in name):
            raise ValidationError(_("Use Latin letters, spaces, hyphens and apostrophes only."), code="characters")


class PlaceNameField(LineField):
    """The name of a delegation: letters of either script. There is no official list to check it against."""

    def validate(self, value: str) -> None:
        super().validate(value)
        is_name = all(c.isalpha() or unicodedata.combining(c) or c in " -'’()." for c in value)
        if value and not (is_name and sum(c.isalpha() for c in value) > 1):
            raise ValidationError(_("Write the name of the delegation in letters, without figures or codes."), code="characters")


class IdentifierField(LineField):
    """A number or code, kept without separators, in capitals and western digits."""

    pattern = re.compile("[A-Z0-9]+", re.ASCII)
    unmatched: Any = _("Use Latin letters and digits only.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 40, "width": "s", "lang": "en", "autocomplete": "off", **kwargs})
        del self.widget.attrs["lang"]  # a code is in no language

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        if not typed:
            return typed
        code = self.normalise(compact(typed))
        if not self.pattern.fullmatch(code):
            raise ValidationError(self.unmatched, code="invalid")
        return code

    def normalise(self, code: str) -> str:
        return code


class CinField(IdentifierField):
    pattern = re.compile(r"[01]\d{7}", re.ASCII)
    unmatched = _("The number of an identity card has 8 digits and begins with 0 or 1, for example 01234567.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"inputmode": "numeric", **kwargs})


class PassportField(IdentifierField):
    pattern = re.compile(r"[A-Z0-9]{6,9}", re.ASCII)
    unmatched = _("A passport number has 6 to 9 letters and digits, for example X123456.")


class PostalCodeField(IdentifierField):
    pattern = re.compile(r"[1-9]\d{3}", re.ASCII)
    unmatched = _("A postal code has 4 digits, for example 1002.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"autocomplete": "postal-code", "inputmode": "numeric", **kwargs})


class PhoneField(IdentifierField):
    """Kept as E.164: a Tunisian number of 8 digits, or a number abroad with its country code."""

    pattern = re.compile(r"\+216[2-57-9]\d{7}|\+(?!216)[1-9]\d{6,14}", re.ASCII)
    unmatched = _("Write 8 digits, for example 71 234 567; or a number abroad with + and the country code.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"width": "m", "autocomplete": "tel", "inputmode": "tel", **kwargs})

    def normalise(self, code: str) -> str:
        code = re.sub(r"^00", "+", code)
        if re.fullmatch(r"\d{8}", code):
            return f"+216{code}"
        return f"+{code}" if re.fullmatch(r"216\d{8}", code) else code


class RneField(IdentifierField):
    pattern = re.compile(rf"\d{{7}}[{TAX_LETTERS}]", re.ASCII)
    unmatched = _("The identifier has 7 digits and a letter, for example 1282182W.")

    def to_python(self, value: Any) -> str:
        code = super().to_python(value)
        if code and code[7] != tax_key(code[:7]):
            raise ValidationError(_("The key letter does not belong to this number: check every digit."), code="key")
        return code


class TaxNumberField(RneField):
    """Kept without separators: 1282182WAM000."""

    pattern = re.compile(rf"\d{{7}}[{TAX_LETTERS}][ABDNP](?:[CMNP]000|E\d{{3}})", re.ASCII)
    unmatched = _("A tax number looks like 1282182W/A/M/000.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"width": "m", **kwargs})


class RibField(IdentifierField):
    """A bank account: 20 digits, of which the last two are a key."""

    pattern = re.compile(r"\d{20}", re.ASCII)
    unmatched = _("A bank identity has 20 digits.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"width": "m", "inputmode": "numeric", **kwargs})

    def to_python(self, value: Any) -> str:
        code = super().to_python(value)
        if code and not is_rib(code):
            raise ValidationError(_("The key does not belong to this account: check every digit."), code="key")
        return code
