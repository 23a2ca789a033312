"""Asks the time-stamp authority, for three seconds at most; one that is down is left in peace for a minute."""

import time
import urllib.request
from typing import Any

from asn1crypto import tsp
from django.conf import settings
from django.core.cache import cache
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError, handle_tsp_response

SECONDS = 3
REST_SECONDS = 60
LARGEST = 64 * 1024
_DOWN = "signature:time-stamp-down"


class AuthorityStamper(TimeStamper):
    """RFC 3161 over HTTP."""

    def __init__(self, url: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        try:
            return tsp.TimeStampResp.load(self._asked(req.dump()), strict=True)
        except (OSError, ValueError, TypeError) as error:
            raise TimestampRequestError(f"The time-stamp authority does not answer: {error}") from error

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> Any:
        """One request; the token must be for this digest, which the library leaves to whoever validates."""
        nonce, request = self.request_cms(message_digest, md_algorithm)  # type: ignore[no-untyped-call]
        try:
            token = handle_tsp_response(await self.async_request_tsa_response(request), nonce)
            imprint = token["content"]["encap_content_info"]["content"].parsed["message_imprint"]["hashed_message"].native
        except TimestampRequestError:
            raise
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise TimestampRequestError("The answer of the time-stamp authority cannot be read.") from error
        if imprint != message_digest:
            raise TimestampRequestError("The time stamp is for something else.")
        return token

    def _asked(self, body: bytes) -> bytes:
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        until = time.monotonic() + SECONDS
        request = urllib.request.Request(self.url, data=body, headers=headers)  # noqa: S310  (an address of the settings)
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            content = b""
            while piece := answer.read1(LARGEST):
                content += piece
                if len(content) > LARGEST or time.monotonic() > until:
                    raise OSError("too long")
        return content


def stamper() -> AuthorityStamper | None:
    """The authority, when one is configured and was not found silent in the last minute."""
    url = settings.SIGNATURE_TSA_URL
    return AuthorityStamper(url) if url and not cache.get(_DOWN) else None


def note_down() -> None:
    """One document waits three seconds for a dead authority; those of the next minute do not."""
    cache.set(_DOWN, True, REST_SECONDS)
