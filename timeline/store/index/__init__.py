"""The index of a large collection: an SQLite file that answers queries without reading it all.

It is only a cache: built from the files, deleted at will, and trusted no further than the files.
Events that it finds are tested again as if they had been read from them.
"""
