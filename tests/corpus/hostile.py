"""Every file that must stay outside, each with the one refusal it must meet."""

from tests.corpus.hostile_bombs import BOMBS
from tests.corpus.hostile_pdf import ACTIONS, CARRIERS, SCRIPTS
from tests.corpus.hostile_types import CONFUSED, POLYGLOTS
from tests.corpus.sample import Sample

HOSTILE: list[Sample] = [*CONFUSED, *POLYGLOTS, *SCRIPTS, *ACTIONS, *CARRIERS, *BOMBS]

HOSTILE_NAMES: list[tuple[str, str]] = [
    ("../../etc/passwd.pdf", "passwd.pdf"),
    ("..\\..\\windows\\win.pdf", "win.pdf"),
    ("/absolute/path.pdf", "path.pdf"),
    ("C:\\Users\\a\\b.pdf", "b.pdf"),
    ("\\\\host\\share\\a.pdf", "a.pdf"),
    ("....//....//a.pdf", "a.pdf"),
    ("..", "file"),
    (".", "file"),
    ("", "file"),
    ("   ", "file"),
    (".htaccess", "htaccess"),
    (".pdf", "pdf"),
    ("...hidden.pdf", "hidden.pdf"),
    ("a\0.pdf", "a.pdf"),
    ("a.pdf\0.exe", "a.pdf.exe"),
    ("a\r\nSet-Cookie: b=1.pdf", "a Set-Cookie_ b=1.pdf"),
    ("a\x1b[31m.pdf", "a[31m.pdf"),
    ("invoice\u202efdp.exe", "invoicefdp.exe"),
    ("\u2066a\u2069.pdf", "a.pdf"),
    ("\u200fشهادة\u200e.pdf", "شهادة.pdf"),
    ("\u061cشهادة.pdf", "شهادة.pdf"),
    ("a\u200b\u200c\u200d\ufeffb.pdf", "ab.pdf"),
    ("a\u2028b\u2029c.pdf", "abc.pdf"),
    ("CON", "_CON"),
    ("con.pdf", "_con.pdf"),
    ("LPT1.tar.pdf", "_LPT1.tar.pdf"),
    ("COM¹.pdf", "_COM¹.pdf"),
    ("a.pdf:stream", "a.pdf_stream"),
    ("a.pdf. . .", "a.pdf"),
    ('<img src=x onerror="alert(1)">.pdf', "_img src=x onerror=_alert(1)__.pdf"),
    ('a"; filename="b.exe', "a__ filename=_b.exe"),
    ("=cmd|' !A0.pdf", "cmd_' !A0.pdf"),
    ("-rf.pdf", "rf.pdf"),
    ("a" * 500 + ".pdf", "a" * 116 + ".pdf"),
    ("ش" * 500 + ".pdf", "ش" * 116 + ".pdf"),
    ("😀" * 200 + ".pdf", "😀" * 59 + ".pdf"),
    ("re\u0301sume\u0301.pdf", "résumé.pdf"),
    ("\ud800a.pdf", "a.pdf"),
    ("a." + "x" * 300, "a." + "x" * 118),
]
