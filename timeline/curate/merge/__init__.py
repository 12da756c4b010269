"""Two curators' collections made one."""
