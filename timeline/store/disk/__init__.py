"""Files, folders and locks: bytes in, bytes out, whatever they mean."""
