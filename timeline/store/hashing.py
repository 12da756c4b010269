"""The version of bytes: their SHA-256. Nothing is read or written here."""


def sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes, as 64 hexadecimal digits."""
    import hashlib

    return hashlib.sha256(data).hexdigest()
