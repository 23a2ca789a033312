"""The link by which a person sets their own password: nobody ever chooses one for somebody else."""

from allauth.account.forms import ResetPasswordForm
from allauth.account.models import EmailAddress
from django.http import HttpRequest
from django.utils import translation

from accounts.models import User


def send_link(*, user: User, request: HttpRequest) -> None:
    """Sends the link to set a password, in the person's language.

    Raises:
        OSError: the mail could not be handed over; it may be sent again.
    """
    # The address counts as verified because only its owner can use the link, and nobody signs in without having used it.
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"primary": True, "verified": True})
    form = ResetPasswordForm({"email": user.email})
    if form.is_valid():
        with translation.override(user.language):
            form.save(request)
