"""Answers of the command line."""
