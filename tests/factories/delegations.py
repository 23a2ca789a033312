"""A signature that is lent."""

from datetime import timedelta

from django.utils import timezone

from accounts import actions
from accounts.models import User
from tests.factories.people import make_user
from workflow.ledger import record


def make_delegate(*, by: User, days: int = 300, **fields: object) -> User:
    """Somebody to whom the minister's signature on equivalences is lent from today on."""
    user, today = make_user(**{"name_fr": "Délégataire Fictif", "function_fr": "Chef de cabinet", **fields}), timezone.localdate()
    actions.delegate_signature(
        delegate=user,
        by=by,
        record=record.append,
        number="2026/07",
        decided_on=today,
        delegator="minister",
        field=["EQV"],
        excludes=[],
        limit="decisions of the equivalence family",
        since=today,
        until=today + timedelta(days=days),
    )
    return user
