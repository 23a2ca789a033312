"""A certification authority for demonstrations: made on first need, never in a ministry, trusted by nobody else."""

import os
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.utils import timezone

DOCUMENT_SIGNING = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")
YEAR = timedelta(days=365)
# A subject is written in one script: with two, readers of certificates stumble over its direction.
ORGANISATION = "Demonstration ministry (fictional)"
COMMON_NAMES = {"signature": "Demonstration signature", "seal": "Demonstration seal"}


def demonstration_folder(var: Path) -> Path:
    """The folder with `root.pem`, `signature.p12` and `seal.p12`; makes it when it is not there."""
    folder = var / "keys" / "signature"
    if not folder.is_dir():
        _make(folder)
    return folder


def _make(folder: Path) -> None:
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".signature-", dir=folder.parent))
    try:
        _fill(draft)
        draft.rename(folder)  # the name appears with everything in it, for the first of two processes only
    except OSError:
        if not folder.is_dir():
            raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _fill(folder: Path) -> None:
    key, root = make_root("Demonstration root")
    _write(folder / "root.pem", root.public_bytes(Encoding.PEM))
    _write(folder / "root.key", key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    for purpose, common_name in COMMON_NAMES.items():
        own, certificate = issue(common_name, by=(key, root))
        _write(folder / f"{purpose}.p12", bundle(own, certificate, root))


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)


def make_root(common_name: str) -> tuple[EllipticCurvePrivateKey, x509.Certificate]:
    """A self-signed certificate that may sign others and lists of revoked ones."""
    key = generate_private_key(SECP256R1())
    name = _name(common_name)
    draft = _draft(name, key, issuer=name, issuer_key=key, valid=10 * YEAR)
    draft = draft.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    draft = draft.add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
    return key, draft.sign(key, hashes.SHA256())


def issue(
    common_name: str, *, by: tuple[EllipticCurvePrivateKey, x509.Certificate], valid: timedelta = 5 * YEAR
) -> tuple[EllipticCurvePrivateKey, x509.Certificate]:
    """A certificate that may sign documents and nothing else."""
    issuer_key, issuer = by
    key = generate_private_key(SECP256R1())
    draft = _draft(_name(common_name), key, issuer=issuer.subject, issuer_key=issuer_key, valid=valid)
    draft = draft.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    draft = draft.add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
    uses = x509.ExtendedKeyUsage([DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION])
    return key, draft.add_extension(uses, critical=False).sign(issuer_key, hashes.SHA256())


def bundle(key: EllipticCurvePrivateKey, certificate: x509.Certificate, root: x509.Certificate) -> bytes:
    """PKCS#12 without a password: what guards it is the mode of the file."""
    return pkcs12.serialize_key_and_certificates(b"signature", key, certificate, [root], NoEncryption())


def _name(common_name: str) -> x509.Name:
    told = ((NameOID.COUNTRY_NAME, "TN"), (NameOID.ORGANIZATION_NAME, ORGANISATION), (NameOID.COMMON_NAME, common_name))
    return x509.Name([x509.NameAttribute(kind, value) for kind, value in told])


def _draft(
    subject: x509.Name,
    key: EllipticCurvePrivateKey,
    *,
    issuer: x509.Name,
    issuer_key: EllipticCurvePrivateKey,
    valid: timedelta,
) -> x509.CertificateBuilder:
    now = timezone.now().replace(microsecond=0)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - YEAR)  # a demonstration may play in the past
        .not_valid_after(now + valid)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )


def _usage(**granted: bool) -> x509.KeyUsage:
    every = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign crl_sign"
        " encipher_only decipher_only"
    )
    return x509.KeyUsage(**{use: granted.get(use, False) for use in every.split()})
