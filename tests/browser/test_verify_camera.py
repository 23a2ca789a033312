"""The square is read through the camera: a device that shows a picture of the paper, as a telephone held before it does."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Playwright

from documents.qr import drawn
from tests.browser.conftest import launched
from tests.browser.site import Site
from tests.browser.test_verify_offline import address, issue, record, seen

SQUARE = (640, 480)


@pytest.fixture(autouse=True)
def _key(settings: Any, tmp_path: Path) -> None:
    settings.SEAL_KEY = tmp_path / "seal.pem"


def film(site: Site, path: Path) -> None:
    """A film of one picture, in the form that Chromium's device for tests plays (Motion JPEG)."""
    drawn(address(site)).save(str(path.with_suffix(".png")), scale=3, border=4)
    square, frame = Image.open(path.with_suffix(".png")).convert("RGB"), Image.new("RGB", SQUARE, "white")
    square.thumbnail((460, 460))
    frame.paste(square, ((SQUARE[0] - square.width) // 2, (SQUARE[1] - square.height) // 2))
    frame.save(path, "JPEG", quality=95)


@pytest.fixture
def camera(site: Site, tmp_path: Path, driver: Playwright) -> Iterator[Browser]:
    """A browser whose camera sees the square."""
    film(site, tmp_path / "camera.mjpeg")
    film_of = f"--use-file-for-fake-video-capture={tmp_path / 'camera.mjpeg'}"
    browser = launched(driver, "--use-fake-device-for-media-stream", film_of, whole=True)
    yield browser
    browser.close()


def test_square_is_read_through_the_camera(site: Site, camera: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    issue()
    monkeypatch.setattr(site, "browser", camera)
    reader = site.visitor(language="fr", permissions=["camera"])
    reader.open("/verify/")
    reader.page.locator("[data-camera]").click()
    assert seen(reader) == (["genuine"], ["valid"])
    assert reader.page.input_value("#code") == record().code
    assert reader.page.locator("[data-viewfinder]").is_hidden()
    assert reader.page.evaluate("document.activeElement.matches('[data-seal]')")


def test_camera_that_is_refused_leaves_the_other_ways(site: Site) -> None:
    reader = site.visitor(language="fr")
    reader.open("/verify/")
    reader.page.locator("[data-camera]").click()
    told = reader.page.get_attribute("[data-square-status]", "data-text-refused")
    reader.page.get_by_text(told or "", exact=True).wait_for()
    assert reader.page.locator("#picture").is_enabled()
