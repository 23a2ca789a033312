"""Signers whose key stays loaded: parsing it for every document would cost more than the signature."""

from collections.abc import Callable, Iterable

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

HASHES: dict[str, Callable[[], hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}


def parsed(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """The certificate in the form that pyHanko reads."""
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


class KeptSigner(Signer):
    """Signs with a key of this process: ECDSA on P-256, or RSA where the authority still gives that."""

    def __init__(
        self,
        *,
        key: EllipticCurvePrivateKey | RSAPrivateKey,
        certificate: x509.Certificate,
        chain: Iterable[x509.Certificate],
    ) -> None:
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register_multiple([parsed(each) for each in chain])
        super().__init__(signing_cert=parsed(certificate), cert_registry=store)
        self._key = key
        self._longest = (key.key_size + 7) // 8 if isinstance(key, RSAPrivateKey) else 2 * ((key.curve.key_size + 7) // 8) + 9

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if dry_run:
            return bytes(self._longest)
        algorithm = HASHES[digest_algorithm]()
        # What was signed is verified at once: a fault of memory must not become a document.
        if isinstance(self._key, EllipticCurvePrivateKey):
            signature = self._key.sign(data, ECDSA(algorithm))
            self._key.public_key().verify(signature, data, ECDSA(algorithm))
            return signature
        signature = self._key.sign(data, PKCS1v15(), algorithm)
        self._key.public_key().verify(signature, data, PKCS1v15(), algorithm)
        return signature
