"""The free places that a person who looks for a training can be offered."""

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forms.guidance.placement import PlacementRequest
from registers import homologations, programmes, providers, sessions
from registers.models import Session

if TYPE_CHECKING:
    from workflow.models import Case

TAKES = (Session.Status.ANNOUNCED, Session.Status.OPEN)
# The levels of the question, as those from which programmes may be entered are called.
LEVELS = {"higher": "licence"}


def offered_places(case: "Case") -> list[Session]:
    """Homologated sessions to come, of a sector that was wished, with a place left, that the person may enter.

    Those of the governorate wanted come first, others only for who is mobile; what was turned down is not offered again.
    """
    asked = PlacementRequest.answer
    day = max(str(asked(case, "available_from")), timezone.localdate().isoformat())
    found = Session.objects.current().filter(status__in=TAKES, starts_on__gte=day, list_validated_on=None)
    region = str(asked(case, "governorate_wanted"))
    found = found if asked(case, "mobility") == "yes" else found.filter(region=region)
    left = set(case.facts.get("turned_down", ()))
    places = [s for s in found.order_by("starts_on", "number") if str(s.entry) not in left and _suits(s, case)]
    return sorted(places, key=lambda s: s.region != region)


def _suits(session: Session, case: "Case") -> bool:
    programme = programmes.get(session.programme)
    level = PlacementRequest.level(case)
    return (
        programme.sector in PlacementRequest.sectors(case)
        and programmes.admits(programme, entry_level=LEVELS.get(level, level))
        and session.homologation is not None
        and homologations.is_valid(session.homologation, on=session.starts_on)
        and has_place(session)
        and providers.get(session.provider).organisation is not None
    )


def has_place(session: Session) -> bool:
    """Whether the session still takes somebody."""
    seats = sessions.free_seats(session)
    return session.status in TAKES and (seats is None or seats > 0)


def proposed(case: "Case") -> list[Session]:
    """The proposals that were sent and still have a place."""
    told = case.facts.get("proposals", {}).get("sessions", ())
    return [s for s in map(sessions.get, told) if has_place(s)]


def words_of(session: Session) -> str:
    """A place as people choose among places: what, where, from when, at which price."""
    told = {
        "training": session.heading,
        "level": session.level,
        "provider": providers.get(session.provider).heading,
        "region": session.get_region_display(),
        "day": date_format(session.starts_on, "d/m/Y"),
        "price": session.price_tnd or 0,
        "number": session.number,
    }
    return _("%(training)s (%(level)s) – %(provider)s, %(region)s – from %(day)s – %(price)s dinars – %(number)s") % told
