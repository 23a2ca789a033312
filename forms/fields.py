"""Types of fields: what is accepted, how it is kept, and the sentence when it is not accepted."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.regions import Region
from forms import text
from forms.lines import (
    ArabicNameField,
    CinField,
    IdentifierField,
    LatinNameField,
    LineField,
    PassportField,
    PhoneField,
    PlaceNameField,
    PostalCodeField,
    RneField,
    TaxNumberField,
)
from forms.tables import TableField
from registers import countries

__all__ = [
    "AmountField",
    "ArabicNameField",
    "ChoiceField",
    "CinField",
    "CountryField",
    "DateField",
    "EmailField",
    "FreeText",
    "IdentifierField",
    "LatinNameField",
    "LineField",
    "MoneyField",
    "NumberField",
    "PassportField",
    "PastDateField",
    "PhoneField",
    "PlaceNameField",
    "PostalCodeField",
    "RegionField",
    "RneField",
    "TableField",
    "TaxNumberField",
    "TickField",
    "TimeField",
    "YesNoField",
    "offered",
    "years_before",
]


def years_before(day: date, years: int) -> date:
    """The same day in an earlier year; 1 March for a 29 February that year does not have."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 3, 1)


class EmailField(forms.EmailField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 254, **kwargs})
        self.widget.attrs.update({"dir": "ltr", "autocomplete": "email", "data-width": "l"})

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        return text.line(typed).lower() if typed else typed


class FreeText(forms.CharField):
    """Several lines; counted as the person counts them, so that nothing is cut without a word."""

    default_error_messages = {
        "too_long": _("Write at most %(limit)d characters: you wrote %(count)d."),
        "too_short": ngettext_lazy(
            "Write at least %(limit)d character: you wrote %(count)d.",
            "Write at least %(limit)d characters: you wrote %(count)d.",
            "limit",
        ),
    }

    def __init__(self, *, limit: int = 4000, least: int = 0, rows: int = 4, **kwargs: Any) -> None:
        self.limit, self.least = limit, least
        super().__init__(widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), **kwargs)

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        return text.paragraphs(typed) if typed else typed

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.limit:
            told = {"limit": self.limit, "count": len(value)}
            raise ValidationError(self.error_messages["too_long"], code="too_long", params=told)
        if value and len(value) < self.least:
            told = {"limit": self.least, "count": len(value)}
            raise ValidationError(self.error_messages["too_short"], code="too_short", params=told)


class DateField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "data-width": "s"})
        super().__init__(**{"widget": widget, "input_formats": ["%Y-%m-%d", "%d/%m/%Y"], **kwargs})

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(text.western(text.line(value)) if isinstance(value, str) else value)
        if day and day.year < 1900:
            raise ValidationError(_("Write the year with four digits."), code="year")
        return day


class PastDateField(DateField):
    """Today or earlier; `max_age` in years for a date of birth."""

    def __init__(self, *, max_age: int | None = None, **kwargs: Any) -> None:
        self.max_age = max_age
        super().__init__(**kwargs)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        today = timezone.localdate()
        if value and value > today:
            raise ValidationError(_("This date is in the future."), code="future")
        if value and self.max_age and value < years_before(today, self.max_age):
            raise ValidationError(_("This date is more than %(years)d years ago."), code="age", params={"years": self.max_age})


class TimeField(forms.TimeField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", "data-width": "s"})
        super().__init__(**{"widget": widget, "input_formats": ["%H:%M"], **kwargs})

    def to_python(self, value: Any) -> Any:
        return super().to_python(text.western(text.line(value)) if isinstance(value, str) else value)


class NumberField(forms.IntegerField):
    """A whole number, in any digits."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "data-width": "s", "autocomplete": "off"})
        super().__init__(**{"widget": widget, **kwargs})

    def to_python(self, value: Any) -> int | None:
        typed = re.sub(r"[\s\u202f]", "", text.western(text.line(value))) if isinstance(value, str) else value
        return super().to_python(typed)


class AmountField(forms.DecimalField):
    """A number with an exact count of decimals; comma or point."""

    def __init__(self, *, decimals: int, max_digits: int = 15, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr", "data-width": "s", "autocomplete": "off"})
        super().__init__(**{"widget": widget, "decimal_places": decimals, "max_digits": max_digits, **kwargs})
        self.decimals = decimals

    def to_python(self, value: Any) -> Decimal | None:
        typed = value
        if isinstance(value, str):
            typed = re.sub(r"[\s\u202f]", "", text.western(text.line(value))).replace("٫", ".").replace(",", ".")
        return super().to_python(typed)

    def clean(self, value: Any) -> Decimal | None:
        amount = super().clean(value)
        return None if amount is None else amount.quantize(Decimal(1).scaleb(-self.decimals))


class MoneyField(AmountField):
    """Dinars and millimes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"decimals": 3, "min_value": Decimal(0), **kwargs})


CHOOSE = _("Choose")


def offered(choices: Any, *, blank: Any = CHOOSE) -> Callable[[], list[tuple[str, Any]]]:
    """The choices of a list that opens on a blank line; read anew for every form."""
    return lambda: [("", blank), *(choices() if callable(choices) else choices)]


class Choices(forms.RadioSelect):
    """All the choices in sight: side by side where they are short, on a phone too where they are very short."""

    NARROW, WIDE = 16, 56  # characters of all labels together

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        length = sum(len(str(label)) for _value, label in self.choices)
        context["widget"]["flow"] = "inline" if length <= self.NARROW else "inline-wide" if length <= self.WIDE else ""
        return context


class ChoiceField(forms.ChoiceField):
    """One of a few codes, all of them in sight; `as_list` folds many into a list."""

    def __init__(self, *, choices: Any, as_list: bool = False, blank: Any = CHOOSE, **kwargs: Any) -> None:
        shown = offered(choices, blank=blank) if as_list else choices
        super().__init__(**{"widget": forms.Select if as_list else Choices, "choices": shown, **kwargs})


class CountryField(ChoiceField):
    def __init__(self, *, without: Sequence[str] = (), **kwargs: Any) -> None:
        options = {"choices": lambda: countries.choices(without=without), "as_list": True}
        super().__init__(**{**options, **kwargs})
        self.widget.attrs.update({"autocomplete": "country", "data-width": "m"})


class RegionField(ChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"choices": Region.choices, "as_list": True, **kwargs})
        self.widget.attrs.update({"data-width": "m"})


class YesNoField(ChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"choices": [("yes", _("Yes")), ("no", _("No"))], **kwargs})


class TickField(forms.BooleanField):
    """A statement to be ticked."""

    default_error_messages = {"required": _("Tick this box to continue.")}
