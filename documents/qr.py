"""The square on a letter that leads to its verification."""

from urllib.parse import urlsplit

import segno


def qr_svg(url: str, *, title: str) -> str:
    """An inline SVG, its title being what a screen reader says. Error correction M: stands a stamp on a corner."""
    if urlsplit(url).scheme not in ("http", "https"):
        raise ValueError("a verification address starts with http or https")
    code = segno.make(url, error="m", micro=False, boost_error=True)
    return code.svg_inline(title=title, border=4, omitsize=True, dark="#000", light="#fff")
