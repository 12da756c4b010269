"""Python's csv.writer, given the rows of a query by SQLite."""

import csv
import sqlite3
import sys

database, query = sys.argv[1:]
rows = sqlite3.connect(database).execute(query)
writer = csv.writer(sys.stdout)
writer.writerow([column[0] for column in rows.description])
writer.writerows(rows)
