"""YAML text: parsed to a plain tree with positions, and changed in exact ranges."""
