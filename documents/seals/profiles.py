"""Ways of writing a record into a square, each under a name that is written with it and kept for ever.

A profile turns a record into the text after `#NAME.` in the address of a document, and back. To add a national seal such
as 2D-Doc: write a profile whose `encode` gives its header, message and signature zones in base 41 (or in its own
alphabet), whose `decode` finds the certificate among `keys` by the identifiers of the header, register it here, and name
it in SEAL_PROFILE; papers that carry another profile are still read. A seal that allows no address in its square is
printed as a square of its own, with the text that `encode` gives.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

import cbor2
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey

from documents import codes
from documents.seals import base41, cose
from documents.seals.keys import kid_of, own_key
from documents.seals.records import FINGERPRINT_BYTES, NotGenuine, Record

Keys = Mapping[bytes, EllipticCurvePublicKey]
LONGEST = 1200
# Days are counted from here: three bytes until 2148.
_EPOCH = date(1970, 1, 1)
KIND, LANGUAGE, NUMBER, DAY, INITIALS_AR, INITIALS_FR, BIRTH_YEAR, LEVEL, FINGERPRINT = range(1, 10)


class Profile(Protocol):
    @property
    def name(self) -> str: ...

    def encode(self, record: Record) -> str:
        """The text, signed with the key in use."""

    def decode(self, text: str, *, code: str, keys: Keys) -> Record:
        """The record; raises NotGenuine."""


@dataclass(frozen=True)
class Compact:
    """A CBOR map with small keys in a COSE_Sign1, in base 41. The code is signed too but stands only in the address."""

    name: str = "S1"

    def encode(self, record: Record) -> str:
        said: dict[int, object] = {
            KIND: record.kind,
            LANGUAGE: record.language,
            NUMBER: record.number,
            DAY: (record.on - _EPOCH).days,
            INITIALS_AR: record.initials_ar,
            INITIALS_FR: record.initials_fr,
            BIRTH_YEAR: record.birth_year,
            LEVEL: record.level,
            FINGERPRINT: record.fingerprint,
        }
        payload = cbor2.dumps({key: value for key, value in said.items() if value not in ("", None)})
        key = own_key()
        message = cose.sign(payload, key=key, kid=kid_of(key.public_key()), bound_to=self._bound(record.code))
        return base41.encode(message)

    def decode(self, text: str, *, code: str, keys: Keys) -> Record:
        try:
            message = base41.decode(text)
        except ValueError as error:
            raise NotGenuine("form") from error
        said = cose.read(cose.opened(message, keys=keys, bound_to=self._bound(code)))
        # Signed by the ministry, yet read with care: a later release may have written what this one does not know.
        if not isinstance(said, dict) or not {KIND, LANGUAGE, NUMBER, DAY, FINGERPRINT} <= said.keys():
            raise NotGenuine("form")
        if len(said[FINGERPRINT]) != FINGERPRINT_BYTES:
            raise NotGenuine("form")
        return Record(
            code=code,
            kind=said[KIND],
            language=said[LANGUAGE],
            number=said[NUMBER],
            on=_EPOCH + timedelta(days=said[DAY]),
            initials_ar=said.get(INITIALS_AR, ""),
            initials_fr=said.get(INITIALS_FR, ""),
            birth_year=said.get(BIRTH_YEAR),
            level=said.get(LEVEL, ""),
            fingerprint=said[FINGERPRINT],
        )

    def _bound(self, code: str) -> bytes:
        return f"{self.name}.{code}".encode()


PROFILES: dict[str, Profile] = {profile.name: profile for profile in (Compact(),)}


def fragment(record: Record, *, profile: str) -> str:
    """`S1.…`, what follows the `#` in the address."""
    return f"{profile}.{PROFILES[profile].encode(record)}"


def verify(text: str, keys: Keys) -> Record:
    """The record in what a square says, an address whose path ends with the code, without asking anyone.

    Raises:
        NotGenuine: no record, an unknown profile, a foreign key, or a signature that does not hold.
    """
    address, mark, rest = text.strip().partition("#")
    name, stop, written = rest.partition(".")
    if len(text) > LONGEST or not mark or not stop:
        raise NotGenuine("form")
    try:
        code = codes.read(address.rstrip("/").rpartition("/")[2])
    except codes.NotACode as error:
        raise NotGenuine("form") from error
    if name not in PROFILES:
        raise NotGenuine("profile")
    return PROFILES[name].decode(written, code=code, keys=keys)
