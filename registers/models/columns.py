"""The kinds of columns that registers share; what is left open is empty text or null, never a guess."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.regions import Region

# Each takes its label and returns a field; Any, because the fields differ and callers read values.


def text(label: Any, length: int = 200, **more: Any) -> Any:
    return models.CharField(label, max_length=length, **{"blank": True, **more})


def prose(label: Any) -> Any:
    return models.TextField(label, blank=True)


def day(label: Any, **more: Any) -> Any:
    return models.DateField(label, **{"null": True, "blank": True, **more})


def count(label: Any) -> Any:
    return models.PositiveIntegerField(label, null=True, blank=True)


def share(label: Any) -> Any:
    """A figure of two decimals: a percentage, a score, an area, hours."""
    return models.DecimalField(label, max_digits=9, decimal_places=2, null=True, blank=True)


def money(label: Any) -> Any:
    """Dinars, with three decimals."""
    return models.DecimalField(label, max_digits=14, decimal_places=3, null=True, blank=True)


def yes(label: Any) -> Any:
    return models.BooleanField(label, default=False)


def lines(label: Any) -> Any:
    """The lines of a table, or a list of codes."""
    return models.JSONField(label, default=list, blank=True)


def pointer(label: Any, *, required: bool = False) -> Any:
    """The key of an entry of another register: the same in all its versions."""
    return models.UUIDField(label, db_index=True, null=not required, blank=not required)


def status(label: Any, choices: type[models.TextChoices], default: str) -> Any:
    return models.CharField(label, max_length=24, choices=choices.choices, default=default)


def choice(label: Any, choices: type[models.TextChoices]) -> Any:
    return models.CharField(label, max_length=24, choices=choices.choices, blank=True)


def region() -> Any:
    return models.CharField(_("region"), max_length=5, choices=Region.choices, blank=True)
