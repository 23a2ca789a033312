"""What a person arranges for themselves alone: filters of queues, kept under a name."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policies import Unfit

MOST = 12  # for each queue
LONGEST = 40  # characters of a name


def filters_of(user: User, *, role: str) -> list[tuple[str, dict[str, str]]]:
    """Name and choices of each kept filter, in the order in which they were kept."""
    return [(kept["name"], dict(kept["chosen"])) for kept in user.filters.get(role, [])]


@transaction.atomic
def keep_filter(*, user: User, role: str, name: str, chosen: Mapping[str, str]) -> None:
    """Keeps a filter under a name; the same name replaces what it stood for.

    Raises:
        Unfit: nothing is chosen, the name is missing or too long, or too many are kept.
    """
    name = " ".join(name.split())
    if not chosen:
        raise Unfit(_("Choose a filter first."))
    if not name or len(name) > LONGEST or not name.isprintable():
        raise Unfit(_("Give the filter a short name."))
    locked = User.objects.select_for_update().get(pk=user.pk)
    others = [kept for kept in locked.filters.get(role, []) if kept["name"] != name]
    if len(others) >= MOST:
        raise Unfit(_("You have kept many filters for this queue already: delete one first."))
    # In pairs: a JSON object loses the order of its keys in PostgreSQL, and with it the address of the filter.
    _write(user, {**locked.filters, role: [*others, {"name": name, "chosen": [[key, value] for key, value in chosen.items()]}]})


@transaction.atomic
def forget_filter(*, user: User, role: str, name: str) -> None:
    """Deletes a kept filter; nothing happens when there is none of this name."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    left = [kept for kept in locked.filters.get(role, []) if kept["name"] != name]
    _write(user, {**{r: kept for r, kept in locked.filters.items() if r != role}, **({role: left} if left else {})})


def _write(user: User, filters: dict[str, object]) -> None:
    User.objects.filter(pk=user.pk).update(filters=filters)
    user.filters = filters
