"""The browsers of officers."""

from tests.integration.cases.conftest import _stopped, browser

__all__ = ["_stopped", "browser"]
