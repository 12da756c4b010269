"""Quotes and stored texts: proof letter by letter, and hints where there is none."""
