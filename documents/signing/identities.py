"""The ministry's certificates and keys: from a file or a token named by the settings, loaded once per process."""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import pkcs12
from django.conf import settings
from django.utils import timezone

from documents.signing.authority import demonstration_folder
from documents.signing.failures import SignatureUnavailable
from documents.signing.statements import Purpose

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer


@dataclass(frozen=True)
class Identity:
    """A certificate of the ministry with what signs in its name. `chain` goes up to the root, where it is known."""

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    signer: "Signer"
    source: str  # where it was found, for operators

    @property
    def serial(self) -> str:
        return serial_of(self.certificate.serial_number)

    def check_in_force(self) -> None:
        """Raises SignatureUnavailable outside the validity of the certificate."""
        if not self.certificate.not_valid_before_utc <= timezone.now() <= self.certificate.not_valid_after_utc:
            raise SignatureUnavailable(f"The certificate {self.serial} is not in force.")


def serial_of(number: int) -> str:
    """`5E1F…`: the serial number as certificate viewers show it."""
    return f"{number:X}"


def is_configured() -> bool:
    """Whether a setting names a key; without one there is only the demonstration's."""
    return bool(settings.SIGNATURE_P12 or settings.SIGNATURE_PKCS11_MODULE)


def identity_of(purpose: Purpose) -> Identity:
    """Who signs for a purpose; a ministry with a single certificate seals with that one.

    Raises:
        SignatureUnavailable: no key can be used.
    """
    try:
        return _found(purpose)
    except SignatureUnavailable:
        raise
    except (OSError, ValueError, ImportError) as error:
        raise SignatureUnavailable(f"The key of the {purpose} cannot be loaded: {error}") from error


def _found(purpose: Purpose) -> Identity:
    if settings.SIGNATURE_PKCS11_MODULE:
        label = settings.SIGNATURE_PKCS11_KEY
        if purpose is Purpose.SEAL:
            label = settings.SIGNATURE_PKCS11_SEAL_KEY or label
        return _from_token(
            settings.SIGNATURE_PKCS11_MODULE,
            settings.SIGNATURE_PKCS11_TOKEN,
            settings.SIGNATURE_PKCS11_PIN,
            label,
            os.getpid(),  # a session with a token does not survive a fork
        )
    if settings.SIGNATURE_P12:
        if purpose is Purpose.SEAL and settings.SIGNATURE_SEAL_P12:
            return _from_file(settings.SIGNATURE_SEAL_P12, settings.SIGNATURE_SEAL_P12_PASSWORD)
        return _from_file(settings.SIGNATURE_P12, settings.SIGNATURE_P12_PASSWORD)
    if settings.IN_MINISTRY:
        raise SignatureUnavailable("No key is configured: set SIGNATURE_P12 or SIGNATURE_PKCS11_MODULE.")
    return _from_file(str(demonstration_folder(Path(settings.VAR_DIR)) / f"{purpose}.p12"), "")


@cache
def _from_file(path: str, password: str) -> Identity:
    from documents.signing.signer import KeptSigner  # brings pyHanko

    if Path(path).stat().st_mode & 0o077:
        raise SignatureUnavailable(f"The key file {path} can be read by others: its mode must be 0600.")
    found = pkcs12.load_pkcs12(Path(path).read_bytes(), password.encode() or None)
    if found.cert is None or not isinstance(found.key, EllipticCurvePrivateKey | RSAPrivateKey):
        raise SignatureUnavailable(f"{path} holds no certificate with an EC or RSA key.")
    certificate, chain = found.cert.certificate, tuple(each.certificate for each in found.additional_certs)
    return Identity(certificate, chain, KeptSigner(key=found.key, certificate=certificate, chain=chain), path)


@cache
def _from_token(module: str, token: str, pin: str, label: str, process: int) -> Identity:
    signer = token_signer(module=module, token=token, pin=pin, label=label)
    certificate = x509.load_der_x509_certificate(signer.signing_cert.dump())
    chain = tuple(x509.load_der_x509_certificate(each.dump()) for each in signer.cert_registry)
    return Identity(certificate, chain, signer, f"{module} {token} {label}")


def token_signer(*, module: str, token: str, pin: str, label: str) -> Any:
    """A signer whose key never leaves the token; needs the package python-pkcs11, which is not installed by default."""
    try:
        from pkcs11 import PKCS11Error
        from pyhanko.config.pkcs11 import TokenCriteria
        from pyhanko.sign import pkcs11
    except ImportError as error:
        raise SignatureUnavailable("Tokens need the package python-pkcs11.") from error
    try:
        session = pkcs11.open_pkcs11_session(module, token_criteria=TokenCriteria(label=token), user_pin=pin or None)
        signer = pkcs11.PKCS11Signer(session, cert_label=label, key_label=label)
        if signer.signing_cert is None:
            raise SignatureUnavailable(f"The token {token} holds no certificate {label}.")
        return signer
    except PKCS11Error as error:
        raise SignatureUnavailable(f"The token {token} does not answer: {error!r}") from error


def forget() -> None:
    """Drops what is loaded: after a failure of the token, whose session may be dead."""
    _from_file.cache_clear()
    _from_token.cache_clear()


def roots() -> tuple[x509.Certificate, ...]:
    """Whom validation trusts: the configured roots, those that came with the key, or the demonstration's own."""
    if settings.SIGNATURE_ROOTS:
        return tuple(x509.load_pem_x509_certificates(Path(settings.SIGNATURE_ROOTS).read_bytes()))
    identities = [identity_of(purpose) for purpose in Purpose]
    return tuple({each for identity in identities for each in identity.chain if each.subject == each.issuer})


def revocation_lists() -> list[x509.CertificateRevocationList]:
    """The lists of revoked certificates (DER or PEM) that the ministry keeps for validation."""
    if not settings.SIGNATURE_CRL_DIR:
        return []
    found = [path.read_bytes() for path in sorted(Path(settings.SIGNATURE_CRL_DIR).glob("*.crl"))]
    return [_list(content) for content in found]


def _list(content: bytes) -> x509.CertificateRevocationList:
    return x509.load_pem_x509_crl(content) if content.startswith(b"-----") else x509.load_der_x509_crl(content)
