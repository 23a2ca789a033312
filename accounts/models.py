"""Users, organisations, postings, absences and delegations of signature."""

import uuid
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.regions import Region
from accounts.roles import POSTED_ROLES, Role


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. What the person may do comes from postings, never from flags."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name_ar = models.CharField(_("name in Arabic"), max_length=120, blank=True)
    name_fr = models.CharField(_("name in Latin letters"), max_length=120, blank=True)
    # "cin:01234567" or "passport:TN:A123456": compared with the applicant's (nobody judges their own case).
    identity = models.CharField(max_length=60, blank=True, db_index=True)
    function_ar = models.CharField(_("function in Arabic"), max_length=120, blank=True)
    function_fr = models.CharField(_("function in French"), max_length=120, blank=True)
    language = models.CharField(max_length=2, choices=[("ar", "العربية"), ("fr", "Français"), ("en", "English")], default="ar")
    # Filters of queues kept under a name, by role: {"front_desk": [{"name": "Sfax, late", "chosen": {"time": "overdue"}}]}
    filters = models.JSONField(default=dict, blank=True)
    is_active = models.BooleanField(default=True)
    # Raised whenever a posting, absence or delegation of this person changes: keys every cached standing.
    standing_version = models.PositiveIntegerField(default=0)
    date_joined = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []
    objects = UserManager()

    class Meta:
        verbose_name = _("user")

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """The name in the script of the page, or the one that exists."""
        arabic = (get_language() or "ar").startswith("ar")
        return (self.name_ar if arabic else self.name_fr) or self.name_fr or self.name_ar or self.email

    def get_full_name(self) -> str:
        return self.full_name


class Organisation(models.Model):
    """A body on whose behalf people file: a private training structure, an employer, an association."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name_ar = models.CharField(max_length=150)
    name_fr = models.CharField(max_length=150)
    rne_id = models.CharField(max_length=12, blank=True, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return (self.name_ar if (get_language() or "ar").startswith("ar") else self.name_fr) or self.name_fr


class Membership(models.Model):
    """A person who may act for an organisation, from and until."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "organisation"], name="one_membership")]


class Posting(models.Model):
    """A role held by a person, in a region or a committee, from and until (both included)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="postings")
    role = models.CharField(max_length=30, choices=[(r.value, r.label) for r in Role if r in POSTED_ROLES])
    region = models.CharField(max_length=5, choices=Region.choices, blank=True)
    committee = models.CharField(max_length=30, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="posting_ends_after_start"),
            models.UniqueConstraint(fields=["user", "role", "region", "committee", "since"], name="one_posting"),
        ]
        indexes = [models.Index(fields=["role", "region"], name="posting_role_region")]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"


class Absence(models.Model):
    """Days on which a person is away; the substitute then holds the person's postings as well."""

    user = models.ForeignKey(User, models.CASCADE, related_name="absences")
    substitute = models.ForeignKey(User, models.PROTECT, related_name="substitutions", null=True, blank=True)
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="absence_ends_after_start"),
            models.CheckConstraint(condition=Q(substitute__isnull=True) | ~Q(substitute=F("user")), name="absence_other_person"),
        ]


class SignatureDelegation(models.Model):
    """An act by which a signatory lends the signature: number, field, limit, dates."""

    number = models.CharField(max_length=40, unique=True)
    decided_on = models.DateField()
    role = models.CharField(max_length=30, choices=Role.choices, default=Role.MINISTER_SIGNATORY)
    delegator = models.CharField(max_length=120)  # the function that delegates, as printed
    delegate = models.ForeignKey(User, models.PROTECT, related_name="delegations")
    # Codes of families ("EQV") or procedures ("EQV-01"); empty lends nothing.
    field = models.JSONField(default=list)
    # Transitions that the act keeps for the delegator, such as "sign_refusal".
    excludes = models.JSONField(default=list, blank=True)
    limit = models.CharField(max_length=200, blank=True)  # in words, printed in the register of delegations
    since = models.DateField()
    until = models.DateField()
    revoked_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(until__gte=F("since")), name="delegation_ends_after_start")]

    def __str__(self) -> str:
        return self.number


class DeclaredInterest(models.Model):
    """A relative or other tie that an agent has declared: the agent may not act on that person's cases."""

    user = models.ForeignKey(User, models.CASCADE, related_name="interests")
    identity = models.CharField(max_length=60)
    tie = models.CharField(max_length=200)
    declared_on = models.DateField(default=timezone.localdate)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "identity"], name="one_declared_interest")]
