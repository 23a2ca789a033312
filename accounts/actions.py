"""The writers of accounts: each takes the ledger's recorder, so that no change goes unrecorded."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import policies
from accounts.models import Absence, DeclaredInterest, Posting, SignatureDelegation, User
from accounts.roles import Role
from accounts.standing import raise_version


class Recorder(Protocol):
    """Appends one event; `stream` names what changed, `payload` is JSON."""

    def __call__(self, *, stream: str, kind: str, by: User, payload: Mapping[str, Any]) -> object: ...


def _stream(user: User) -> str:
    return f"user:{user.uuid}"


def _lock(user: User) -> None:
    """Two acts on one person wait for each other, so that each sees what the other gave."""
    User.objects.select_for_update().get(pk=user.pk)


@transaction.atomic
def create_user(*, email: str, by: User, record: Recorder, password: str | None = None, **fields: Any) -> User:
    """Opens an account; without a password the person sets one through the reset link."""
    user = User.objects.create_user(email=email, password=password, **fields)
    record(stream=_stream(user), kind="user.created", by=by, payload={"email": user.email})
    return user


@transaction.atomic
def amend_user(*, user: User, by: User, record: Recorder, **fields: Any) -> User:
    """Changes names, function, language or identity; closing an account ends its sessions at once."""
    _lock(user)
    before = dict(User.objects.filter(pk=user.pk).values(*fields).get())
    for name, value in fields.items():
        setattr(user, name, value)
    user.save(update_fields=[*fields])
    if before.get("is_active", True) and not user.is_active:
        end_sessions(user)
    # Whoever replaces the person loses or regains what the account held.
    raise_version(user.pk, *_substitutes(user))
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
    """Gives a role to a person, from and until.

    Raises:
        Unfit: the role lies elsewhere, or does not go with what the person holds.
    """
    _lock(user)
    first = since or timezone.localdate()
    policies.check_posting(user=user, role=role, region=region, committee=committee, since=first, until=until)
    posting = Posting.objects.create(user=user, role=role, region=region, committee=committee, since=first, until=until)
    raise_version(user.pk, *_substitutes(user))
    record(stream=_stream(user), kind="posting.opened", by=by, payload=_terms(posting))
    return posting


@transaction.atomic
def end_posting(*, posting: Posting, until: date, by: User, record: Recorder) -> Posting:
    """Ends a posting; access closes the day after `until`, at once when that day is past. One that never began goes.

    Raises:
        Unfit: the posting has ended, or ends earlier already: a longer one is a new act.
    """
    _lock(posting.user)
    posting.refresh_from_db()
    if posting.until and posting.until < timezone.localdate():
        raise policies.Unfit(_("This posting has already ended."))
    if posting.until and posting.until < until:
        raise policies.Unfit(_("This posting already ends earlier. To prolong it, give a new one."))
    posting.until = until
    payload = _terms(posting)
    if until < posting.since:
        posting.delete()
    else:
        posting.save(update_fields=["until"])
    raise_version(posting.user_id, *_substitutes(posting.user))
    record(stream=_stream(posting.user), kind="posting.ended", by=by, payload=payload)
    return posting


@transaction.atomic
def declare_absence(
    *, user: User, since: date, until: date, substitute: User | None, by: User, record: Recorder, reason: str = ""
) -> Absence:
    """Records days away; the substitute holds the person's postings on those days.

    Raises:
        Unfit: the days overlap others, or the substitute cannot replace the person.
    """
    _lock(user)
    policies.check_absence(user=user, substitute=substitute, since=since, until=until)
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
def end_absence(*, absence: Absence, until: date, by: User, record: Recorder) -> None:
    """Brings the last day of an absence forward; one that has not begun by then goes altogether."""
    last = min(until, absence.until)
    if last < absence.since:
        absence.delete()
    else:
        Absence.objects.filter(pk=absence.pk).update(until=last)
    raise_version(absence.user_id, absence.substitute_id)
    payload = {"since": absence.since.isoformat(), "until": last.isoformat()}
    record(stream=_stream(absence.user), kind="absence.ended", by=by, payload=payload)


@transaction.atomic
def declare_interest(*, user: User, identity: str, tie: str, by: User, record: Recorder) -> DeclaredInterest:
    """Closes the cases of a relative, or of anyone with whom the person has a tie, to the person.

    Raises:
        Unfit: the same tie is declared already.
    """
    _lock(user)
    if user.interests.filter(identity=identity).exists():
        raise policies.Unfit(_("This tie is already declared."))
    interest = DeclaredInterest.objects.create(user=user, identity=identity, tie=tie)
    raise_version(user.pk)
    record(stream=_stream(user), kind="interest.declared", by=by, payload={"identity": identity, "tie": tie})
    return interest


@transaction.atomic
def withdraw_interest(*, interest: DeclaredInterest, reason: str, by: User, record: Recorder) -> None:
    """Takes back a declaration, for a written reason: the cases of that person open again."""
    payload = {"identity": interest.identity, "tie": interest.tie, "reason": reason}
    interest.delete()
    raise_version(interest.user_id)
    record(stream=_stream(interest.user), kind="interest.withdrawn", by=by, payload=payload)


@transaction.atomic
def reset_second_factor(*, user: User, reason: str, by: User, record: Recorder) -> int:
    """Takes away every second factor of a person who lost theirs, and signs them out; returns how many there were."""
    from allauth.mfa.models import Authenticator  # the app registry is not ready when this module loads

    removed, _by_model = Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    record(stream=_stream(user), kind="second_factor.reset", by=by, payload={"removed": removed, "reason": reason})
    return int(removed)


@transaction.atomic
def delegate_signature(*, delegate: User, by: User, record: Recorder, **terms: Any) -> SignatureDelegation:
    """Records an act that lends the signature: number, decided_on, delegator, field, excludes, limit, since, until.

    Raises:
        Unfit: the delegate may not sign, or another act has this number.
    """
    _lock(delegate)
    role = terms.get("role", Role.MINISTER_SIGNATORY)
    policies.check_delegation(delegate=delegate, role=role, since=terms["since"], until=terms["until"])
    if SignatureDelegation.objects.filter(number=terms["number"]).exists():
        raise policies.Unfit(_("Another act already has this number."))
    delegation = SignatureDelegation.objects.create(delegate=delegate, **terms)
    raise_version(delegate.pk)
    payload = {k: v.isoformat() if isinstance(v, date) else v for k, v in terms.items()}
    record(stream=_stream(delegate), kind="delegation.opened", by=by, payload=payload)
    return delegation


@transaction.atomic
def revoke_delegation(*, delegation: SignatureDelegation, on: date, by: User, record: Recorder) -> SignatureDelegation:
    """Ends a delegation from this day on; an earlier revocation stands."""
    if delegation.revoked_on and delegation.revoked_on <= on:
        raise policies.Unfit(_("This delegation is already revoked."))
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
