"""Checks of the identifiers that Tunisians carry, and of the numbers that the registers give."""

import re

from accounts.regions import Region
from registers.normalise import fold

TAX_LETTERS = "ABCDEFGHJKLMNPQRSTVWXYZ"  # I, O and U are left out
CERTIFICATE_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_CIN = re.compile(r"[01][0-9]{7}")
_TAX = re.compile(r"([0-9]{7})([A-HJ-NP-TV-Z])([ABDNP])?([CEMNP])?([0-9]{3})?")
_RNE = re.compile(r"([0-9]{7})([A-HJ-NP-TV-Z])")
_RIB = re.compile(r"[0-9]{20}")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_PHONE = re.compile(r"(?:\+216)?[2-57-9][0-9]{7}")
_PHONE_ABROAD = re.compile(r"\+(?!216)[1-9][0-9]{6,14}")
_PASSPORT = re.compile(r"[A-Z0-9]{6,9}")
_RESIDENCE_CARD = re.compile(r"[A-Z0-9]{1,20}")
_CNSS = re.compile(r"[0-9]{6,8}")
_POSTAL_CODE = re.compile(r"[0-9]{4}")
_PROVIDER = re.compile(r"SP-(?P<region>[0-9]{2})-[0-9]{4,}")
_SITE = re.compile(r"SP-(?P<region>[0-9]{2})-[0-9]{4,}-[0-9]{2,}")
_CERTIFICATE = re.compile(r"([0-9]{4})-([A-Z0-9]{2,10})-([0-9]{2})-([0-9]{6})-([0-9A-Z])")


def compact(text: str) -> str:
    """The identifier as it is stored: without separators, in capitals and Western digits."""
    return "".join(c if c == "+" else fold(c).upper() for c in text)


def is_cin(text: str) -> bool:
    """National identity card: eight digits, the first 0 or 1; there is no check digit."""
    return _CIN.fullmatch(compact(text)) is not None


def tax_key(digits: str) -> str:
    """The key letter of seven digits, weighted 7 to 1, modulo 23."""
    return TAX_LETTERS[sum(int(d) * (8 - i) for i, d in enumerate(digits, start=1)) % 23]


def is_tax_number(text: str) -> bool:
    """`9999999K`, or with VAT code, category and establishment: `9999999K/T/C/NNN`, where only category E has branches."""
    match = _TAX.fullmatch(compact(text))
    if match is None or match[2] != tax_key(match[1]):
        return False
    return match[5] in (None, "000") or match[4] == "E"


def is_rne(text: str) -> bool:
    """Identifier of the national register of enterprises: seven digits and the same key letter."""
    match = _RNE.fullmatch(compact(text))
    return match is not None and match[2] == tax_key(match[1])


def rib_key(eighteen: str) -> str:
    return f"{97 - int(eighteen) * 100 % 97:02d}"


def is_rib(text: str) -> bool:
    """Bank identity: bank 2, branch 3, account 13, key 2."""
    plain = compact(text)
    return _RIB.fullmatch(plain) is not None and plain[18:] == rib_key(plain[:18])


def is_iban(text: str) -> bool:
    """ISO 13616: remainder 1 modulo 97; a Tunisian one also carries a valid RIB."""
    plain = compact(text)
    if _IBAN.fullmatch(plain) is None:
        return False
    turned = "".join(str(int(c, 36)) for c in plain[4:] + plain[:4])
    return int(turned) % 97 == 1 and (plain[:2] != "TN" or is_rib(plain[4:]))


def is_passport(text: str) -> bool:
    """Six to nine letters and digits, one digit at least; a Tunisian one is a letter and six digits."""
    plain = compact(text)
    return _PASSPORT.fullmatch(plain) is not None and any(c.isdigit() for c in plain)


def is_residence_card(text: str) -> bool:
    """Twenty characters at most."""
    return _RESIDENCE_CARD.fullmatch(compact(text)) is not None


def is_cnss(text: str) -> bool:
    """Employer's number at the social security: six to eight digits, often with a hyphen before the last two."""
    return _CNSS.fullmatch(compact(text)) is not None


def is_postal_code(text: str) -> bool:
    return _POSTAL_CODE.fullmatch(compact(text)) is not None


def is_provider_number(text: str) -> bool:
    """`SP-RR-NNNN`, RR one of the regions, or 00 for none."""
    return _of_a_region(_PROVIDER, text)


def is_site_number(text: str) -> bool:
    """`SP-RR-NNNN-SS`."""
    return _of_a_region(_SITE, text)


def _of_a_region(form: re.Pattern[str], text: str) -> bool:
    match = form.fullmatch(text.strip().upper())
    return match is not None and (match["region"] == "00" or f"TN-{match['region']}" in Region.values)


def is_phone(text: str) -> bool:
    """A Tunisian number of eight digits, with or without +216, or an international one that begins with + or 00."""
    plain = compact(text)
    if plain.startswith("00"):
        plain = f"+{plain[2:]}"
    return (_PHONE.fullmatch(plain) or _PHONE_ABROAD.fullmatch(plain)) is not None


def check_character(body: str) -> str:
    """ISO/IEC 7064, MOD 37,36: catches every wrong character and every exchange of two neighbours.

    Chosen over a digit because certificate numbers carry letters (the level), which it takes as they are.
    """
    product = 36
    for character in compact(body):
        total = (product + CERTIFICATE_CHARACTERS.index(character)) % 36 or 36
        product = total * 2 % 37
    return CERTIFICATE_CHARACTERS[(37 - product) % 36]


def is_certificate_number(text: str) -> bool:
    """`YYYY-LEVEL-RR-NNNNNN-K`, K the check character of all that precedes it."""
    match = _CERTIFICATE.fullmatch(text.strip().upper())
    return match is not None and match[5] == check_character("".join(match.groups()[:4]))
