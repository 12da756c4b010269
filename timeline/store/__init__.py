"""The only package that opens files: collections are read here with positions, and written.

Nothing is imported here, so that shell completion can read an outline without the models.
"""
