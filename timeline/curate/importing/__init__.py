"""Files of others, and our own exports, as records: bytes in, plain records or doubts out.

Nothing here opens a file or asks anyone, and what is not certain is a doubt, never a guess.
"""
