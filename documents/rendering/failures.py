"""The two ways in which a letter may fail to be printed."""

from typing import Literal

Reason = Literal["time", "memory", "size", "depth", "input", "crash", "busy"]
REASONS: dict[Reason, str] = {
    "time": "The document took too long to lay out.",
    "memory": "The document needed too much memory.",
    "size": "The document was too large.",
    "depth": "The document was nested too deeply.",
    "input": "The document could not be read.",
    "crash": "The renderer stopped on this document.",
    "busy": "Too many documents are being rendered; try again later.",
}


class RenderingFailed(Exception):
    """This document could not be rendered: `reason` says why, `detail` is for the log. The next one can."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(REASONS[reason])
        self.reason = reason
        self.detail = detail


class RenderingUnavailable(Exception):
    """No document can be rendered on this machine; the message says what to install."""
