"""Whether a speciality is closed for a time: moratoria are data, with their dates."""

from datetime import date

from registers import restrictions
from registers.models import Restriction
from registers.normalise import fold


def closed(*, title: str, procedure: str, level: str = "", region: str = "", on: date) -> list[Restriction]:
    """The moratoria in force on the day that name this speciality, in whatever spelling."""
    held = Restriction.objects.current().filter(kind="moratorium", starts_on__lte=on, status="in_force")
    found = []
    for one in held:
        if (one.ends_on and one.ends_on < on) or procedure not in (one.procedures or restrictions.STOPS["moratorium"]):
            continue
        other_place = one.region and region and one.region != region
        if one.speciality and fold(one.speciality) in fold(title) and not other_place and one.level in ("", level):
            found.append(one)
    return found
