"""What people are told: kept in their account, gathered for a digest; how they wish it; which papers they were reminded of."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """One thing that a person was told, in every language of the site."""

    class Kind(models.TextChoices):
        TURN = "turn", _("Something is asked of you, or decided")
        DOCUMENT = "document", _("A document of the ministry")
        REMINDER = "reminder", _("Reminder before a time limit ends")
        OPINION = "opinion", _("Your opinion is asked")
        PARTNER = "partner", _("The answer of your structure is asked")
        DRAFT = "draft", _("A draft will be cleared away")
        STAGE = "stage", _("A case moves on")
        MESSAGE = "message", _("A message in a case")
        PAPERS = "papers", _("Papers of your structure end soon")
        REGION_PAPERS = "region_papers", _("Papers of the structures of your region end soon")
        BROADCAST = "broadcast", _("A new restriction, or a warning to the public")
        ALERT = "alert", _("Time limits of the cases that you hold")

    WAITS = "waits"  # for the next digest; afterwards the day of the digest

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    key = models.CharField(max_length=170)  # topic and key of the work that told it
    texts = models.JSONField()  # {"fr": {"title": …, "lines": […]}, …}
    address = models.CharField(max_length=200)  # of the page of the site where it is dealt with
    case = models.ForeignKey("workflow.Case", models.CASCADE, related_name="+", null=True, blank=True)
    at = models.DateTimeField()
    in_account = models.BooleanField(default=True)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_notice_of_a_work")]
        indexes = [
            models.Index(fields=["user", "-at"], name="notice_user"),
            models.Index(fields=["digest", "user"], condition=~models.Q(digest=""), name="notice_digest"),
        ]


class NoticePreference(models.Model):
    """How a person wishes to be told things of a kind; none means as the kind is usually told."""

    class Email(models.TextChoices):
        AT_ONCE = "at_once", _("At once")
        DIGEST = "digest", _("In the digest of the day")
        NEVER = "never", _("No e-mail")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Notice.Kind.choices)
    email = models.CharField(max_length=10, choices=Email.choices)
    in_account = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="one_notice_preference")]


class PaperReminder(models.Model):
    """A paper of a provider of whose end it was reminded: once for each number of days before."""

    kind = models.CharField(max_length=20)  # see registers.expiries.Kind
    entry = models.UUIDField()  # of the register: the site, the homologation, the agreement, the provider
    ends_on = models.DateField()
    days = models.PositiveSmallIntegerField()  # 90, 60, 30, 7
    provider = models.UUIDField(db_index=True)
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "entry", "ends_on", "days"], name="one_paper_reminder")]
