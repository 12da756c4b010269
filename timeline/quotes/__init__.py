"""Quotes and stored texts: proof letter by letter, and hints where a quote is not found."""
