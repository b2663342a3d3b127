"""The system's own store of passwords, where there is a safe one: it keeps the key without asking.

What only looks like one is refused: a store that keeps nothing, one that writes plain text. A store
is believed when it gives back what was put into it.
"""

from __future__ import annotations

from contextlib import closing, suppress
from typing import TYPE_CHECKING

from posdesk.domain.key import KEY_BYTES, Key

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "PosDesk"
_QUIET = "keyring.backends.Windows"
"""What never asks. KWallet and the key chain of macOS may, and cannot be told not to."""

_BY_BUS = "keyring.backends.SecretService"
_REFUSED = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")


def keep(key: Key) -> bool:
    """Put ``key`` into the system's store; return whether it is there now."""
    store = _store()
    if store is None:
        return False
    with suppress(Exception):
        # Whatever a store raises, locked or broken: then a passphrase keeps the key.
        store.set_password(SERVICE, key.id, key.secret.hex())
        return find(key.id) == key
    return False


def find(key_id: str) -> Key | None:
    """Return the key of that id, ``None`` where the store does not have it or cannot be asked."""
    store = _store()
    if store is None:
        return None
    found = None
    with suppress(Exception):
        found = store.get_password(SERVICE, key_id)
    try:
        secret = bytes.fromhex(found or "")
    except ValueError:
        return None
    key = Key(secret)
    return key if len(secret) == KEY_BYTES and key.id == key_id else None


def keep_quietly(name: str, secret: bytes) -> bool:
    """Put ``secret`` into the store, if that asks nobody; return whether it is there now."""
    store = _quiet_store()
    if store is None:
        return False
    with suppress(Exception):
        store.set_password(SERVICE, name, secret.hex())
        return find_quietly(name) == secret
    return False


def find_quietly(name: str) -> bytes | None:
    """Return the secret of that name, ``None`` where it is not there or somebody would be asked."""
    store = _quiet_store()
    if store is None:
        return None
    with suppress(Exception):
        return bytes.fromhex(store.get_password(SERVICE, name) or "") or None
    return None


def is_there() -> bool:
    """Return whether the system has a store that may keep keys; nothing is put into it."""
    return _store() is not None


def asks_nobody() -> bool:
    """Return whether the system has a store that keeps keys and never asks a person."""
    return _quiet_store() is not None


def _store() -> KeyringBackend | None:
    """Return the first store that is neither empty nor plain text."""
    from keyring import get_keyring  # costs a start 0.1 s
    from keyring.backends.chainer import ChainerBackend

    chosen = None
    with suppress(Exception):
        chosen = get_keyring()
    if chosen is None:
        return None
    several = chosen.backends if isinstance(chosen, ChainerBackend) else [chosen]
    safe = (one for one in several if not type(one).__module__.startswith(_REFUSED))
    return next(safe, None)


def _quiet_store() -> KeyringBackend | None:
    """Return the store where nobody is asked: a locked one would ask for its password."""
    store = _store()
    module = type(store).__module__
    quiet = module.startswith(_QUIET) or (module.startswith(_BY_BUS) and _is_unlocked())
    return store if quiet else None


def _is_unlocked() -> bool:
    """Return whether the Secret Service has a collection of passwords that stands open."""
    with suppress(Exception):
        from secretstorage import Collection, dbus_init

        with closing(dbus_init()) as bus:
            return not Collection(bus).is_locked()
    return False
