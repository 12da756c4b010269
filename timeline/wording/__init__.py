"""An event in words: the same facts, voices and signs for every view, answer and format."""
