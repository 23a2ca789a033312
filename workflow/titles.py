"""Names of what has only a code."""

from django.utils.translation import gettext as _

from accounts.regions import Region
from workflow import procedures


def committee_title(name: str) -> str:
    """What the committee hears, since its name is a code; empty for no committee."""
    if not name:
        return ""
    code, _colon, region = name.partition(":")
    titles = [str(p.title) for p in procedures.procedures() if p.committee and str(p.committee) == code]
    told = _("Committee: %(subject)s") % {"subject": ", ".join(titles) or name}
    return f"{told} – {Region(region).label}" if region in Region.values else told
