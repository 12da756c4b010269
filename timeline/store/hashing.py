"""SHA-256, the version of bytes. Nothing is read or written here."""


def sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes, as 64 hexadecimal digits."""
    # Imported on use: OpenSSL is slow to load, and most commands need no hash.
    import hashlib

    return hashlib.sha256(data).hexdigest()
