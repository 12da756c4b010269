"""Querying a collection: filters, and resolving the names that a person types."""
