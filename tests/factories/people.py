"""People with a posting."""

from datetime import date
from itertools import count

from accounts.models import Posting, User

_numbers = count(1)
SINCE = date(2020, 1, 1)


def make_user(*, role: str = "", region: str = "", committee: str = "", **fields: object) -> User:
    """An active person; with a role, posted since 2020."""
    n = next(_numbers)
    defaults = {"name_ar": f"شخص {n}", "name_fr": f"Person {n}", "identity": f"cin:{n:08d}", "language": "fr"}
    user = User.objects.create_user(email=f"person-{n}@takwin.invalid", password="a long password here", **{**defaults, **fields})
    if role:
        post(user, role=role, region=region, committee=committee)
    return user


def post(user: User, *, role: str, region: str = "", committee: str = "", until: date | None = None) -> Posting:
    """Gives a posting without the ledger's line: tests of postings go through accounts.actions."""
    posting = Posting.objects.create(user=user, role=role, region=region, committee=committee, since=SINCE, until=until)
    user.standing_version += 1
    user.save(update_fields=["standing_version"])
    return posting


def make_everybody(*, region: str, committee: str) -> dict[str, User]:
    """Somebody for every role: posted in it, or, for the roles of parties and of the system, without any posting."""
    from accounts.roles import COMMITTEE_ROLES, POSTED_ROLES, REACH, Reach, Role

    folk = {}
    for role in Role:
        place = region if REACH[role] is Reach.REGION else ""
        body = committee if role in COMMITTEE_ROLES else ""
        folk[str(role)] = make_user(role=role, region=place, committee=body) if role in POSTED_ROLES else make_user()
    return folk
