"""Who directs a site: the qualification that the specifications ask for."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from registers.models import Provider, Site
from workflow import parameters

DEGREES = [
    ("btp", _("BTP – vocational technician")),
    ("bts", _("BTS – higher technician")),
    ("licence", _("Bachelor's degree (licence)")),
    ("master", _("Master's degree")),
    ("engineer", _("Engineer")),
    ("doctorate", _("Doctorate")),
]
RANK = {"CC": 1, "CAP": 2, "btp": 3, "BTP": 3, "bts": 4, "BTS": 4, "licence": 5, "master": 6, "engineer": 6, "doctorate": 7}
WORKING = ("declared", "active", "interrupted")
IN_USE = ("proposed", "conform", "reserves", "interrupted")


def degree_is_enough(degree: str, levels: list[str]) -> bool:
    """The least degree that the specifications name, or one not below the highest programme."""
    least = RANK[parameters.value("licensing.director_degree")]
    highest = max((RANK.get(level, 0) for level in levels), default=0)
    own = RANK[degree]
    return own >= least or (highest > 0 and own >= highest)


def directs_elsewhere(identity: str, *, other_than: Any = None) -> bool:
    """Whether the person directs another structure, or a site of one, that is in activity."""
    if not identity:
        return False
    structures = Provider.objects.current().filter(director_identity=identity, status__in=WORKING)
    places = Site.objects.current().filter(director_identity=identity, status__in=IN_USE)
    if other_than:
        structures, places = structures.exclude(entry=other_than), places.exclude(provider=other_than)
    return structures.exists() or places.exists()


def check_experience(years: int) -> None:
    least = parameters.value("licensing.director_years")
    if years < least:
        raise ValidationError(_("At least %(least)d years in training or in the trade."), params={"least": least})
