"""Units of a training with the marks obtained, as rows of a table."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from forms.fields import AmountField, LineField, TableField


def units_field(**kwargs: Any) -> TableField:
    """Rows of a unit and its mark out of twenty."""
    cells = {
        "module": LineField(label=_("Unit"), max_length=150),
        "mark": AmountField(label=_("Mark out of 20"), decimals=2, min_value=Decimal(0), max_value=Decimal(20)),
    }
    return TableField(**{"cells": cells, **kwargs})
