"""Codes by which a person proves that an address or a telephone given in an application reaches them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ContactCode(models.Model):
    """One code that was sent. The code itself is kept nowhere: the nonce and the site's key make it, the digest checks it."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("E-mail")
        PHONE = "phone", _("Telephone")

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey("workflow.Case", models.CASCADE, related_name="contact_codes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")  # who asked for it
    kind = models.CharField(max_length=5, choices=Kind.choices)
    address = models.CharField(max_length=254)
    nonce = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    verified_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["case", "kind", "-id"], name="contact_case"),
            models.Index(fields=["user", "-sent_at"], name="contact_user"),
            models.Index(fields=["address", "-sent_at"], name="contact_address"),
        ]
