"""People with a posting."""

from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from accounts import actions
from accounts.models import Posting, User
from accounts.roles import COMMITTEE_ROLES, POSTED_ROLES, REACH, Reach, Role

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
    folk = {}
    for role in Role:
        place = region if REACH[role] is Reach.REGION else ""
        body = committee if role in COMMITTEE_ROLES else ""
        folk[str(role)] = make_user(role=role, region=place, committee=body) if role in POSTED_ROLES else make_user()
    return folk


def lend_signature(**terms: object) -> User:
    """Somebody without a post to whom the minister's signature is lent; `terms` replace those of the act."""
    from workflow.ledger import record

    user = make_user(name_fr="Salma Déléguée", function_fr="Cheffe de cabinet", function_ar="رئيسة الديوان")
    today = timezone.localdate()
    act = {"number": "2026/12", "decided_on": today, "delegator": "minister", "field": ["EQV"]}
    dates = {"since": today, "until": today + timedelta(days=30)}
    actions.delegate_signature(delegate=user, by=user, record=record.append, **{**act, **dates, **terms})
    user.refresh_from_db()
    return user


def substitute_for(absent: User, **fields: object) -> User:
    """Somebody who stands in for the person from today on."""
    from workflow.ledger import record

    user, today = make_user(**fields), timezone.localdate()
    until = today + timedelta(days=20)
    actions.declare_absence(user=absent, since=today, until=until, substitute=user, by=absent, record=record.append)
    user.refresh_from_db()
    return user
