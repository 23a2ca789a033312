"""The square that leads to the verification of a letter."""

import pytest

from documents.qr import qr_svg


def test_qr_svg_names_itself():
    drawn = qr_svg("https://takwin.example.tn/v/ABC", title="Code <1>")
    assert drawn.startswith("<svg")
    assert "<title>Code &lt;1&gt;</title>" in drawn


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "takwin.example.tn", ""])
def test_qr_svg_of_an_address_that_is_not_on_the_web(url):
    with pytest.raises(ValueError, match="http"):
        qr_svg(url, title="x")
