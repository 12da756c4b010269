"""The page: one HTML file, complete in itself."""
