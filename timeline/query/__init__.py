"""Asking a collection: filters, and what a typed name means."""
