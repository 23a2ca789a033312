"""One door through which a person is told something: at once by e-mail, in the account, in the digest, as they wish."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation

from accounts.models import User
from workflow import parameters
from workflow.models import Case, Notice, NoticePreference

Kind, Email = Notice.Kind, NoticePreference.Email
# They begin a time limit, end a right or ask for an act: nobody can switch them off, and no cap holds them back.
LEGAL = frozenset({Kind.TURN, Kind.DOCUMENT, Kind.REMINDER, Kind.OPINION, Kind.PARTNER, Kind.DRAFT})
# Of the others: what is not urgent is gathered, unless the person wants it otherwise.
GATHERED = frozenset({Kind.ALERT, Kind.REGION_PAPERS})


@dataclass(frozen=True, slots=True)
class Wish:
    """How somebody is told things of a kind."""

    email: str
    in_account: bool = True


def usual(kind: str) -> Wish:
    return Wish(Email.DIGEST if kind in GATHERED else Email.AT_ONCE)


def wish_of(user: User, kind: str) -> Wish:
    """What the person chose, or what is usual; what is legal is always told at once and kept."""
    if kind in LEGAL:
        return usual(kind)
    chosen = NoticePreference.objects.filter(user=user, kind=kind).first()
    return Wish(chosen.email, chosen.in_account) if chosen else usual(kind)


def wishes_of(user: User) -> dict[str, Wish]:
    """The wish of a person for each kind."""
    chosen = {p.kind: Wish(p.email, p.in_account) for p in NoticePreference.objects.filter(user=user).exclude(kind__in=LEGAL)}
    return {kind: chosen.get(kind) or usual(kind) for kind in Kind.values}


@transaction.atomic
def choose(*, user: User, wishes: Mapping[str, Wish]) -> None:
    """Keeps what a person chose; what is legal is left as it is."""
    for kind, wish in wishes.items():
        if kind in Kind.values and kind not in LEGAL:
            told = {"email": Email(wish.email), "in_account": wish.in_account}
            NoticePreference.objects.update_or_create(user=user, kind=kind, defaults=told)


def tell(
    *,
    to: User,
    key: str,
    kind: str,
    title: Callable[[], str],
    body: Callable[[], str],
    address: str,
    message_id: str,
    lines: Callable[[], list[str]] = list,
    case: Case | None = None,
) -> None:
    """Tells a person something once: the same key is told again only by e-mail, when sending it had failed.

    Args:
        title, body, lines: words, asked for in each language; the body is that of the e-mail.
        address: the page of the site where the person deals with it.
    """
    notice = _kept(to=to, key=key, kind=kind, title=title, lines=lines, address=address, case=case)
    if notice is None or notice.digest or notice.mailed_at or not _is_mailed(notice):
        return
    subject = " ".join(notice.texts[to.language]["title"].split())  # no line break reaches a header
    with translation.override(to.language):
        text = body()
    EmailMessage(subject, text, to=[to.email], headers={"Message-ID": message_id}).send()
    Notice.objects.filter(pk=notice.pk).update(mailed_at=timezone.now())


def _is_mailed(notice: Notice) -> bool:
    return wish_of(notice.user, notice.kind).email == Email.AT_ONCE


def _kept(
    *,
    to: User,
    key: str,
    kind: str,
    title: Callable[[], str],
    lines: Callable[[], list[str]],
    address: str,
    case: Case | None,
) -> Notice | None:
    """The notice as it is kept; None where the person wants nothing of the kind."""
    if (known := Notice.objects.filter(user=to, key=key).first()) is not None:
        return known
    wish = wish_of(to, kind)
    if wish.email == Email.NEVER and not wish.in_account:
        return None
    gathered = wish.email == Email.DIGEST or (wish.email == Email.AT_ONCE and kind not in LEGAL and _is_flooded(to))
    texts: dict[str, Any] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            texts[language] = {"title": str(title()), "lines": [str(line) for line in lines()]}
    terms = {"kind": kind, "texts": texts, "address": address, "case": case, "at": timezone.now()}
    told = {**terms, "in_account": wish.in_account, "digest": Notice.WAITS if gathered else ""}
    return Notice.objects.get_or_create(user=to, key=key, defaults=told)[0]


def _is_flooded(user: User) -> bool:
    """Whether the person had as many e-mails in the last hour as one can bear: what follows waits for the digest."""
    since = timezone.now() - timedelta(hours=1)
    return Notice.objects.filter(user=user, mailed_at__gt=since).count() >= int(parameters.value("notices.most_an_hour"))


def of_account(user: User) -> "QuerySet[Notice]":
    """What the person's account shows, newest first."""
    return Notice.objects.filter(user=user, in_account=True).order_by("-at", "-pk")


def unread(user: User) -> int:
    return of_account(user).filter(read_at__isnull=True).count()


def read_all(*, user: User) -> int:
    """Marks everything that the account shows as read; how many were not."""
    return of_account(user).filter(read_at__isnull=True).update(read_at=timezone.now())


def words_of(notice: Notice, language: str) -> dict[str, Any]:
    """Title and lines in a language of the site."""
    found: dict[str, Any] = notice.texts.get(language[:2]) or notice.texts.get("ar") or {"title": "", "lines": []}
    return found
