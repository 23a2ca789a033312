"""The writers of accounts: each takes the ledger's recorder, so that no change goes unrecorded."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone

from accounts.models import Absence, Posting, SignatureDelegation, User
from accounts.standing import raise_version


class Recorder(Protocol):
    """Appends one event; `stream` names what changed, `payload` is JSON."""

    def __call__(self, *, stream: str, kind: str, by: User, payload: Mapping[str, Any]) -> object: ...


def _stream(user: User) -> str:
    return f"user:{user.uuid}"


@transaction.atomic
def create_user(*, email: str, by: User, record: Recorder, password: str | None = None, **fields: Any) -> User:
    """Opens an account; without a password the person sets one through the reset link."""
    user = User.objects.create_user(email=email, password=password, **fields)
    record(stream=_stream(user), kind="user.created", by=by, payload={"email": user.email})
    return user


@transaction.atomic
def amend_user(*, user: User, by: User, record: Recorder, **fields: Any) -> User:
    """Changes names, function, language or identity; closing an account ends its sessions at once."""
    before = {k: getattr(user, k) for k in fields}
    for name, value in fields.items():
        setattr(user, name, value)
    user.save(update_fields=[*fields])
    if before.get("is_active", True) and not user.is_active:
        end_sessions(user)
    raise_version(user.pk)
    changed = {k: [str(before[k]), str(v)] for k, v in fields.items() if before[k] != v}
    record(stream=_stream(user), kind="user.amended", by=by, payload={"changed": changed})
    return user


def end_sessions(user: User) -> None:
    """Signs the person out of every browser."""
    from allauth.usersessions.models import UserSession  # the app registry is not ready when this module loads

    for session in UserSession.objects.filter(user=user):
        session.end()


@transaction.atomic
def post(
    *,
    user: User,
    role: str,
    by: User,
    record: Recorder,
    region: str = "",
    committee: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Posting:
    """Gives a role to a person, from and until."""
    posting = Posting.objects.create(
        user=user, role=role, region=region, committee=committee, since=since or timezone.localdate(), until=until
    )
    raise_version(user.pk, *_substitutes(user))
    record(stream=_stream(user), kind="posting.opened", by=by, payload=_terms(posting))
    return posting


@transaction.atomic
def end_posting(*, posting: Posting, until: date, by: User, record: Recorder) -> Posting:
    """Ends a posting; access closes the day after `until`."""
    posting.until = until
    posting.save(update_fields=["until"])
    raise_version(posting.user_id, *_substitutes(posting.user))
    record(stream=_stream(posting.user), kind="posting.ended", by=by, payload=_terms(posting))
    return posting


@transaction.atomic
def declare_absence(
    *, user: User, since: date, until: date, substitute: User | None, by: User, record: Recorder, reason: str = ""
) -> Absence:
    """Records days away; the substitute holds the person's postings on those days."""
    absence = Absence.objects.create(user=user, since=since, until=until, substitute=substitute, reason=reason)
    raise_version(user.pk, substitute.pk if substitute else None)
    payload = {
        "since": since.isoformat(),
        "until": until.isoformat(),
        "substitute": str(substitute.uuid) if substitute else "",
        "reason": reason,
    }
    record(stream=_stream(user), kind="absence.declared", by=by, payload=payload)
    return absence


@transaction.atomic
def delegate_signature(*, delegate: User, by: User, record: Recorder, **terms: Any) -> SignatureDelegation:
    """Records an act that lends the signature: number, decided_on, delegator, field, excludes, limit, since, until."""
    delegation = SignatureDelegation.objects.create(delegate=delegate, **terms)
    raise_version(delegate.pk)
    payload = {k: v.isoformat() if isinstance(v, date) else v for k, v in terms.items()}
    record(stream=_stream(delegate), kind="delegation.opened", by=by, payload=payload)
    return delegation


@transaction.atomic
def revoke_delegation(*, delegation: SignatureDelegation, on: date, by: User, record: Recorder) -> SignatureDelegation:
    """Ends a delegation from this day on."""
    delegation.revoked_on = on
    delegation.save(update_fields=["revoked_on"])
    raise_version(delegation.delegate_id)
    payload = {"number": delegation.number, "on": on.isoformat()}
    record(stream=_stream(delegation.delegate), kind="delegation.revoked", by=by, payload=payload)
    return delegation


def _substitutes(user: User) -> list[int]:
    return [pk for pk in user.absences.values_list("substitute_id", flat=True) if pk]


def _terms(posting: Posting) -> dict[str, str]:
    return {
        "role": posting.role,
        "region": posting.region,
        "committee": posting.committee,
        "since": posting.since.isoformat(),
        "until": posting.until.isoformat() if posting.until else "",
    }
