"""A time-stamp authority on loopback, and certificates for those who are not the ministry."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from asn1crypto import keys, tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.utils import timezone
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from documents.signing import authority
from documents.signing.signer import parsed


class Company:
    """A root of ours with a key file for signing, and a time-stamp authority under the same root."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key, self.root = authority.make_root("Test root")
        self.own, self.certificate = authority.issue("Test signature", by=(self.key, self.root))
        self.p12 = self._kept("signature.p12", authority.bundle(self.own, self.certificate, self.root))

    def _kept(self, name: str, content: bytes) -> str:
        path = self.folder / name
        path.write_bytes(content)
        path.chmod(0o600)
        return str(path)

    def expired(self) -> str:
        """A key file whose certificate ended yesterday."""
        own, certificate = authority.issue(
            "Test expired", by=(self.key, self.root), valid=timedelta(seconds=1) - timedelta(hours=2)
        )
        return self._kept("expired.p12", authority.bundle(own, certificate, self.root))

    def revoke(self) -> str:
        """A folder with the list in which the certificate is revoked."""
        now = timezone.now()
        entry = x509.RevokedCertificateBuilder().serial_number(self.certificate.serial_number)
        listed = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.root.subject)
            .last_update(now - timedelta(hours=2))
            .next_update(now + timedelta(days=7))
            .add_revoked_certificate(entry.revocation_date(now - timedelta(hours=3)).build())
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False)
            .add_extension(x509.CRLNumber(1), critical=False)
            .sign(self.key, hashes.SHA256())
        )
        folder = self.folder / "crl"
        folder.mkdir()
        (folder / "root.crl").write_bytes(listed.public_bytes(Encoding.PEM))
        return str(folder)

    def stamper(self) -> DummyTimeStamper:
        key, now = generate_private_key(65537, 2048), timezone.now()
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test time stamps")])
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(self.root.subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=365))
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False)
            .sign(self.key, hashes.SHA256())
        )
        store = SimpleCertificateStore()
        store.register(parsed(self.root))
        der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        return DummyTimeStamper(parsed(certificate), keys.PrivateKeyInfo.load(der), certs_to_embed=store)

    @contextmanager
    def answering(self, *, garbage: bool = False) -> Iterator[tuple[str, list[int]]]:
        """The address of an authority that answers, and how often it was asked."""
        stamper, asked = self.stamper(), [0]

        class Answer(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                asked[0] += 1
                told = stamper.request_tsa_response(tsp.TimeStampReq.load(body)).dump()
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"<html>sign in to the network</html>" if garbage else told)

            def log_message(self, *args: Any) -> None:
                """Says nothing."""

        server = HTTPServer(("127.0.0.1", 0), Answer)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/", asked
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
