"""Load a CSV into the table ``rows`` of an SQLite database."""

import csv
import sqlite3
import sys

csv.field_size_limit(1 << 30)
with open(sys.argv[1], encoding="utf-8", newline="") as file:  # noqa: PTH123
    lines = csv.reader(file)
    names = [f'"{name}"' for name in next(lines)]
    database = sqlite3.connect(sys.argv[2])
    database.execute(f"create table rows ({', '.join(names)})")
    database.executemany(f"insert into rows values ({', '.join('?' * len(names))})", lines)
    database.commit()
