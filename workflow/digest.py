"""What people chose to be told once a day: gathered by kind and by case, in one e-mail, and not more than can be read."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from workflow import notices, outbox, sweep
from workflow.mails import message_id
from workflow.models import Notice, OutboxRow

MOST = 40  # lines of one e-mail; the account shows the others
KEPT = timedelta(days=365)  # how long a notice stays in the account


@sweep.daily("notices.digest")
def order_digests(row: OutboxRow) -> None:
    """One e-mail for each person for whom something waits; and what is a year old leaves the accounts."""
    day = date.fromisoformat(row.key)
    Notice.objects.filter(at__lt=timezone.now() - KEPT).exclude(digest=Notice.WAITS).delete()
    waiting = Notice.objects.filter(digest=Notice.WAITS).order_by("user").values_list("user", flat=True).distinct()
    for user in list(waiting):
        with transaction.atomic():
            Notice.objects.filter(user=user, digest=Notice.WAITS).update(digest=day.isoformat())
            payload = {"user": user, "day": day.isoformat()}
            outbox.order(outbox.row(topic="mail.digest", key=f"{user}/{day}", payload=payload))


@outbox.handles("mail.digest")
def mail_digest(row: OutboxRow) -> None:
    user, day = User.objects.get(pk=row.payload["user"]), date.fromisoformat(row.payload["day"])
    found = list(Notice.objects.filter(user=user, digest=row.payload["day"], mailed_at__isnull=True).order_by("kind", "pk"))
    if not found or not user.is_active:
        return
    with translation.override(user.language):
        gathered = groups(found, language=user.language)
        link = f"{settings.SITE_URL}{reverse('workflow:notices')}"
        shown, left = _cut(gathered)
        body = render_to_string("emails/digest.txt", {"user": user, "groups": shown, "left": left, "link": link})
        subject = _("What happened up to %(day)s") % {"day": date_format(day)}
        EmailMessage(subject, body, to=[user.email], headers={"Message-ID": message_id(row, user)}).send()
    Notice.objects.filter(pk__in=[n.pk for n in found]).update(mailed_at=timezone.now())


def groups(found: Iterable[Notice], *, language: str) -> list[dict[str, Any]]:
    """Notices by kind; several of one case, or of one page, are one line: the last of them, and how many there were."""
    told = []
    for kind, same in groupby(sorted(found, key=lambda n: (n.kind, n.pk)), key=lambda n: n.kind):
        lines: dict[str, dict[str, Any]] = {}
        for notice in same:
            words = notices.words_of(notice, language)
            before = lines.pop(notice.address, {"count": 0, "lines": []})
            lines[notice.address] = {
                "title": words["title"],
                "lines": [*before["lines"], *words["lines"]],
                "count": before["count"] + 1,
                "link": f"{settings.SITE_URL}{notice.address}",
            }
        told.append({"kind": Notice.Kind(kind).label, "lines": list(lines.values())})
    return told


def _cut(gathered: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], int]:
    """The first lines, and how many are left out."""
    room, shown, left = MOST, [], 0
    for group in gathered:
        kept = group["lines"][:room]
        room, left = room - len(kept), left + len(group["lines"]) - len(kept)
        shown += [{**group, "lines": kept}] if kept else []
    return shown, left
