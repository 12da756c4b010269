"""The index: what a large collection holds, kept where an answer is found without reading it all.

It is a cache and nothing more: made of the files, thrown away at will, never trusted further than
they are. What it finds is tested again as if it had been read from them.
"""
