"""A chronology of two governments' security diplomacy that can be defended line by line."""

__version__ = "0.1.0"
