"""PDF files that act by themselves, carry others, or lock their content."""

from __future__ import annotations

import io

import pikepdf

from tests.corpus.sample import Sample, catalog, link, page, pdf, stream

SCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"


def saved(build: object, **options: object) -> bytes:
    """One page, changed by `build`, as pikepdf saves it."""
    document = pikepdf.new()
    document.add_blank_page()
    build(document)  # type: ignore[operator]
    out = io.BytesIO()
    document.save(out, **options)
    return out.getvalue()


def add_script(document: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    document.Root.OpenAction = document.make_indirect(action)


def add_attachment(document: pikepdf.Pdf) -> None:
    document.attachments["payload.exe"] = b"MZ"


def in_object_stream() -> bytes:
    return saved(add_script, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def encrypted(*, user: str) -> bytes:
    protection = pikepdf.Encryption(owner="owner", user=user)
    return saved(lambda document: None, encryption=protection)


def duplicate_key() -> bytes:
    return pdf({1: catalog(b"/OpenAction %s /OpenAction [3 0 R /Fit]" % SCRIPT)})


def second_revision() -> bytes:
    """A sound file, and after it a revision whose table points nowhere."""
    added = b"1 0 obj\n" + catalog(b"/OpenAction " + SCRIPT) + b"\nendobj\n"
    return pdf() + added + b"trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n99999999\n%%EOF\n"


def active(label: str, content: bytes, reason: str = "active_content") -> Sample:
    return Sample(label, "diploma.pdf", lambda: content, reason)


def url(address: bytes) -> bytes:
    return pdf({3: link(b"<< /S /URI /URI (%s) >>" % address)})


SCRIPTS = [
    active("js_on_open", pdf({1: catalog(b"/OpenAction " + SCRIPT)})),
    active("js_escaped_name", pdf({1: catalog(b"/OpenAction << /S /J#61vaScript /J#53 (app.alert\\(1\\)) >>")})),
    active("js_all_escaped", pdf({1: catalog(b"/#4fpen#41ction << /S /#4a#61#76#61#53#63#72#69#70#74 /JS <61> >>")})),
    Sample("js_in_object_stream", "diploma.pdf", in_object_stream, "active_content"),
    active("js_in_a_stream", pdf({1: catalog(b"/OpenAction << /S /JavaScript /JS 4 0 R >>"), 4: stream(b"app.alert(1)")})),
    active("js_in_name_tree", pdf({1: catalog(b"/Names << /JavaScript << /Names [(a) 4 0 R] >> >>"), 4: SCRIPT})),
    active("js_when_page_opens", pdf({3: page(b"/AA << /O " + SCRIPT + b" >>")})),
    active(
        "js_in_field",
        pdf({1: catalog(b"/AcroForm << /Fields [4 0 R] >>"), 4: b"<< /FT /Tx /T (a) /AA << /K 5 0 R >> >>", 5: SCRIPT}),
    ),
    active("js_by_reference_to_its_name", pdf({1: catalog(b"/OpenAction << /S 4 0 R /X (a) >>"), 4: b"/JavaScript"})),
    active("js_chained_after_jump", pdf({1: catalog(b"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next 4 0 R >>"), 4: SCRIPT})),
    active(
        "js_in_outline",
        pdf(
            {
                1: catalog(b"/Outlines 4 0 R"),
                4: b"<< /First 5 0 R /Last 5 0 R /Count 1 >>",
                5: b"<< /Title (a) /Parent 4 0 R /A " + SCRIPT + b" >>",
            }
        ),
    ),
    active("js_in_deep_arrays", pdf({4: b"[" * 40 + SCRIPT + b"]" * 40})),
    active("js_in_utf16_string", pdf({1: catalog(b"/OpenAction << /S /JavaScript /JS <FEFF006100700070> >>")})),
    Sample("js_behind_duplicate_key", "diploma.pdf", duplicate_key, "pdf_broken"),
    Sample("js_in_broken_revision", "diploma.pdf", second_revision, "active_content"),
    active("js_in_rendition", pdf({3: link(b"<< /S /Rendition /JS (app.alert\\(1\\)) >>")})),
    active(
        "js_catalog_in_trailer",
        pdf().replace(b"/Root 1 0 R", b"/Root << /Type /Catalog /Pages 2 0 R /OpenAction " + SCRIPT + b" >>"),
    ),
]

ACTIONS = [
    active("launch", pdf({1: catalog(b"/OpenAction << /S /Launch /F (cmd.exe) >>")})),
    active("launch_windows", pdf({3: link(b"<< /S /Launch /Win << /F (cmd.exe) /P (/c calc) >> >>")})),
    active("submit_form", pdf({3: link(b"<< /S /SubmitForm /F (http://example.test/) >>")})),
    active("import_data", pdf({3: link(b"<< /S /ImportData /F (\\\\\\\\host\\\\a.fdf) >>")})),
    active(
        "go_to_remote_share",
        pdf({3: link(b"<< /S /GoToR /F (\\\\\\\\host\\\\share\\\\a.pdf) /D [0 /Fit] >>")}),
        "external_reference",
    ),
    active("go_to_embedded", pdf({3: link(b"<< /S /GoToE /T << /R /C /N (a.pdf) >> >>")}), "external_reference"),
    active("remote_thread", pdf({3: link(b"<< /S /Thread /F (a.pdf) /D 0 >>")}), "external_reference"),
    active("print_on_open", pdf({1: catalog(b"/OpenAction << /S /Named /N /Print >>")})),
    active("web_on_open", pdf({1: catalog(b"/OpenAction << /S /URI /URI (http://example.test/) >>")})),
    active("web_when_page_opens", pdf({3: page(b"/AA << /O << /S /URI /URI (http://example.test/) >> >>")})),
    active("link_javascript", url(b"javascript:alert\\(1\\)")),
    active("link_javascript_disguised", url(b" Java\\nScript\\t:alert\\(1\\)")),
    active("link_file", url(b"file:///C:/Windows/System32/calc.exe")),
    active("link_data", url(b"data:text/html,<b>a</b>")),
    active("link_share", url(b"\\\\\\\\host\\\\share"), "external_reference"),
    active("link_base_javascript", pdf({1: catalog(b"/URI << /Base (javascript:) >>")})),
    active("xfa", pdf({1: catalog(b"/AcroForm << /Fields [] /XFA 4 0 R >>"), 4: stream(b"<xdp:xdp/>")})),
    active("rich_media", pdf({3: page(b"/Annots [<< /Subtype /RichMedia /Rect [0 0 9 9] >>]")})),
    active("screen", pdf({3: page(b"/Annots [<< /Subtype /Screen /Rect [0 0 9 9] >>]")})),
    active("movie", pdf({3: page(b"/Annots [<< /Subtype /Movie /Rect [0 0 9 9] /Movie << /F (a.avi) >> >>]")})),
    active("sound", pdf({3: link(b"<< /S /Sound /Sound 4 0 R >>"), 4: stream(b"\0\0", b"/R 8000")})),
    active("postscript_picture", pdf({4: stream(b"showpage", b"/Type /XObject /Subtype /PS")})),
]

CARRIERS = [
    Sample("embedded_by_library", "diploma.pdf", lambda: saved(add_attachment), "embedded_files"),
    active("embedded_names", pdf({1: catalog(b"/Names << /EmbeddedFiles << /Names [] >> >>")}), "embedded_files"),
    active("embedded_stream_alone", pdf({4: stream(b"MZ", b"/Type /EmbeddedFile")}), "embedded_files"),
    active(
        "file_attachment_note",
        pdf(
            {
                3: page(b"/Annots [<< /Subtype /FileAttachment /FS 4 0 R /Rect [0 0 9 9] >>]"),
                4: b"<< /F (a) /EF << /F 5 0 R >> >>",
                5: stream(b"MZ"),
            }
        ),
        "embedded_files",
    ),
    active("portfolio", pdf({1: catalog(b"/Collection << /View /T >>")}), "embedded_files"),
    active("external_stream", pdf({4: stream(b"", b"/F (http://example.test/a)")}), "external_reference"),
    active(
        "external_stream_share",
        pdf({3: page(b"/Contents 4 0 R"), 4: stream(b"", b"/F << /FS /URL /F (//host/a) >>")}),
        "external_reference",
    ),
    active(
        "reference_to_other_pdf",
        pdf({4: stream(b"", b"/Type /XObject /Subtype /Form /Ref << /F (a.pdf) /Page 0 >>")}),
        "external_reference",
    ),
    Sample("encrypted_with_password", "diploma.pdf", lambda: encrypted(user="secret"), "encrypted"),
    Sample("encrypted_without_password", "diploma.pdf", lambda: encrypted(user=""), "encrypted"),
    active("encrypted_by_unknown_handler", pdf(trailer=b"/Encrypt << /Filter /Acme /V 9 >> /ID [<00><00>]"), "encrypted"),
]
