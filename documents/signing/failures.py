"""The way in which signing fails without the document being at fault."""


class SignatureUnavailable(Exception):
    """No signature can be made now: no key, no token, an expired certificate, no time stamp. Later it can."""
