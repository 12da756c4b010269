"""YAML text: read to a plain tree with places, and changed in exact ranges."""
