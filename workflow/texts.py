"""Text messages: sent through the function that the setting names, or not at all."""

import logging
from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from workflow import contacts, outbox
from workflow.models import ContactCode, OutboxRow

logger = logging.getLogger(__name__)
# (number in E.164, text, key): the key is the same for every attempt, so that a gateway can drop a repeated message.
Gateway = Callable[[str, str, str], None]


def console(number: str, text: str, key: str) -> None:
    """The gateway of the demonstration: the message stands in the log of the server."""
    logger.warning("text message to %s: %s", number, text)


def gateway() -> Gateway | None:
    """The configured gateway: `console`, or the dotted path of a function; None when there is none."""
    name = settings.SMS_GATEWAY
    if not name:
        return None
    return console if name == "console" else cast(Gateway, import_string(name))


@outbox.handles("text.code")
def text_code(row: OutboxRow) -> None:
    """Sends a code to a telephone; a code that is too old is not sent any more."""
    code = ContactCode.objects.select_related("user").filter(pk=row.payload["code"], expires_at__gt=timezone.now()).first()
    send = gateway()
    if code is None or send is None:
        return
    with translation.override(code.user.language):
        text = _("%(code)s is your code for the Ministry. It can be used for 10 minutes.") % {"code": contacts.code_of(code)}
    send(code.address, text, f"takwin-{row.pk}")
