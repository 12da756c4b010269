"""Curate of the command line."""
