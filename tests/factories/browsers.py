"""What the client of Django does not do by itself."""

from typing import Any

from django.core.signals import request_finished
from django.db import close_old_connections


def let_go(response: Any) -> None:
    """Closes the files of an answer, but not the connection that the test still needs."""
    request_finished.disconnect(close_old_connections)
    try:
        response.close()
    finally:
        request_finished.connect(close_old_connections)
