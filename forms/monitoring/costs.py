"""What an hour of a trainee may cost in each sector: ranges that the ministry sets, none of which bounds until it is set."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from forms.blocks.programme import SECTORS
from forms.monitoring.controls import Ranges

PROCEDURE = "MON-01"
UNSET = "0.000"


def declared() -> dict[str, tuple[str, Any]]:
    """The parameters of the ranges, as a procedure declares them."""
    found: dict[str, tuple[str, Any]] = {}
    for code, label in SECTORS:
        least = format_lazy(_("Least cost of an hour of a trainee, in dinars (0.000: no control) – {sector}"), sector=label)
        most = format_lazy(_("Most cost of an hour of a trainee, in dinars (0.000: no control) – {sector}"), sector=label)
        found |= {f"cost_least.{code}": (UNSET, least), f"cost_most.{code}": (UNSET, most)}
    return found


def ranges_of(parameters: Mapping[str, Any]) -> Ranges:
    """The ranges that bind a report: those in force on the day on which it was asked for."""
    return {
        code: (_amount(parameters, f"cost_least.{code}"), _amount(parameters, f"cost_most.{code}")) for code, _label in SECTORS
    }


def _amount(parameters: Mapping[str, Any], name: str) -> Decimal:
    return Decimal(parameters.get(f"{PROCEDURE}.{name}", UNSET))
