"""The organisations on whose behalf people file: which ones a person acts for, and how one becomes known."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.actions import Recorder
from accounts.models import Membership, Organisation, User


def organisations_of(user: User) -> QuerySet[Organisation]:
    """Those for which the person may act today, oldest first."""
    today = timezone.localdate()
    held = Membership.objects.filter(user=user, since__lte=today).filter(Q(until__isnull=True) | Q(until__gte=today))
    return Organisation.objects.filter(pk__in=held.values("organisation")).order_by("pk")


def members_of(organisation: UUID) -> QuerySet[User]:
    """The active people who may act for an organisation today, oldest account first."""
    today = timezone.localdate()
    held = Membership.objects.filter(organisation__uuid=organisation, since__lte=today)
    held = held.filter(Q(until__isnull=True) | Q(until__gte=today))
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")


def known_as(rne_id: str) -> Organisation | None:
    """The organisation that has this identifier in the register of enterprises."""
    return Organisation.objects.filter(rne_id=rne_id).order_by("pk").first() if rne_id else None


@transaction.atomic
def enter_organisation(
    *, name_ar: str, name_fr: str, rne_id: str, representative: User | None, by: User, record: Recorder
) -> Organisation:
    """Makes an organisation known; its representative may act for it from today on."""
    made = Organisation.objects.create(name_ar=name_ar, name_fr=name_fr, rne_id=rne_id)
    if representative is not None:
        Membership.objects.create(user=representative, organisation=made, since=timezone.localdate())
    told = {"name_ar": name_ar, "name_fr": name_fr, "rne_id": rne_id, "member": representative.pk if representative else None}
    record(stream=f"organisation:{made.uuid}", kind="organisation.entered", by=by, payload=told)
    return made
