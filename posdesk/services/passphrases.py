"""Wraps a key under a passphrase and takes it out again; each guess costs what argon2id costs."""

from __future__ import annotations

import os

from posdesk.domain.key import KEY_BYTES, Key
from posdesk.domain.key_file import KeptIn, KeyFile, Wrapped
from posdesk.domain.passphrase import plain_passphrase

MEMORY_KIB, ROUNDS, LANES = 64 * 1024, 3, 1
"""What a guess costs: 64 MiB and about a fifth of a second."""


def wrap(key: Key, passphrase: str) -> KeyFile:
    """Return the key file of ``key`` that ``passphrase`` opens."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    empty = Wrapped(MEMORY_KIB, ROUNDS, LANES, os.urandom(16), os.urandom(12), b"")
    sealed = AESGCM(_derived(empty, passphrase)).encrypt(empty.nonce, key.secret, key.id.encode())
    wrapped = Wrapped(MEMORY_KIB, ROUNDS, LANES, empty.salt, empty.nonce, sealed)
    return KeyFile(key.id, KeptIn.PASSPHRASE, wrapped)


def unwrap(file: KeyFile, passphrase: str) -> Key | None:
    """Return the key that ``passphrase`` opens in ``file``, ``None`` where it opens none."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    wrapped = file.wrapped
    if wrapped is None:
        return None
    try:
        derived = _derived(wrapped, passphrase)
        secret = AESGCM(derived).decrypt(wrapped.nonce, wrapped.sealed, file.key.encode())
    except InvalidTag:
        return None
    key = Key(secret)
    return key if len(secret) == KEY_BYTES and key.id == file.key else None


def _derived(wrapped: Wrapped, passphrase: str) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        plain_passphrase(passphrase).encode(),
        wrapped.salt,
        time_cost=wrapped.rounds,
        memory_cost=wrapped.memory_kib,
        parallelism=wrapped.lanes,
        hash_len=32,
        type=Type.ID,
    )
