"""The jury that a structure proposes, and what any jury must be made of."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.fields import ChoiceField, LineField, NumberField, TableField
from forms.sections import Section

CAPACITIES = [("president", _("President")), ("member", _("Member"))]
QUALITIES = [("ministry", _("Ministry")), ("profession", _("Profession")), ("provider", _("Structure"))]
SEATS = 3  # the least jury


class JuryProposed(Section):
    code = "jury"
    title = _("The jury")
    lead = _(
        "Three persons at least, most of them from outside the structure; the president is of the ministry or the profession."
    )

    jury_proposed = TableField(
        label=_("Proposed jury"),
        cells={
            "name": LineField(label=_("Name"), max_length=120),
            "role": ChoiceField(label=_("Role"), choices=CAPACITIES, as_list=True),
            "quality": ChoiceField(label=_("Comes from"), choices=QUALITIES, as_list=True),
            "employer": LineField(label=_("Employer"), max_length=150),
            "trade_years": NumberField(label=_("Years in the trade"), min_value=0, max_value=60),
        },
    )

    def clean_jury_proposed(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["jury_proposed"]
        check_composition([{"capacity": row["role"], "quality": row["quality"]} for row in rows])
        return rows


def check_composition(jury: list[dict[str, Any]]) -> None:
    """Three at least, one president who is not of the structure, most of them from outside it; raises ValidationError."""
    presidents = [one for one in jury if one["capacity"] == "president"]
    if len(jury) < SEATS or len(presidents) != 1:
        raise ValidationError(_("A jury has a president and at least two members."), code="few")
    if presidents[0]["quality"] == "provider":
        raise ValidationError(_("The president comes from the ministry or the profession."), code="president")
    if 2 * sum(one["quality"] == "provider" for one in jury) >= len(jury):
        raise ValidationError(_("Most of the jury must come from outside the structure."), code="majority")
