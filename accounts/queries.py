"""Who holds a role where: the lists behind choices, queues and assignments."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.roles import REACH, Reach


def holders(*, role: str, region: str = "", committee: str = "", on: date | None = None) -> QuerySet[User]:
    """Active people posted in the role today, in this region or committee, oldest account first."""
    day = on or timezone.localdate()
    there = Q(postings__role=role, postings__since__lte=day)
    there &= Q(postings__until__isnull=True) | Q(postings__until__gte=day)
    if REACH[role] is Reach.REGION and region:
        there &= Q(postings__region__in=[region, ""])
    if REACH[role] is Reach.COMMITTEE:
        there &= Q(postings__committee=committee)
    return User.objects.filter(there, is_active=True).distinct().order_by("pk")


def is_staff_member(user: User) -> bool:
    """Whether the person holds, held or will hold any posting or lent signature: such people need a second factor."""
    return user.postings.exists() or user.delegations.exists() or user.substitutions.exists()
