"""Conclusions from the records: states on a day, differences, disputes, counts. Pure."""
