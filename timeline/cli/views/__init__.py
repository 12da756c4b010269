"""Views of the command line."""
