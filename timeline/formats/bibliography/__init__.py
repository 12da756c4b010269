"""Sources and events as bibliographies and footnotes cite them."""
