"""Shell of the command line."""
