"""Machine data: JSON, linked data, codes of event data."""
