"""How people are told: what they chose, what cannot be switched off, the digest, the cap, the account."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone, translation

from accounts.models import User
from accounts.roles import Role
from tests.factories.people import make_user
from tests.integration.providers.conftest import browser_of
from workflow import notices, outbox, sweep
from workflow.models import Notice, OutboxRow
from workflow.notices import Email, Kind, Wish

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(clock: Any) -> User:
    return make_user(language="en")


def told(user: User, kind: str, *, key: str = "work/1", address: str = "/cases/1/") -> None:
    notices.tell(
        to=user, key=key, kind=kind, title=lambda: str(Kind(kind).label), body=lambda: "Body", address=address,
        message_id=f"<{key}@takwin.invalid>",
    )  # fmt: skip


def digested() -> list[Any]:
    """The digest of the next day."""
    mail.outbox.clear()
    sweep.order_daily(on=timezone.localdate() + timedelta(days=1))
    for topic in ("notices.digest", "mail.digest"):
        for row in OutboxRow.objects.filter(topic=topic, done_at=None):
            assert outbox.work(row)
    return list(mail.outbox)


@pytest.mark.parametrize("kind", [k for k in Kind if k in notices.LEGAL])
def test_legal_notice_cannot_be_switched_off(reader: User, kind: str) -> None:
    notices.choose(user=reader, wishes={kind: Wish(Email.NEVER, False)})
    told(reader, kind)
    assert ([m.to for m in mail.outbox], notices.unread(reader)) == ([[reader.email]], 1)


@pytest.mark.parametrize(
    ("wish", "mailed", "kept", "waits"),
    [
        (Wish(Email.AT_ONCE, True), 1, 1, 0),
        (Wish(Email.AT_ONCE, False), 1, 0, 0),
        (Wish(Email.DIGEST, True), 0, 1, 1),
        (Wish(Email.DIGEST, False), 0, 0, 1),
        (Wish(Email.NEVER, True), 0, 1, 0),
        (Wish(Email.NEVER, False), 0, 0, 0),
    ],
)
def test_notice_is_told_as_the_person_wishes(reader: User, wish: Wish, mailed: int, kept: int, waits: int) -> None:
    notices.choose(user=reader, wishes={Kind.STAGE: wish})
    told(reader, Kind.STAGE)
    found = (len(mail.outbox), notices.of_account(reader).count(), len(digested()))
    assert found == (mailed, kept, waits)


def test_notice_is_told_once(reader: User) -> None:
    told(reader, Kind.STAGE)
    told(reader, Kind.STAGE)
    assert (len(mail.outbox), notices.of_account(reader).count()) == (1, 1)


def test_failed_mail_is_sent_again(reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: Any, **_more: Any) -> None:
        raise OSError("no server")

    with monkeypatch.context() as broken:
        broken.setattr("workflow.notices.EmailMessage.send", fail)
        with pytest.raises(OSError):
            told(reader, Kind.STAGE)
    told(reader, Kind.STAGE)
    assert (len(mail.outbox), notices.of_account(reader).count()) == (1, 1)


def test_flood_is_gathered_but_what_is_legal_is_not(reader: User, clock: Any) -> None:
    for number in range(14):
        told(reader, Kind.MESSAGE, key=f"work/{number}", address=f"/cases/{number}/")
    told(reader, Kind.DOCUMENT, key="work/legal")
    assert len(mail.outbox) == 11  # ten, and the document
    (digest,) = digested()
    assert digest.body.count("- A message in a case") == 4
    clock.shift(timedelta(hours=2))
    told(reader, Kind.MESSAGE, key="work/later")
    assert len(mail.outbox) == 2


def test_digest_groups_by_case_and_is_sent_once(reader: User) -> None:
    notices.choose(user=reader, wishes={Kind.STAGE: Wish(Email.DIGEST)})
    for number in range(5):
        told(reader, Kind.STAGE, key=f"work/{number}", address=f"/cases/{number % 2}/")
    (digest,) = digested()
    assert [line for line in digest.body.splitlines() if line.startswith("- ")] == [
        "- A case moves on (2 times)",
        "- A case moves on (3 times)",
    ]
    assert digested() == []


def test_digest_leaves_to_the_account_what_is_too_much(reader: User) -> None:
    notices.choose(user=reader, wishes={Kind.STAGE: Wish(Email.DIGEST)})
    for number in range(45):
        told(reader, Kind.STAGE, key=f"work/{number}", address=f"/cases/{number}/")
    (digest,) = digested()
    assert (digest.body.count("- A case moves on"), "5 more lines are in your account." in digest.body) == (40, True)


@pytest.mark.parametrize(("target", "kind"), [("awaiting_complements", Kind.TURN), ("central_review", Kind.STAGE)])
def test_stage_that_asks_something_is_legal(player: Any, target: str, kind: str) -> None:
    case = player(target).case
    for row in OutboxRow.objects.filter(topic="mail.stage", payload__case=str(case.pk)).order_by("pk"):
        outbox.work(row)
    assert Notice.objects.filter(case=case, user=case.applicant).latest("pk").kind == kind


# Screens -------------------------------------------------------------------------------------------------------------


def test_account_shows_notices_in_the_language_of_the_page(reader: User) -> None:
    told(reader, Kind.STAGE)
    shown = {}
    for language in ("ar", "fr", "en"):
        browser = browser_of(reader)
        page = browser.get("/my/notices/", headers={"accept-language": language})
        with translation.override(language):
            shown[language] = (page.context["rows"][0]["title"], page.context["unread"]) == (str(Kind.STAGE.label), 1)
    assert shown == {"ar": True, "fr": True, "en": True}


def test_notices_are_marked_as_read(reader: User) -> None:
    told(reader, Kind.STAGE)
    other = make_user()
    told(other, Kind.STAGE)
    browser_of(reader).post("/my/notices/")
    assert (notices.unread(reader), notices.unread(other)) == (0, 1)


def test_preferences_are_kept_and_ask_nothing_of_what_is_legal(reader: User) -> None:
    browser = browser_of(reader)
    assert set(browser.get("/my/notices/preferences/").context["form"].fields) == {
        f"{kind}_{way}" for kind in ("stage", "message", "papers", "broadcast") for way in ("email", "account")
    }
    posted = {
        "stage_email": "never",
        "message_email": "digest",
        "message_account": "on",
        "papers_email": "at_once",
        "broadcast_email": "digest",
    }
    browser.post("/my/notices/preferences/", {**posted, "document_email": "never"})
    wishes = notices.wishes_of(reader)
    assert [wishes[k] for k in ("stage", "message", "papers", "document")] == [
        Wish("never", False),
        Wish("digest", True),
        Wish("at_once", False),
        Wish("at_once", True),
    ]


def test_preferences_refuse_what_is_not_offered(reader: User) -> None:
    posted = {"stage_email": "daily", "message_email": "digest", "papers_email": "at_once", "broadcast_email": "never"}
    answer = browser_of(reader).post("/my/notices/preferences/", posted)
    assert (answer.status_code, notices.wishes_of(reader)["message"].email) == (422, "at_once")


def test_officers_choose_about_time_limits(clock: Any) -> None:
    officer = make_user(role=Role.REGIONAL_OFFICER, region="TN-11")
    assert {k: w.email for k, w in notices.wishes_of(officer).items() if k in ("alert", "region_papers")} == {
        "alert": "digest",
        "region_papers": "digest",
    }
