"""A place of training: where it is, by what title it is held, its rooms and what they can take."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.blocks.block import Block
from forms.fields import (
    AmountField,
    ChoiceField,
    DateField,
    FreeText,
    LineField,
    NumberField,
    PlaceNameField,
    PostalCodeField,
    RegionField,
    TableField,
    YesNoField,
)
from workflow import parameters

TENURES = [("owned", _("Owned")), ("leased", _("Leased")), ("made_available", _("Made available"))]
# What a seat needs follows one of two rules: that of the classroom or that of the workshop.
SEATED = {"classroom": "premises.classroom_area", "computer_room": "premises.classroom_area"}
SEATED |= {"workshop": "premises.workshop_area", "laboratory": "premises.workshop_area"}
ROOM_TYPES = [
    ("classroom", _("Classroom")),
    ("computer_room", _("Computer room")),
    ("workshop", _("Workshop")),
    ("laboratory", _("Laboratory")),
    ("office", _("Office")),
    ("other", _("Other room")),
]


def check_room(room: dict[str, Any]) -> None:
    """Refuses more seats than the area of the room can take."""
    rule = SEATED.get(room["room_type"])
    if rule is None:
        if room["seats"]:
            raise ValidationError(_("Only rooms of training have seats: write 0."), code="seats")
        return
    each = Decimal(str(parameters.value(rule)))
    most = int(room["area_m2"] / each)
    if room["seats"] > most:
        told = {"most": most, "each": each}
        raise ValidationError(_("At most %(most)d seats: each needs %(each)s m²."), code="seats", params=told)


class Site(Block):
    code = "site"
    title = _("The site")
    lead = _("The premises where people will be trained.")
    shown_when = {"lease_end": ("tenure", ("leased",))}

    site_name = LineField(label=_("Name of the site"), max_length=120)
    address = FreeText(label=_("Address"), limit=200, rows=3)
    governorate = RegionField(label=_("Governorate"), help_text=_("Its regional directorate examines the application."))
    delegation = PlaceNameField(label=_("Delegation"), max_length=60, width="m")
    postal_code = PostalCodeField(label=_("Postal code"))
    latitude = AmountField(
        label=_("Latitude"), decimals=6, max_digits=9, min_value=Decimal("30.0"), max_value=Decimal("37.6"), required=False
    )
    longitude = AmountField(
        label=_("Longitude"), decimals=6, max_digits=9, min_value=Decimal("7.4"), max_value=Decimal("11.7"), required=False
    )
    tenure = ChoiceField(label=_("By what title the premises are held"), choices=TENURES)
    lease_end = DateField(label=_("End of the lease"))
    total_area_m2 = AmountField(label=_("Total area (m²)"), decimals=2, max_digits=8, min_value=Decimal("0.01"))
    rooms = TableField(
        label=_("Rooms"),
        cells={
            "room_name": LineField(label=_("Room"), max_length=60),
            "room_type": ChoiceField(label=_("Kind"), choices=ROOM_TYPES, as_list=True),
            "area_m2": AmountField(label=_("Area (m²)"), decimals=2, max_digits=8, min_value=Decimal("0.01")),
            "seats": NumberField(label=_("Seats"), min_value=0, max_value=500),
            "equipment_ok": YesNoField(label=_("Equipped")),
        },
        check_row=check_room,
    )
    toilets_f = NumberField(label=_("Toilets for women"), min_value=1, max_value=200)
    toilets_m = NumberField(label=_("Toilets for men"), min_value=1, max_value=200)
    accessible = YesNoField(label=_("Accessible to people with a disability"))
    authorised_capacity = NumberField(label=_("Simultaneous capacity"), required=False, disabled=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._check_lease()
        self._check_rooms()
        cleaned.pop(f"{self.prefixed_by}authorised_capacity", None)
        if rooms := self.told("rooms"):
            cleaned[f"{self.prefixed_by}authorised_capacity"] = sum(room["seats"] for room in rooms)
        return cleaned

    def _check_lease(self) -> None:
        months, end = parameters.value("premises.lease_months"), self.told("lease_end")
        if end and end < _months_after(self.filed_on, months):
            told = ValidationError(_("The lease must run for at least %(months)d months more."), params={"months": months})
            self.refuse("lease_end", told)

    def _check_rooms(self) -> None:
        rooms, total = self.told("rooms"), self.told("total_area_m2")
        if not rooms:
            return
        if not any(room["room_type"] == "classroom" for room in rooms):
            self.refuse("rooms", _("At least one room must be a classroom."))
        if total is not None and sum(room["area_m2"] for room in rooms) > total:
            self.refuse("total_area_m2", _("The rooms together are larger than the total area."))


def _months_after(day: Any, months: int) -> Any:
    """The same day in a later month; the last of that month when it is shorter."""
    from calendar import monthrange

    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))
