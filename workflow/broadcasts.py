"""What every structure of a speciality or a region is told: a new restriction, a public warning. In the account and by e-mail."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.organisations import members_of
from accounts.regions import Region
from registers import providers, restrictions
from registers.models import Provider, Restriction
from workflow import mails, notices, outbox
from workflow.models import Notice, OutboxRow

RESTRICTION, TOLD = "restriction.tell", "mail.broadcast"
Words = Callable[[], str]
Lines = Callable[[], list[str]]


def spread(*, key: str, to: Iterable[Provider], title: Words, lines: Lines) -> int:
    """Orders one message for each structure, once; how many are reached. The words are asked for in each language.

    Args:
        key: of what is told, the same for ever.
    """
    texts: dict[str, Any] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            texts[language] = {"title": title(), "lines": lines()}
    rows = [
        outbox.row(topic=TOLD, key=f"{key}/{one.entry}"[:120], payload={"provider": str(one.entry), "texts": texts})
        for one in to
        if one.organisation
    ]
    outbox.order(*rows)
    return len(rows)


@receiver(restrictions.imposed)
def order_restriction(sender: type[Restriction], restriction: Restriction, **_signal: Any) -> None:
    """Inside the transaction that enters it; those concerned are sought afterwards."""
    if not restrictions.is_general(restriction):
        return
    outbox.order(outbox.row(topic=RESTRICTION, key=restriction.number, payload={"restriction": str(restriction.entry)}))


@receiver(restrictions.changed)
def order_change(sender: type[Restriction], restriction: Restriction, **_signal: Any) -> None:
    """Who was told of a restriction is told of its end, or of its new last day."""
    if not restrictions.is_general(restriction):
        return
    payload = {"restriction": str(restriction.entry), "version": restriction.version}
    outbox.order(outbox.row(topic=RESTRICTION, key=f"{restriction.number}/{restriction.version}", payload=payload))


@outbox.handles(RESTRICTION)
def spread_restriction(row: OutboxRow) -> None:
    one, version = restrictions.get(row.payload["restriction"]), row.payload.get("version")
    holds = one.status == restrictions.Status.IN_FORCE
    if version and one.version != version:  # what came later is told instead
        return
    if not holds and not (version and _was_told(one)):
        return

    def title() -> str:
        kind = {"kind": one.get_kind_display()}
        if not version:
            return _("New restriction: %(kind)s") % kind
        return _("Restriction with another last day: %(kind)s") % kind if holds else _("Restriction lifted: %(kind)s") % kind

    key = f"{one.number}/{version}" if version else one.number
    spread(key=key, to=restrictions.concerned(one), title=title, lines=lambda: _lines_of(one))


def _was_told(one: Restriction) -> bool:
    """Whether any structure had been told of it: the end of what nobody heard of is not told either."""
    return OutboxRow.objects.filter(topic=TOLD, key__startswith=f"{one.number}/").exists()


def _lines_of(one: Restriction) -> list[str]:
    """What it bears on, from when to when, and why."""
    where = str(dict(Region.choices).get(one.region, "")) if one.region else ""
    bears_on = [value for value in (one.speciality, one.sector, one.level, where) if value]
    days = {"start": date_format(one.starts_on), "end": date_format(one.ends_on) if one.ends_on else ""}
    held = _("From %(start)s to %(end)s") % days if one.ends_on else _("From %(start)s, until it is lifted") % days
    if one.lifted_on:
        held = _("It holds no longer from %(day)s") % {"day": date_format(one.lifted_on)}
    return [*([" – ".join(bears_on)] if bears_on else []), held, *[text for text in (one.reason, one.legal_basis) if text]]


@outbox.handles(TOLD)
def mail_broadcast(row: OutboxRow) -> None:
    """Tells those who act for one structure."""
    provider = providers.get(row.payload["provider"])
    address = reverse("workflow:provider", args=[provider.entry])

    def told() -> dict[str, Any]:
        found: dict[str, Any] = row.payload["texts"].get(translation.get_language()) or row.payload["texts"]["ar"]
        return found

    for user in members_of(provider.organisation) if provider.organisation else ():

        def body(user: Any = user) -> str:
            link = f"{settings.SITE_URL}{reverse('workflow:notices')}"
            return render_to_string("emails/broadcast.txt", {"user": user, **told(), "link": link})

        notices.tell(
            to=user,
            key=f"{row.topic}/{row.key}",
            kind=Notice.Kind.BROADCAST,
            title=lambda: str(told()["title"]),
            lines=lambda: list(told()["lines"]),
            body=body,
            address=address,
            message_id=mails.message_id(row, user),
        )
