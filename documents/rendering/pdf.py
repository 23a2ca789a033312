"""HTML to a tagged PDF/A-3a that is also PDF/UA-1, without a network and without a file outside the release.

WeasyPrint is imported on first use: it needs Pango, which no wheel brings, and the site must run without it.
"""

import json
import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from documents.rendering import assets
from documents.rendering.failures import RenderingFailed, RenderingUnavailable
from documents.rendering.glyphs import note_readably
from documents.rendering.writing import draw_once

if TYPE_CHECKING:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

PANGO_MISSING = (
    "Letters cannot be printed: Pango is missing on this machine. On Debian or Ubuntu run:"
    " apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)
OPTIONS: dict[str, Any] = {"pdf_variant": "pdf/a-3a", "pdf_tags": True}  # of WeasyPrint

PANGO_WITH_THREADS = 15_100
_left_behind: list[Any] = []


@dataclass(frozen=True, kw_only=True)
class Metadata:
    """What the file says about itself. `data` (JSON text) travels inside the PDF as `data.json`."""

    title: str
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = field(default=())
    created: str = ""  # ISO 8601, with the hour and zone or a date alone
    data: str = ""


def render(html: str, *, language: str, metadata: Metadata) -> bytes:
    """The PDF of a page of HTML. Raises RenderingUnavailable without Pango, RenderingFailed on hopeless input."""
    sheet, fonts = toolkit()
    page = _page(html)
    page.etree_element.set("lang", language)
    document = page.render(font_config=fonts, stylesheets=[sheet], **OPTIONS)
    if not document.pages:
        raise RenderingFailed("input", "no page")
    about = document.metadata
    about.title, about.authors = metadata.title, [metadata.author] if metadata.author else []
    about.description, about.keywords = metadata.subject or None, list(metadata.keywords)
    about.created = about.modified = metadata.created or None
    about.generator, about.lang, about.attachments, about.custom = "Takwin", language, about.attachments[:0], {}
    about.xmp_metadata = []
    _declare_pdf_ua(about)
    # The identifier is drawn from the content: the same letter rendered twice gives the same file.
    identifier = sha256("\0".join((language, metadata.title, metadata.created, html)).encode()).digest()[:16]
    attachments = [_attachment(metadata)] if metadata.data else None
    told = {**OPTIONS, "pdf_identifier": identifier, "attachments": attachments}
    content: bytes = document.write_pdf(finisher=draw_once, **told)
    return content


@cache
def toolkit() -> "tuple[CSS, FontConfiguration]":
    """The parsed sheet and the fonts, once per process: 0.05 s a letter instead of one second."""
    try:
        from weasyprint import CSS
        from weasyprint.text.fonts import FontConfiguration
    except OSError as error:  # cffi's way to say that a shared library is missing
        raise RenderingUnavailable(PANGO_MISSING) from error
    note_readably()
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    fonts = FontConfiguration()
    css = assets.STYLESHEET.read_text(encoding="utf-8")
    return CSS(string=css, font_config=fonts, url_fetcher=fetcher(), base_url="asset:letter.css"), fonts


def renew_font_map() -> None:
    """To be called in a process forked from one that has rendered: gives it a font map that it can use.

    Since 1.51, Pango asks fontconfig in a thread of each font map, and waits for it; no fork brings threads along. The fonts
    stay loaded, the map is made anew; what belonged to the old one is kept, for nothing good comes of taking it apart.
    """
    from weasyprint.text.ffi import ffi, gobject, pango, pangoft2

    if pango.pango_version() < PANGO_WITH_THREADS:
        return
    _sheet, fonts = toolkit()
    _left_behind.append((fonts.font_map, fonts.strut_layouts, fonts.font_features))
    fonts.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
    pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", fonts.font_map), fonts._config)
    fonts.strut_layouts, fonts.font_features = {}, {}


@cache
def fetcher() -> Any:
    """Denies everything but the assets of the release; inherits WeasyPrint's class for its signature alone."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class ReleaseOnly(URLFetcher):
        def __init__(self) -> None:
            super().__init__(allowed_protocols=(), allow_redirects=False)

        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            scheme, _, name = url.partition(":")
            if scheme == "asset":
                return URLFetcherResponse(url, assets.asset(name), {"Content-Type": "font/woff2"})
            content, media_type = assets.picture(url)
            return URLFetcherResponse(url, content, {"Content-Type": media_type})

        def open(self, *args: Any, **kwargs: Any) -> URLFetcherResponse:
            raise assets.AssetRefused("nothing is opened by address")

    return ReleaseOnly()


def _page(html: str) -> "HTML":
    from weasyprint import HTML

    return HTML(string=html, url_fetcher=fetcher(), base_url=None)


def _attachment(metadata: Metadata) -> Any:
    from weasyprint import Attachment

    json.loads(metadata.data)  # nothing but JSON travels
    made = datetime.fromisoformat(metadata.created) if metadata.created else datetime(2000, 1, 1, tzinfo=UTC)
    return Attachment(
        string=metadata.data, name="data.json", description=metadata.title, created=made, modified=made, relationship="Data"
    )


_PDF_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of the standard that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF>"""


def _declare_pdf_ua(about: Any) -> None:
    """WeasyPrint names one standard per file: add the second to the metadata, with the schema PDF/A asks for."""
    generate = about.generate_rdf_metadata

    def generate_both(*args: Any) -> bytes:
        rdf: bytes = generate(*args)
        return rdf.replace(b"</rdf:RDF>", _PDF_UA)

    about.generate_rdf_metadata = generate_both
