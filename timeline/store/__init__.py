"""The only place that opens files: a collection is read here with its positions, and written.

Nothing is imported here, so that shell completion can use `outline` without the whole model.
"""
