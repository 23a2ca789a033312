"""Which postings, substitutions and delegations may go together: refused in a sentence, whoever asks."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Posting, User
from accounts.roles import COMMITTEE_ROLES, POSTED_ROLES, REACH, Reach, Role

# They administer and audit those who act, so they never act themselves.
APART = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})


class Unfit(Exception):
    """A posting, absence or delegation that may not be; `sentence` is shown."""

    def __init__(self, sentence: Any) -> None:
        self.sentence = sentence
        super().__init__(str(sentence))


def held_between(user: User, since: date, until: date | None) -> "QuerySet[Posting]":
    """Postings of the person that share at least one day with these dates."""
    postings = Posting.objects.filter(user=user).filter(Q(until__isnull=True) | Q(until__gte=since))
    return postings.filter(since__lte=until) if until else postings


def check_posting(*, user: User, role: str, region: str, committee: str, since: date, until: date | None) -> None:
    """Raises:
    Unfit: the role is never posted, lies elsewhere, or goes with no other that the person holds in these days.
    """
    if role not in POSTED_ROLES:
        raise Unfit(_("This role is never posted: people have it by being a party to a case."))
    if until and until < since:
        raise Unfit(_("The last day comes before the first."))
    if region and REACH[role] is not Reach.REGION:
        raise Unfit(_("This role is not bound to a region."))
    if role in COMMITTEE_ROLES and not committee:
        raise Unfit(_("This role needs a committee."))
    if committee and role not in COMMITTEE_ROLES:
        raise Unfit(_("This role is not bound to a committee."))
    held = list(held_between(user, since, until))
    _check_apart(user, role, [p.role for p in held], since=since, until=until)
    if any((p.role, p.region, p.committee) == (role, region, committee) for p in held):
        raise Unfit(_("The person already holds this role there in these days."))


def _check_apart(user: User, role: str, others: list[str], *, since: date, until: date | None) -> None:
    if role in APART:
        lent = user.delegations.filter(revoked_on__isnull=True, until__gte=since).exists()
        replaces = user.substitutions.filter(until__gte=since).exists()
        if set(others) - {role} or lent or replaces:
            raise Unfit(_("An administrator or an auditor holds no other role: end the person's other roles first."))
    elif set(others) & APART:
        raise Unfit(_("This person is an administrator or an auditor in these days, and so holds no other role."))


def check_apart_from(user: User, since: date, until: date | None) -> None:
    """Raises:
    Unfit: the person administers or audits in these days, so nobody's work and signature may be given to them.
    """
    if not user.is_active:
        raise Unfit(_("The account of this person is closed."))
    if held_between(user, since, until).filter(role__in=APART).exists():
        raise Unfit(_("This person is an administrator or an auditor in these days, and so holds no other role."))


def check_absence(*, user: User, substitute: User | None, since: date, until: date) -> None:
    """Raises:
    Unfit: the days are in the wrong order or already declared, or the substitute cannot replace the person.
    """
    if until < since:
        raise Unfit(_("The last day comes before the first."))
    if user.absences.filter(since__lte=until, until__gte=since).exists():
        raise Unfit(_("An absence is already declared for some of these days."))
    if substitute is None:
        return
    if substitute == user:
        raise Unfit(_("Nobody is their own substitute."))
    if held_between(user, since, until).filter(role__in=APART).exists():
        raise Unfit(_("An administrator or an auditor has no substitute: another one acts in their own name."))
    check_apart_from(substitute, since, until)
    if substitute.absences.filter(since__lte=until, until__gte=since).exists():
        raise Unfit(_("The substitute is away in these days too."))


def check_delegation(*, delegate: User, role: str, since: date, until: date) -> None:
    """Raises:
    Unfit: the dates are in the wrong order, or the person may not sign.
    """
    if until < since:
        raise Unfit(_("The last day comes before the first."))
    if role in APART or role not in POSTED_ROLES:
        raise Unfit(_("This role cannot be lent."))
    check_apart_from(delegate, since, until)
