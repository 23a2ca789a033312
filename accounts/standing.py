"""What a person holds today: postings, substitutions, delegations; cached by version."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Absence, DeclaredInterest, Posting, SignatureDelegation, User
from accounts.roles import REACH, Reach, Role

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Holding:
    """One role that a person may use today, and by which title."""

    role: str
    region: str = ""  # "" reaches every region
    committee: str = ""
    on_behalf_of: int | None = None  # the absent person whose posting is exercised
    delegation: str = ""  # number of the act by which the signature is lent
    field: tuple[str, ...] = ()  # families or procedures of the delegation
    excludes: tuple[str, ...] = ()

    def reaches(self, *, region: str, committee: str, procedure: str, transition: str = "") -> bool:
        """Whether this holding extends to a case of this region, committee and procedure."""
        reach = REACH[self.role]
        if reach is Reach.REGION and self.region and self.region != region:
            return False
        if reach is Reach.COMMITTEE and self.committee != committee:
            return False
        if self.delegation:
            return transition not in self.excludes and bool({procedure, procedure[:3]} & set(self.field))
        return True


@dataclass(frozen=True, slots=True)
class Standing:
    user_id: int
    identity: str
    holdings: tuple[Holding, ...]
    interests: frozenset[str] = frozenset()  # identities of relatives and others whose cases are closed to the person

    def roles(self) -> frozenset[str]:
        return frozenset(h.role for h in self.holdings)

    def holds(self, *roles: str) -> bool:
        return any(h.role in roles for h in self.holdings)

    def regions(self, role: str) -> frozenset[str] | None:
        """The regions where the role is held; None means every region."""
        held = {h.region for h in self.holdings if h.role == role}
        return None if "" in held else frozenset(held)

    def committees(self, *roles: str) -> frozenset[str]:
        return frozenset(h.committee for h in self.holdings if h.committee and (not roles or h.role in roles))


def _current(postings: "QuerySet[Posting]", on: date) -> "QuerySet[Posting]":
    return postings.filter(since__lte=on).filter(Q(until__isnull=True) | Q(until__gte=on))


def _holdings(user_id: int, on: date) -> Iterable[Holding]:
    for p in _current(Posting.objects.filter(user_id=user_id), on):
        yield Holding(p.role, p.region, p.committee)
    absent = Absence.objects.filter(substitute_id=user_id, since__lte=on, until__gte=on, user__is_active=True)
    for p in _current(Posting.objects.filter(user_id__in=absent.values("user_id")), on):
        # A substitute acts in the person's place, but neither administers nor audits in another's name.
        if p.role not in (Role.ADMINISTRATOR, Role.AUDITOR):
            yield Holding(p.role, p.region, p.committee, on_behalf_of=p.user_id)
    lent = SignatureDelegation.objects.filter(delegate_id=user_id, since__lte=on, until__gte=on)
    for d in lent.filter(Q(revoked_on__isnull=True) | Q(revoked_on__gt=on)):
        yield Holding(d.role, delegation=d.number, field=tuple(d.field), excludes=tuple(d.excludes))


@lru_cache(maxsize=4096)
def _cached(user_id: int, version: int, identity: str, on: date) -> Standing:
    interests = DeclaredInterest.objects.filter(user_id=user_id).values_list("identity", flat=True)
    return Standing(user_id, identity, tuple(_holdings(user_id, on)), frozenset(interests))


NOBODY = Standing(0, "", ())


def standing_of(user: User, *, on: date | None = None) -> Standing:
    """The standing of a signed-in person today; nobody's when the account is closed."""
    if not user.is_authenticated or not user.is_active:
        return NOBODY
    return _cached(user.pk, user.standing_version, user.identity, on or timezone.localdate())


def raise_version(*users: int | None) -> None:
    """Forgets what is cached of these people, everywhere, once the transaction commits."""
    with transaction.atomic():
        User.objects.filter(pk__in=[u for u in users if u]).update(standing_version=F("standing_version") + 1)
