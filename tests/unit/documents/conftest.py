"""One warm renderer for all tests of this folder, tighter than in service so that hopeless documents end soon."""

import pytest

from documents.rendering.limits import Limits
from documents.rendering.zygote import Renderer


@pytest.fixture(scope="session")
def renderer():
    renderer = Renderer(Limits(cpu_seconds=1, wall_seconds=5))
    renderer.start()
    yield renderer
    renderer.stop()
