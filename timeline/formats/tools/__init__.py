"""Files for other programs that draw timelines."""
