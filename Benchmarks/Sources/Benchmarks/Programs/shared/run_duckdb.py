"""Runs program.sql in DuckDB with a number of threads and prints the rows of its last statement."""

import sys

import duckdb

connection = duckdb.connect(config={"threads": int(sys.argv[1])})
with open("program.sql") as program:
    for name, count in connection.execute(program.read()).fetchall():
        print(name, count, sep="\t")
