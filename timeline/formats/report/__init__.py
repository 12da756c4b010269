"""A report for people to read and go on writing: Markdown, notes, a piece of HTML."""
