"""Machine data: JSON, linked data, event data, statements."""
