"""What a PDF may do by itself when it is opened or clicked: none of it is let in, except plain links and jumps."""

import re
from collections.abc import Iterator

import pikepdf

from forms.gate.refused import Refused

ACTIVE, EMBEDDED, EXTERNAL = "active_content", "embedded_files", "external_reference"

KEYS = {
    "/JS": ACTIVE, "/JavaScript": ACTIVE, "/AA": ACTIVE, "/XFA": ACTIVE, "/Renditions": ACTIVE,
    "/RichMediaContent": ACTIVE, "/RichMediaSettings": ACTIVE, "/Movie": ACTIVE, "/Sound": ACTIVE,
    "/EmbeddedFiles": EMBEDDED, "/EmbeddedFile": EMBEDDED, "/EF": EMBEDDED, "/Collection": EMBEDDED,
}  # fmt: skip
# The values of /S (actions), /Subtype (annotations, pictures) and /Type.
VALUES = {
    "/JavaScript": ACTIVE, "/Launch": ACTIVE, "/SubmitForm": ACTIVE, "/ImportData": ACTIVE, "/Rendition": ACTIVE,
    "/Movie": ACTIVE, "/Sound": ACTIVE, "/Screen": ACTIVE, "/RichMedia": ACTIVE, "/RichMediaExecute": ACTIVE,
    "/3D": ACTIVE, "/GoTo3DView": ACTIVE, "/PS": ACTIVE,
    "/EmbeddedFile": EMBEDDED, "/FileAttachment": EMBEDDED,
    "/GoToR": EXTERNAL, "/GoToE": EXTERNAL, "/Thread": EXTERNAL,
}  # fmt: skip
OF_STREAMS = {"/F": EXTERNAL, "/FFilter": EXTERNAL, "/FDecodeParms": EXTERNAL, "/Ref": EXTERNAL, "/OPI": EXTERNAL}
RESOURCES = {"/Font", "/XObject", "/ExtGState", "/Pattern"}
LINKS = {"http", "https", "mailto", "tel"}

_NAMES = sorted({name[1:] for name in (*KEYS, *VALUES, "/OpenAction", "/URI")}, key=len, reverse=True)
SUSPECT = re.compile(rb"/(?:%s)(?![^\x00-\x20()<>\[\]{}/%%])" % "|".join(_NAMES).encode())


def check(item: pikepdf.Object) -> None:
    """Refuse one indirect object for what it holds directly; what it refers to is checked in its own turn.

    qpdf writes names without escapes, so `/J#61vaScript` and names in object streams come out plain. The search over
    its text is fast, and only what it finds is taken apart.
    """
    if isinstance(item, pikepdf.Stream):
        dictionary: pikepdf.Object = item.stream_dict
        for key, code in OF_STREAMS.items():
            if key in dictionary:
                raise Refused(code)
        text = dictionary.unparse(resolved=True)
    else:
        dictionary = item
        text = item.unparse(resolved=True) if isinstance(item, pikepdf.Object) else b""
    if not SUSPECT.search(text):
        return
    if isinstance(dictionary, pikepdf.Name):  # a name on its own, so that the dictionary that uses it looks innocent
        raise Refused(VALUES.get(str(dictionary), ACTIVE))
    check_dictionaries(dictionary)


def check_dictionaries(item: pikepdf.Object) -> None:
    for dictionary in direct_dictionaries(item):
        check_keys(dictionary)


def direct_dictionaries(item: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """`item` and the dictionaries written inside it, without following references."""
    waiting = [item]
    while waiting:
        part = waiting.pop()
        if isinstance(part, pikepdf.Dictionary):
            yield part
            inside = [value for _, value in part.items()]
        elif isinstance(part, pikepdf.Array):
            inside = list(part)
        else:
            continue
        waiting.extend(value for value in inside if isinstance(value, pikepdf.Object) and not value.is_indirect)


def check_keys(dictionary: pikepdf.Object) -> None:
    for key, value in dictionary.items():
        if key in ("/S", "/Subtype", "/Type") and isinstance(value, pikepdf.Name) and str(value) in VALUES:
            raise Refused(VALUES[str(value)])
        if key in KEYS and not all(is_resource(other) for _, other in dictionary.items()):
            raise Refused(KEYS[key])
        if key == "/OpenAction" and not is_plain_jump(value):
            raise Refused(ACTIVE)
        if key == "/URI":
            check_link(value)


def is_resource(value: object) -> bool:
    """A font or picture: a page may call one of them /AA or /JS, and only then is every neighbour one, too."""
    if isinstance(value, pikepdf.Stream):
        return str(value.stream_dict.get("/Subtype", "")) in ("/Image", "/Form")
    return isinstance(value, pikepdf.Dictionary) and str(value.get("/Type", "")) in RESOURCES


def is_plain_jump(value: object) -> bool:
    """Where most scanners ask a reader to open the document: a destination, or one action that only goes there."""
    if isinstance(value, pikepdf.Dictionary):
        return value.get("/S") == pikepdf.Name.GoTo and "/Next" not in value
    return isinstance(value, pikepdf.Array | pikepdf.String | pikepdf.Name)


def check_link(value: object) -> None:
    if isinstance(value, pikepdf.Dictionary):  # of the whole document: what relative links start from
        value = value.get("/Base", "")
    address = re.sub(r"[\x00-\x20\x7f-\x9f]", "", str(value)).lower()
    scheme, colon, _ = address.partition(":")
    if address.startswith(("\\\\", "//")):
        raise Refused(EXTERNAL)
    if colon and re.fullmatch(r"[a-z][a-z0-9+.-]*", scheme) and scheme not in LINKS:
        raise Refused(ACTIVE)
