"""Names people to act on one case in one role."""

from collections.abc import Iterable
from datetime import datetime

from workflow.models import Assignment, Case


def assign(case: Case, *, role: str, user_id: int, at: datetime) -> Assignment:
    """Names the person, in place of whoever held the role on this case before."""
    Assignment.objects.filter(case=case, role=role, ended_at__isnull=True).update(ended_at=at)
    return Assignment.objects.create(case=case, role=role, user_id=user_id)


def assign_team(case: Case, *, role: str, user_ids: Iterable[int], at: datetime) -> list[Assignment]:
    """Names several people in one role, in place of whoever held it on this case before."""
    Assignment.objects.filter(case=case, role=role, ended_at__isnull=True).update(ended_at=at)
    return Assignment.objects.bulk_create(Assignment(case=case, role=role, user_id=pk) for pk in sorted(set(user_ids)))


def assigned(case: Case, role: str) -> int | None:
    return Assignment.objects.filter(case=case, role=role, ended_at__isnull=True).values_list("user_id", flat=True).first()
