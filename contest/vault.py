"""What the database alone must not reveal: sealed values, keyed hashes, tokens."""

import hashlib
import hmac
import os
from collections.abc import Sequence
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV

NONCE_BYTES = 12


class SealBroken(Exception):
    """The value was sealed with another key, or altered."""


class Vault:
    """Seals with the first key and opens with any, so that keys can be changed while in use."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        self._keys = tuple(keys)

    def seal(self, text: str, purpose: str) -> bytes:
        """Encrypt; two seals of the same text differ, and neither can be searched for."""
        nonce = os.urandom(NONCE_BYTES)
        cipher = AESGCM(_derived(self._keys[0], f"seal:{purpose}"))
        return nonce + cipher.encrypt(nonce, text.encode(), None)

    def unseal(self, sealed: bytes, purpose: str) -> str:
        """Decrypt.  Raises SealBroken when no key of ours opens it."""
        nonce, body = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        for key in self._keys:
            try:
                return AESGCM(_derived(key, f"seal:{purpose}")).decrypt(nonce, body, None).decode()
            except InvalidTag:
                continue
        raise SealBroken

    def fingerprint(self, text: str, purpose: str) -> str:
        """A keyed hash in hex, by which a value is found without being readable (HMAC-SHA256)."""
        return _fingerprint(self._keys[0], text, purpose)

    def fingerprints(self, text: str, purpose: str) -> tuple[str, ...]:
        """The fingerprint under every key, for look-ups while a key is being changed."""
        return tuple(_fingerprint(key, text, purpose) for key in self._keys)

    def token(self, body: bytes, purpose: str) -> bytes:
        """Encrypt and authenticate; the same body gives the same token (AES-SIV, RFC 5297)."""
        return _siv(self._keys[0], purpose).encrypt(body, None)

    def read_token(self, token: bytes, purpose: str) -> bytes:
        """The body of a token of ours.  Raises SealBroken on any other."""
        for key in self._keys:
            try:
                return _siv(key, purpose).decrypt(token, None)
            except (InvalidTag, ValueError):
                continue
        raise SealBroken


def _fingerprint(key: bytes, text: str, purpose: str) -> str:
    return hmac.new(_derived(key, f"find:{purpose}"), text.encode(), hashlib.sha256).hexdigest()


@lru_cache(maxsize=64)
def _derived(key: bytes, purpose: str) -> bytes:
    return hmac.new(key, purpose.encode(), hashlib.sha256).digest()


@lru_cache(maxsize=64)
def _siv(key: bytes, purpose: str) -> AESSIV:
    return AESSIV(_derived(key, f"token:{purpose}"))
