"""`python -m timeline`: the program, where its command is not on the path."""

from timeline.cli import main

main()
